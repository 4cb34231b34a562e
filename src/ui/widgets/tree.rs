//! Lines that show what hangs below what.

use crate::ui::glyphs::Glyphs;

/// What stands before an entry at this depth; the root stands alone.
pub(crate) fn branch(glyphs: &Glyphs, depth: usize, last: bool) -> String {
    if depth == 0 {
        return String::new();
    }
    let [_, _, corner, _, _, line, _] = glyphs.loop_line();
    let tee = if line == "─" { "├" } else { "+" };
    let joint = if last { corner } else { tee };
    format!("{}{joint}{line} ", "  ".repeat(depth - 1))
}
