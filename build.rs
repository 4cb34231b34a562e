//! New files in the embedded folders are noticed; nothing is generated.

fn main() {
    println!("cargo:rerun-if-changed=assets");
    println!("cargo:rerun-if-changed=scenarios");
}
