//! The screen from outside: views and keys in, pictures and commands out.
//!
//! Pictures stand in `pictures/*.txt`; `UPDATE_PICTURES=1 cargo test --test screens_ui` draws them anew.

mod pictures;

use std::path::Path;

use racewalk::ui::*;
use racewalk::view::*;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

fn settings(language: Language) -> Settings {
    Settings {
        language,
        theme: Theme::new(Colours::Mono, Background::Unknown),
        ..Settings::default()
    }
}

fn model(screen: Screen, language: Language, (width, height): (u16, u16)) -> Model {
    let mut model = Model::new(settings(language), width, height);
    update(&mut model, Message::Screen(Box::new(screen)));
    model
}

fn picture(model: &Model) -> String {
    let mut terminal =
        Terminal::new(TestBackend::new(model.width, model.height)).expect("a buffer");
    terminal.draw(|frame| view(model, frame)).expect("a frame");
    let cells = &terminal.backend().buffer().content;
    let mut picture = String::new();
    for row in cells.chunks(usize::from(model.width)) {
        let mut line = String::new();
        let mut covered = 0;
        for cell in row {
            if covered == 0 {
                line.push_str(cell.symbol());
                covered = text::width(cell.symbol());
            }
            covered = covered.saturating_sub(1);
        }
        picture.push_str(line.trim_end());
        picture.push('\n');
    }
    picture
}

fn check_picture(name: &str, model: &Model) {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/screens_ui/pictures/{name}.txt"));
    let drawn = picture(model);
    if std::env::var_os("UPDATE_PICTURES").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(&path, &drawn).expect("a picture");
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(drawn == expected, "{name} has changed; now it is\n{drawn}");
}

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 36), (240, 70)];

#[test]
fn a_lost_update_can_be_seen_coming_at_every_size_and_in_both_languages() {
    for size in SIZES {
        for (language, code) in [(Language::En, "en"), (Language::Zh, "zh")] {
            let model = model(pictures::lost_update(), language, size);
            check_picture(&format!("lost_update_{}_{code}", size.0), &model);
        }
    }
}

#[test]
fn a_deadlock_is_a_circle_with_names() {
    for size in SIZES {
        for (language, code) in [(Language::En, "en"), (Language::Zh, "zh")] {
            let model = model(pictures::deadlock(), language, size);
            check_picture(&format!("deadlock_{}_{code}", size.0), &model);
        }
    }
}

#[test]
fn every_object_and_the_banker_have_their_picture() {
    for size in SIZES {
        check_picture(
            &format!("everything_{}", size.0),
            &model(pictures::everything(), Language::En, size),
        );
    }
}

#[test]
fn the_smallest_screen_still_tells_the_story() {
    for size in [(40, 12), (60, 16), (75, 19)] {
        check_picture(
            &format!("small_{}", size.0),
            &model(pictures::lost_update(), Language::En, size),
        );
    }
    let tiny = model(pictures::lost_update(), Language::En, (31, 9));
    assert!(picture(&tiny).contains("needs 40×12, have 31×9"));
    let tiny = model(pictures::lost_update(), Language::Zh, (31, 9));
    assert!(picture(&tiny).contains("31×9"));
}

#[test]
fn without_unicode_only_ascii_is_drawn() {
    let mut model = model(pictures::deadlock(), Language::En, (80, 24));
    model.settings = model.settings.ascii();
    let drawn = picture(&model);
    assert!(drawn.is_ascii(), "{drawn}");
    check_picture("ascii", &model);
    press(&mut model, Key::Char('?'));
    assert!(picture(&model).is_ascii(), "{}", picture(&model));
}

#[test]
fn the_gallery_shows_what_one_is_about_to_open() {
    for (language, code) in [(Language::En, "en"), (Language::Zh, "zh")] {
        let mut model = Model::new(settings(language), 80, 24);
        update(&mut model, Message::Gallery(Box::new(pictures::gallery())));
        check_picture(&format!("gallery_{code}"), &model);
    }
}

