//! Reading a pickle ends in a value or in an exception, whatever its bytes are.

mod support;

use std::fmt::Write;
use std::time::Duration;

use proptest::prelude::*;

const PATIENCE: Duration = Duration::from_mins(1);

/// What the damage is done to: plain data, and objects of every kind.
const HEAD: &str = "\
import pickle
class Plain:
    pass
class Stack(list):
    pass
class Given:
    def __reduce__(self):
        return Given, ()
def double(x):
    return 2 * x
plain = Plain()
plain.me = [plain]
wholes = [
    pickle.dumps([1, 256, -1, 1 << 80, 1.5, 'text', b'bytes', (1, 2), {'k': None}, {1}, frozenset([2]), bytearray(b'ab')]),
    pickle.dumps([plain, Stack([1, 2]), Given(), double, len, range(3), ValueError('bad')]),
    b'(lp0\\nI1\\naF1.5\\naVword\\na(dp1\\nS\\'k\\'\\nL5L\\nsa.',
]
def read(data):
    try:
        pickle.loads(data)
    except Exception:
        pass
";

fn ends(text: &str) -> Result<(), TestCaseError> {
    let program = support::program("pickles", text);
    let ended = support::run(
        &program,
        support::config("cpython", 0),
        support::policy("cpython", 0),
        PATIENCE,
    );
    prop_assert_eq!(
        ended.code(),
        0,
        "{:?}: {}\n{}",
        ended.ending,
        ended.last_of_stderr(),
        text
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn a_damaged_pickle_is_read_to_an_end(
        damages in proptest::collection::vec((0..3_usize, proptest::collection::vec((any::<u16>(), any::<u8>()), 1..5)), 100)
    ) {
        let mut text = HEAD.to_owned();
        text.push_str("def damage(whole, changes):\n    data = bytearray(wholes[whole])\n");
        text.push_str("    for place, byte in changes:\n        data[place % len(data)] = byte\n    read(bytes(data))\n");
        for (whole, changes) in damages {
            writeln!(text, "damage({whole}, {changes:?})").expect("a String takes all");
        }
        ends(&text)?;
    }

    #[test]
    fn any_bytes_at_all_are_read_to_an_end(
        pickles in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..40), 100)
    ) {
        let mut text = HEAD.to_owned();
        for data in pickles {
            writeln!(text, "read(bytes({data:?}))").expect("a String takes all");
        }
        ends(&text)?;
    }
}
