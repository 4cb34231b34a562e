//! What the program has printed up to this moment, and who did.

use crate::session::present::Look;
use crate::view::{Output, Piece, Stream};

/// Characters kept: the end of a long output.
const MOST: usize = 64 << 10;

pub(crate) fn present(look: &Look<'_>) -> Output {
    let mut room = MOST;
    let mut pieces = Vec::new();
    for (_, output) in look.timeline.output().into_iter().rev() {
        if room == 0 {
            break;
        }
        let text = tail(&output.text, room);
        room -= text.len();
        pieces.push(Piece {
            text: text.to_owned(),
            worker: look.id(output.by),
            stream: if output.stream == 2 {
                Stream::Stderr
            } else {
                Stream::Stdout
            },
        });
    }
    pieces.reverse();
    Output { pieces }
}

fn tail(text: &str, room: usize) -> &str {
    let mut from = text.len().saturating_sub(room);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..]
}
