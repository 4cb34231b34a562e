//! Compiles the prelude, which every program begins with, once and for all; and notices new files in the embedded
//! folders.

#![expect(
    dead_code,
    unused_imports,
    unreachable_pub,
    reason = "of the front end, only what compiles the prelude is used here"
)]

#[path = "src/base/mod.rs"]
mod base;
#[path = "src/code/mod.rs"]
mod code;
#[path = "src/python/mod.rs"]
mod python;

/// Nothing is made yet.
mod built {
    pub(crate) const PRELUDE: &[u8] = &[];
}

use std::path::PathBuf;
use std::{env, fs};

fn main() {
    for path in ["assets", "scenarios", "src/base", "src/code", "src/python"] {
        println!("cargo:rerun-if-changed={path}");
    }
    let folder = env::var_os("OUT_DIR").expect("cargo says where");
    let prelude = python::prelude().expect("the prelude compiles");
    fs::write(PathBuf::from(folder).join("prelude.postcard"), prelude)
        .expect("cargo's folder can be written to");
}
