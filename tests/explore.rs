//! What the explorer finds is what there is: against labels, against an enumeration that knows nothing of its ways, and
//! against what CPython was seen to do.

mod support;

#[path = "explore/brute.rs"]
mod brute;
#[path = "explore/chance.rs"]
mod chance;
#[path = "explore/compared.rs"]
mod compared;
#[path = "explore/containment.rs"]
mod containment;
#[path = "explore/found.rs"]
mod found;
#[path = "explore/generated.rs"]
mod generated;
#[path = "explore/generator.rs"]
mod generator;
#[path = "explore/labels.rs"]
mod labels;
#[path = "explore/mutants.rs"]
mod mutants;
#[path = "explore/onward.rs"]
mod onward;
#[path = "explore/ordered.rs"]
mod ordered;
#[path = "explore/preempted.rs"]
mod preempted;
#[path = "explore/printed.rs"]
mod printed;
#[path = "explore/shards.rs"]
mod shards;
#[path = "explore/waking.rs"]
mod waking;
#[path = "explore/walks.rs"]
mod walks;