#[test]
fn windows_lie_over_the_panes() {
    for (name, key) in [
        ("help", '?'),
        ("fixes", 'f'),
        ("profile", 'P'),
        ("zoomed", 'z'),
        ("lesson", 'i'),
    ] {
        let mut model = model(pictures::deadlock(), Language::En, (80, 24));
        if name == "lesson" {
            update(
                &mut model,
                Message::Screen(Box::new(pictures::lost_update())),
            );
        }
        assert_eq!(press(&mut model, Key::Char(key)), []);
        check_picture(&format!("window_{name}"), &model);
    }
}

#[test]
fn no_size_makes_it_panic() {
    let screens = [
        pictures::lost_update(),
        pictures::deadlock(),
        pictures::everything(),
        pictures::crowd(),
    ];
    for (at, screen) in screens.into_iter().enumerate() {
        let mut model = model(
            screen,
            if at % 2 == 0 {
                Language::En
            } else {
                Language::Zh
            },
            (80, 24),
        );
        for width in (0..=130_u16).step_by(3).chain([240, 500]) {
            for height in (0..=45_u16).step_by(4).chain([70, 300]) {
                update(&mut model, Message::Resized { width, height });
                for keys in ["", "z", "?", "f", "P"] {
                    for key in keys.chars() {
                        press(&mut model, Key::Char(key));
                    }
                    let area = ratatui::layout::Rect::new(0, 0, width, height);
                    let mut buffer = ratatui::buffer::Buffer::empty(area);
                    draw(&model, &mut buffer);
                    for (column, row) in [(0, 0), (width / 2, height / 2), (width, height)] {
                        for gesture in [Gesture::Click, Gesture::ScrollDown] {
                            let mut model = model.clone();
                            update(
                                &mut model,
                                Message::Mouse(Mouse {
                                    column,
                                    row,
                                    gesture,
                                }),
                            );
                        }
                    }
                    model.layer = None;
                    model.zoomed = false;
                }
                // The terminal may be smaller than the last size we heard of.
                let area = ratatui::layout::Rect::new(0, 0, width / 2, height / 2);
                draw(&model, &mut ratatui::buffer::Buffer::empty(area));
            }
        }
    }
}

fn press(model: &mut Model, key: Key) -> Vec<Command> {
    update(model, Message::Key(key))
}

#[test]
fn keys_ask_for_what_the_help_says() {
    let fix = || Command::ToggleFix("lock".to_owned());
    let cases = [
        (Key::Char(' '), vec![Command::Step]),
        (Key::Char('1'), vec![Command::StepWorker(WorkerId(1))]),
        (Key::Char('0'), vec![]), // main waits, and the footer says what for
        (Key::Left, vec![Command::Go(Go::Back(1))]),
        (Key::Char('b'), vec![Command::Go(Go::Back(1))]),
        (Key::Right, vec![Command::Go(Go::Forward(1))]),
        (Key::Home, vec![Command::Go(Go::Start)]),
        (Key::End, vec![Command::Go(Go::End)]),
        (Key::Char('p'), vec![Command::Play]),
        (Key::Char('+'), vec![Command::Speed(8)]),
        (Key::Char('-'), vec![Command::Speed(2)]),
        (
            Key::Char('g'),
            vec![Command::Granularity(Granularity::Line)],
        ),
        (Key::Char('f'), vec![fix()]),
        (Key::Char('F'), vec![Command::AllFixes(true)]),
        (Key::Char('r'), vec![Command::Restart]),
        (Key::Char('s'), vec![Command::Save]),
        (
            Key::Char('y'),
            vec![Command::Copy(
                "racewalk lost_update --profile language".to_owned(),
            )],
        ),
        (Key::Char('e'), vec![]),
        (Key::Char('l'), vec![]),
        (Key::Char('E'), vec![]),
        (Key::Char('m'), vec![Command::Mouse(false)]),
        (Key::Char('L'), vec![Command::Language(Language::Zh)]),
        (Key::Char('j'), vec![Command::Select(Some(WorkerId(2)))]),
        (Key::Char('k'), vec![Command::Select(Some(WorkerId(1)))]),
        (Key::Enter, vec![Command::StepWorker(WorkerId(2))]),
        (Key::Esc, vec![Command::Gallery]),
        (Key::Char('q'), vec![Command::Quit]),
        (Key::Ctrl('c'), vec![Command::Quit]),
        (Key::Ctrl('l'), vec![Command::Repaint]),
        (Key::Ctrl('z'), vec![Command::Suspend]),
    ];
    for (key, expected) in cases {
        let mut model = model(pictures::lost_update(), Language::En, (80, 24));
        assert_eq!(press(&mut model, key), expected, "{key:?}");
    }
}

