"""Real threads and processes beside CPython's, in one run.

    cargo build --release
    python3.11 benches/live.py [PROGRAM-OF-RACEWALK]

Each program of `benches/live` times itself, and prints how many seconds one round took. Each runs under this Python
and under `racewalk live`, in turns, three times each; the best counts. Goals: threads as fast as CPython or faster (a
ratio of 1 or less), what goes through the kernel within 5 times.
"""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROUNDS = 3


def seconds(command):
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
    return float(done.stdout)


def main():
    folder = Path(os.environ.get("CARGO_TARGET_DIR", HERE.parent / "target"))
    ours = sys.argv[1] if len(sys.argv) > 1 else str(folder / "release" / "racewalk")
    commands = [[sys.executable], [ours, "live"]]
    print("| program | CPython, µs | racewalk live, µs | ratio |")
    print("| --- | ---: | ---: | ---: |")
    for program in sorted((HERE / "live").glob("*.py")):
        times = [[seconds([*command, str(program)]) for command in commands] for _ in range(ROUNDS)]
        cpython, live = (min(column) * 1e6 for column in zip(*times))
        print(f"| {program.stem} | {cpython:.2f} | {live:.2f} | {live / cpython:.2f} |", flush=True)


main()
