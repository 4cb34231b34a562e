//! Floats as text.

pub fn repr(number: f64) -> String {
    format!("{number:?}")
}