#[test]
fn who_cannot_move_says_why() {
    let mut model = model(pictures::deadlock(), Language::En, (80, 24));
    assert_eq!(press(&mut model, Key::Char('2')), []);
    assert_eq!(
        model.said.as_deref(),
        Some(
            "② cannot move: it waits for left, which ① has held since step 12, and has waited since step 23."
        )
    );
    assert_eq!(press(&mut model, Key::Char(' ')), []);
    assert_eq!(
        model.said.as_deref(),
        Some("Deadlock: nobody can move, and nobody ever will.")
    );
}

#[test]
fn escape_closes_one_layer_at_a_time() {
    let mut model = model(pictures::deadlock(), Language::En, (80, 24));
    press(&mut model, Key::Char('z'));
    press(&mut model, Key::Char('?'));
    assert_eq!(press(&mut model, Key::Esc), []);
    assert!(model.layer.is_none() && model.zoomed);
    assert_eq!(press(&mut model, Key::Esc), []);
    assert!(!model.zoomed);
    assert_eq!(press(&mut model, Key::Esc), [Command::Gallery]);
}

#[test]
fn several_fixes_are_chosen_in_a_window() {
    let mut model = model(pictures::deadlock(), Language::En, (80, 24));
    assert_eq!(press(&mut model, Key::Char('f')), []);
    assert_eq!(
        press(&mut model, Key::Char('2')),
        [Command::ToggleFix("timeout".to_owned())]
    );
    press(&mut model, Key::Char('j'));
    assert_eq!(
        press(&mut model, Key::Enter),
        [Command::ToggleFix("timeout".to_owned())]
    );
    press(&mut model, Key::Char('f'));
    assert!(model.layer.is_none());
}

#[test]
fn a_command_is_found_by_its_words_and_shows_its_key() {
    let mut model = model(pictures::deadlock(), Language::En, (80, 24));
    press(&mut model, Key::Char(':'));
    for letter in "restart".chars() {
        assert_eq!(press(&mut model, Key::Char(letter)), []);
    }
    let drawn = picture(&model);
    assert!(drawn.contains("r         again from the start"), "{drawn}");
    assert_eq!(press(&mut model, Key::Enter), [Command::Restart]);
    assert!(model.layer.is_none());
    press(&mut model, Key::Ctrl('p'));
    for letter in "xyzzy".chars() {
        press(&mut model, Key::Char(letter));
    }
    assert!(picture(&model).contains("No command is called that."));
    assert_eq!(press(&mut model, Key::Enter), []);
    press(&mut model, Key::Char(':'));
    assert_eq!(press(&mut model, Key::Left), [], "Backspace leaves it");
    assert!(model.layer.is_none());
}

#[test]
fn the_help_can_be_searched() {
    let mut model = model(pictures::deadlock(), Language::En, (80, 24));
    for key in "?/branch".chars() {
        press(&mut model, Key::Char(key));
    }
    let drawn = picture(&model);
    assert!(
        drawn.contains("the next branch") && !drawn.contains("play faster"),
        "{drawn}"
    );
    press(&mut model, Key::Esc);
    assert!(picture(&model).contains("play and pause"));
    press(&mut model, Key::Esc);
    assert!(model.layer.is_none());
}

#[test]
fn no_key_is_silent() {
    let mut model = model(pictures::deadlock(), Language::En, (80, 24));
    assert_eq!(press(&mut model, Key::Char('x')), []);
    assert!(picture(&model).contains("x means nothing here: ? shows every key."));
    press(&mut model, Key::Char('?'));
    press(&mut model, Key::Char('p'));
    assert!(picture(&model).contains("Esc closes this window first."));
}

