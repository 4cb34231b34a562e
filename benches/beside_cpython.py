"""Our interpreter beside CPython 3.11, in one run.

    cargo build --release
    python3 benches/beside_cpython.py

Each program of `benches/programs` runs under `python3` and under `target/release/racewalk run`, in turns, five times
each. The best CPU time counts (user and system of the whole process); of both, the time of an empty program is taken
off. Printed are milliseconds and ratios: to CPython here, and to monty 1.4, the fastest other interpreter in Rust. Its
column was measured elsewhere, beside CPython: so the ratio compares how many times slower than its CPython each is.
"""

import os
import resource
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROUNDS = 5
# Milliseconds on the machine where they were measured together: CPython 3.11, monty 1.4.
MONTY = {
    "while_loop": (20.7, 93.9),
    "for_sum": (21.2, 79.3),
    "fib": (20.9, 97.9),
    "calls": (7.1, 37.2),
    "dict_updates": (19.3, 78.3),
    "list_operations": (26.0, 41.7),
    "string_pieces": (11.4, 187.0),
    "attribute_reads": (6.6, 48.3),
    "sieve": (22.3, 74.3),
}


def used():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def time(command):
    before = used()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    return (used() - before) * 1000


def best(program, commands):
    times = [[time([*command, str(program)]) for command in commands] for _ in range(ROUNDS)]
    return [min(column) for column in zip(*times)]


def main():
    folder = Path(os.environ.get("CARGO_TARGET_DIR", HERE.parent / "target"))
    ours = folder / "release" / "racewalk"
    if not ours.exists():
        sys.exit(f"beside_cpython.py: {ours} is not there; run `cargo build --release` first")
    commands = [[sys.executable], [str(ours), "run"]]
    empty = best(HERE / "programs" / "empty.py", commands)
    print(f"empty program: CPython {empty[0]:.1f} ms, racewalk {empty[1]:.1f} ms\n")
    print("| program | CPython, ms | racewalk, ms | to CPython | monty to its CPython | speed to monty |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, (reference, monty) in MONTY.items():
        cpython, racewalk = best(HERE / "programs" / f"{name}.py", commands)
        cpython, racewalk = max(cpython - empty[0], 0.1), max(racewalk - empty[1], 0.1)
        slower, monty_slower = racewalk / cpython, monty / reference
        print(
            f"| {name} | {cpython:.1f} | {racewalk:.1f} | {slower:.2f} | {monty_slower:.2f} | "
            f"{monty_slower / slower:.2f} |"
        )


if __name__ == "__main__":
    main()
