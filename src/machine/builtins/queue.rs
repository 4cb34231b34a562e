//! `_queue`: what `assets/lib/queue.py` hands on. The queues are at home in `machine::sync`.

use crate::machine::builtins::Registry;
use crate::machine::class;

pub(crate) fn register(registry: &mut Registry) {
    for (name, class) in [
        ("Queue", class::QUEUE),
        ("LifoQueue", class::LIFO_QUEUE),
        ("PriorityQueue", class::PRIORITY_QUEUE),
        ("SimpleQueue", class::SIMPLE_QUEUE),
        ("Empty", class::QUEUE_EMPTY),
        ("Full", class::QUEUE_FULL),
    ] {
        registry.class_member("_queue", name, class);
    }
}