#[test]
fn what_is_too_long_for_the_footer_stands_above_it() {
    let mut model = model(pictures::deadlock(), Language::En, (80, 24));
    let commands = press(&mut model, Key::Char('y'));
    let [Command::Copy(line)] = commands.as_slice() else {
        panic!("{commands:?}");
    };
    let drawn: String = picture(&model).split_whitespace().collect();
    let whole: String = line.split_whitespace().collect();
    assert!(drawn.contains(&whole), "{line}\n{drawn}");
}

#[test]
fn the_gallery_opens_what_is_chosen() {
    let mut model = Model::new(settings(Language::En), 80, 24);
    update(&mut model, Message::Gallery(Box::new(pictures::gallery())));
    press(&mut model, Key::Down);
    assert_eq!(
        press(&mut model, Key::Enter),
        [Command::Open(Target::Name("transfer".to_owned()))]
    );
}

#[test]
fn the_gallery_can_be_searched() {
    let mut model = Model::new(settings(Language::En), 80, 24);
    update(&mut model, Message::Gallery(Box::new(pictures::gallery())));
    for key in "/phil".chars() {
        press(&mut model, Key::Char(key));
    }
    let drawn = picture(&model);
    assert!(
        drawn.contains("Dining philosophers") && !drawn.contains("Bank transfer"),
        "{drawn}"
    );
    assert_eq!(
        press(&mut model, Key::Enter),
        [Command::Open(Target::Name("philosophers".to_owned()))]
    );
    press(&mut model, Key::Esc);
    assert!(picture(&model).contains("Bank transfer"));
    assert_eq!(press(&mut model, Key::Char('q')), [Command::Quit]);
}

#[test]
fn a_lesson_speaks_where_play_has_paused() {
    let mut screen = pictures::lost_update();
    screen.lesson.moments = vec![Moment {
        sentence: Text::new("Now look at the counter.", "现在看看计数器。"),
        question: Text::new("What will it be?", "它会变成几？"),
        answer: Text::new("Three.", "三。"),
    }];
    screen.lesson.current = Some(0);
    let mut model = model(screen, Language::En, (120, 36));
    let drawn = picture(&model);
    assert!(drawn.contains("Now look at the counter."), "{drawn}");
    assert!(
        drawn.contains("What will it be?") && !drawn.contains("Three."),
        "{drawn}"
    );
    press(&mut model, Key::Char('i'));
    assert!(picture(&model).contains("Answer: Three."));
}

#[test]
fn at_the_start_there_is_a_question_to_guess_at() {
    let mut screen = pictures::lost_update();
    screen.header.moment = 0;
    screen.happened.events.clear();
    let drawn = picture(&model(screen, Language::Zh, (80, 24)));
    assert!(drawn.contains("两个线程各加三次一"), "{drawn}");
}

/// Where a text first stands in the picture.
fn find(model: &Model, text: &str) -> (u16, u16) {
    let drawn = picture(model);
    for (row, line) in drawn.lines().enumerate() {
        if let Some(at) = line.find(text) {
            let column = text::width(&line[..at]);
            return (column as u16, row as u16);
        }
    }
    panic!("no {text:?} in\n{drawn}");
}

fn click(model: &mut Model, text: &str, across: u16) -> Vec<Command> {
    let (column, row) = find(model, text);
    let mouse = Mouse {
        column: column + across,
        row,
        gesture: Gesture::Click,
    };
    update(model, Message::Mouse(mouse))
}

