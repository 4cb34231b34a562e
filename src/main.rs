use std::sync::Arc;
use racewalk::base::Task;
use racewalk::machine::world::*;
fn main() {
    let path = std::env::args().nth(1).expect("file");
    let text = std::fs::read_to_string(&path).expect("read");
    let source = racewalk::python::Source { name: path, text };
    let program = match racewalk::python::compile(&source, &racewalk::python::Options::default()) {
        Ok(p) => p,
        Err(d) => { eprintln!("{d:#?}"); std::process::exit(2) }
    };
    if std::env::args().nth(2).is_some() { println!("{}", racewalk::code::listing::program(&program)); }
    let mut m = Machine::boot(Arc::new(program), Config::default());
    loop {
        match m.status() { Status::Running => {} s => { eprintln!("{s:?}"); break } }
        let tasks: Vec<Task> = m.tasks().into_iter().filter(|t| m.can_move(*t)).collect();
        let t = tasks.iter().copied().find(|t| m.is_ready(*t)).unwrap_or_else(|| m.next_alarm().unwrap().0);
        m.run(t, 1_000_000, false);
        for o in m.take_output() { print!("{}", o.text); }
    }
    eprintln!("{} steps", m.steps());
}
