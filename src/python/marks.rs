//! Fix marks: `# fix: NAME` and `# bug: NAME` behind a statement.

use crate::base::Diagnostic;
use crate::code::{Fix, Names};
use crate::python::ast::Tree;

pub(crate) fn apply(
    _file: &str,
    _tree: &mut Tree,
    _declared: Option<&[String]>,
    _names: &Names,
) -> Result<Vec<Fix>, Vec<Diagnostic>> {
    Ok(Vec::new())
}

/// The program's text with a choice of fixes, marks resolved.
pub fn resolve(source: &str, _fixes: &[String]) -> String {
    source.to_owned()
}