#[test]
fn the_mouse_reaches_what_keys_reach() {
    let mut model = model(pictures::lost_update(), Language::En, (120, 36));
    assert_eq!(
        click(&mut model, "ready · line 8", 0),
        [Command::Select(Some(WorkerId(1)))]
    );
    assert_eq!(
        click(&mut model, "ready · line 8", 0),
        [Command::StepWorker(WorkerId(1))]
    );
    assert_eq!(
        click(&mut model, "▶②", 1),
        [Command::StepWorker(WorkerId(2))]
    );
    assert_eq!(click(&mut model, "space step", 2), [Command::Step]);
    assert_eq!(
        click(&mut model, "main █", 5 + 17),
        [Command::Go(Go::Moment(17))]
    );
    click(&mut model, "? help", 0);
    assert!(model.layer.is_some());
    click(&mut model, "racewalk", 0);
    assert!(model.layer.is_none());
}

#[test]
fn a_hostile_program_cannot_speak_to_the_terminal() {
    let evil = "\u{1b}]52;c;x\u{7}\u{9b}2J\u{202e}\u{2028}\u{e0041}\t".to_owned()
        + &"\u{301}".repeat(2000);
    let mut screen = pictures::everything();
    screen.header.title = Text::same(evil.clone());
    screen.workers.rows[1].name.clone_from(&evil);
    screen.output.pieces = vec![Piece {
        text: evil.clone(),
        ..Piece::default()
    }];
    screen.objects.rows[0].name.clone_from(&evil);
    screen.lesson.body.en = vec![evil.clone()];
    screen.fixes.rows[0].title = Text::same(evil.clone());
    screen.happened.events = vec![Happening {
        moment: 23,
        worker: Some(WorkerId(1)),
        line: None,
        event: Event::Printed { text: evil.clone() },
    }];
    screen.code.lines = std::sync::Arc::new(vec![Line {
        number: 1,
        text: evil.clone(),
        ..Line::default()
    }]);
    let mut model = model(screen.clone(), Language::En, (240, 70));
    for keys in ["", "f", "z"] {
        for key in keys.chars() {
            press(&mut model, Key::Char(key));
        }
        let mut buffer = ratatui::buffer::Buffer::empty(ratatui::layout::Rect::new(0, 0, 240, 70));
        draw(&model, &mut buffer);
        for cell in &buffer.content {
            let symbol = cell.symbol();
            assert!(symbol.chars().count() <= 8, "{symbol:?}");
            assert_eq!(text::clean(symbol), symbol);
        }
    }
    for line in plain::whole(&screen, Language::En)
        .iter()
        .chain(&plain::news(None, &screen, Language::En))
    {
        assert_eq!(&text::clean(line), line);
    }
}

#[test]
fn plain_words_tell_what_is_new_and_only_that() {
    let before = pictures::deadlock();
    let mut now = before.clone();
    now.header.moment = 24;
    now.header.ending = Ending::Running;
    now.happened.events.push(Happening {
        moment: 24,
        worker: Some(WorkerId(2)),
        line: Some(12),
        event: Event::Released {
            thing: Thing::new(Kind::Lock, "right"),
            waiters: vec![WorkerId(1)],
        },
    });
    now.output.pieces.push(Piece {
        text: "other\n".to_owned(),
        worker: WorkerId(2),
        ..Piece::default()
    });
    assert_eq!(
        plain::news(Some(&before), &now, Language::En),
        [
            "step 24: worker 2 released the lock right. worker 1 can try again, and whoever moves first gets it. (line 12)",
            "output: other",
        ]
    );
    assert_eq!(
        plain::news(Some(&before), &now, Language::Zh)[0],
        "第 24 步：执行者2 释放了锁 right。执行者1 可以再试，谁先走谁得到。（第 12 行）"
    );
}

/// Not a benchmark (`benches/draw.rs` is), but a frame that became slow by an order of magnitude fails here.
#[test]
fn a_crowded_frame_is_quick() {
    let model = model(pictures::crowd(), Language::En, (200, 60));
    let mut buffer = ratatui::buffer::Buffer::empty(ratatui::layout::Rect::new(0, 0, 200, 60));
    let frames = 50;
    let begun = std::time::Instant::now();
    for _ in 0..frames {
        buffer.reset();
        draw(&model, &mut buffer);
    }
    let each = begun.elapsed() / frames;
    println!("{each:?} a frame");
    assert!(each.as_millis() < 40, "{each:?} a frame");
}
