//! The time of a frame with 64 workers at 200×60: the goal is 2 ms.

#[expect(dead_code, reason = "the tests draw the others")]
#[path = "../tests/screens_ui/pictures.rs"]
mod pictures;

use racewalk::ui::{Background, Colours, Message, Model, Settings, Theme, draw, update};
use racewalk::view::Language;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

fn main() {
    divan::main();
}

fn model(language: Language, colours: Colours) -> Model {
    let settings = Settings {
        language,
        theme: Theme::new(colours, Background::Dark),
        ..Settings::default()
    };
    let mut model = Model::new(settings, 200, 60);
    update(&mut model, Message::Screen(Box::new(pictures::crowd())));
    model
}

#[divan::bench(args = [Language::En, Language::Zh])]
fn frame_with_64_workers(bencher: divan::Bencher<'_, '_>, language: Language) {
    let model = model(language, Colours::True);
    let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 60));
    bencher.bench_local(|| {
        buffer.reset();
        draw(&model, &mut buffer);
    });
}
