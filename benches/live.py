"""Real threads and processes beside CPython's, in one run.

    cargo build --release
    python3.11 benches/live.py [--rounds N] [--only NAME] [PROGRAM-OF-RACEWALK ...]

Each program of `benches/live` times itself, and prints how many seconds one round took. Each runs under this Python
and under `racewalk live`, one right after the other, and who is first alternates: what else the machine does falls on
both alike. Shown are the medians, and the median, least and greatest of the ratios of such pairs. Times are by the
clock; beside them stand the seconds that all processes of a run have computed, following included, since on a busy
machine a clock tells who else was there. Several programs of racewalk (before and after a change) share the rounds.

Goals: threads and their locks, queues, and the start of a process as fast as CPython or faster (a ratio of 1 or less),
pipes and queues between processes within 5 times.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def measure(command):
    """Seconds of a round, and seconds computed in all."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=300)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    computed = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return float(done.stdout), computed


def main():
    folder = Path(os.environ.get("CARGO_TARGET_DIR", HERE.parent / "target"))
    parser = argparse.ArgumentParser(description="Live runs beside CPython's.")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only", default="", help="programs whose names contain this")
    parser.add_argument("ours", nargs="*", default=[str(folder / "release" / "racewalk")])
    arguments = parser.parse_args()
    print(f"{arguments.rounds} rounds; load average at the start {os.getloadavg()[0]:.1f}\n")
    print("| program | racewalk | CPython, µs | live, µs | ratio | least | greatest | CPU s, CPython | CPU s, live |")
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for program in sorted((HERE / "live").glob("*.py")):
        if arguments.only not in program.stem:
            continue
        commands = [[sys.executable]] + [[ours, "live"] for ours in arguments.ours]
        rounds = []
        for number in range(arguments.rounds):
            row = [None] * len(commands)
            order = range(len(commands))
            for place in order if number % 2 == 0 else reversed(order):
                row[place] = measure([*commands[place], str(program)])
            rounds.append(row)
        median = lambda place, part: statistics.median(row[place][part] for row in rounds)
        for place, ours in enumerate(arguments.ours, start=1):
            ratios = [row[place][0] / row[0][0] for row in rounds]
            name = Path(ours).name
            times = f"{median(0, 0) * 1e6:.2f} | {median(place, 0) * 1e6:.2f}"
            spread = f"{statistics.median(ratios):.2f} | {min(ratios):.2f} | {max(ratios):.2f}"
            computed = f"{median(0, 1):.2f} | {median(place, 1):.2f}"
            print(f"| {program.stem} | {name} | {times} | {spread} | {computed} |", flush=True)


main()
