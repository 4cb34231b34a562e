"""Which outcomes of the racy programs real CPythons show.

    nice python3 tests/explore/record_racy.py [--runs N] [--pyenv FOLDER] [PROGRAM…]

Runs each program of `tests/explore/racy` RUNS times on CPython 3.9 and on 3.12, and writes every line that it printed last, and
how often, to `tests/explore/racy/outcomes.tsv`. Each of them must be among the outcomes that exploring the program
under the profile `cpython-3.9`, or `cpython-3.12`, finds. Where programs are named, the others keep their lines.

One process for each version compiles each program once and runs it again and again, each time with new globals; nothing
else is reset, so all but the first runs are those of warm, specialised code.

Threads that run for a few microseconds seldom meet. What makes them:

- the switch interval is a microsecond, and waiting threads wake with less of the system's usual slack of 50 microseconds;
- in half of the runs, a thread begins its work only when somebody has called `join` of any: by then most of them run;
- in front of its work, and in the starting thread after `start`, it does nothing for a random while.

All of this is delay, and a schedule: a program that shows an outcome here can show it without.
"""

import _thread
import argparse
import collections
import contextlib
import ctypes
import faulthandler
import io
import os
import random
import subprocess
import sys
import threading
from pathlib import Path

RACY = Path(__file__).resolve().parent / "racy"
OUTCOMES = RACY / "outcomes.tsv"
VERSIONS = {"3.9": "3.9.18", "3.12": "3.12.1"}
RUNS = 1000
# Rounds of doing nothing, about 30 nanoseconds each: a run picks one of these, and each thread a number up to it.
SPREADS = (0, 20, 100, 400, 1500)
# How late a waiting thread may wake, in nanoseconds. With much less, threads of 3.9 do nothing but hand the GIL over.
SLACKS = (5000, 10000, 20000, 50000)
# A hundred runs that take so many seconds hang.
HANGS = 300


class Mixer:
    """What is decided anew for each run."""

    def __init__(self):
        self.dice = random.Random(1)
        self.prctl = ctypes.CDLL(None).prctl

    def mix(self):
        self.spread = self.dice.choice(SPREADS)
        # PR_SET_TIMERSLACK: threads that are created from now on inherit it.
        self.prctl(29, self.dice.choice(SLACKS), 0, 0, 0)
        self.closed = self.dice.random() < 0.5
        self.gate = _thread.allocate_lock()
        if self.closed:
            self.gate.acquire()

    def open(self):
        if self.closed:
            self.closed = False
            # Two may come at once.
            with contextlib.suppress(RuntimeError):
                self.gate.release()

    def pass_gate(self):
        if self.closed:
            with self.gate:
                pass

    def linger(self):
        for _ in range(self.dice.randint(0, self.spread)):
            pass


def stir(mixer):
    """Makes all threads linger before they work."""
    start, join = threading.Thread.start, threading.Thread.join

    def lingering_start(thread):
        run = thread.run

        def lingering_run():
            mixer.pass_gate()
            mixer.linger()
            run()

        thread.run = lingering_run
        start(thread)
        mixer.linger()

    def opening_join(thread, timeout=None):
        mixer.open()
        join(thread, timeout)

    threading.Thread.start = lingering_start
    threading.Thread.join = opening_join


def work(programs, runs):
    """What one process does: prints a line for each program and outcome."""
    sys.setswitchinterval(1e-6)
    mixer = Mixer()
    stir(mixer)
    printed = sys.stdout
    for name in programs:
        code = compile((RACY / f"{name}.py").read_text(), f"{name}.py", "exec")
        seen = collections.Counter()
        for number in range(runs):
            mixer.mix()
            if number % 100 == 0:
                faulthandler.dump_traceback_later(HANGS, exit=True)
            sys.stdout = io.StringIO()
            try:
                exec(code, {"__name__": "__main__"})
            finally:
                out, sys.stdout = sys.stdout.getvalue(), printed
            seen[out.splitlines()[-1]] += 1
        for outcome, count in sorted(seen.items()):
            print(name, outcome, count, sep="\t", flush=True)
    faulthandler.cancel_dump_traceback_later()


def kept(programs):
    """The recorded lines of other programs."""
    if not OUTCOMES.exists():
        return []
    rows = [line.split("\t") for line in OUTCOMES.read_text().splitlines() if not line.startswith("#")]
    return [row for row in rows if row[0] not in programs and (RACY / f"{row[0]}.py").exists()]


def main():
    parser = argparse.ArgumentParser(description="Which outcomes of the racy programs real CPythons show.")
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--pyenv", type=Path, default=Path.home() / ".pyenv" / "versions")
    parser.add_argument("--work", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("programs", nargs="*", metavar="PROGRAM")
    given = parser.parse_args()
    programs = given.programs or sorted(path.stem for path in RACY.glob("*.py"))
    if given.work:
        work(programs, given.runs)
        return

    rows = kept(programs)
    workers = {}
    for version, release in VERSIONS.items():
        python = given.pyenv / release / "bin" / "python"
        command = [str(python), __file__, "--work", "--runs", str(given.runs), *programs]
        workers[version] = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    for version, worker in workers.items():
        for line in worker.stdout:
            name, outcome, count = line.rstrip("\n").split("\t")
            rows.append([name, version, outcome, count])
        if worker.wait():
            sys.exit(f"record_racy.py: the worker of {version} failed; nothing is written")
    rows.sort(key=lambda row: (row[0], tuple(map(int, row[1].split("."))), row[2]))
    text = "# program, version, outcome, count: written by tests/explore/record_racy.py\n"
    OUTCOMES.write_text(text + "".join("\t".join(row) + "\n" for row in rows))
    used = os.times()
    print(f"{len(programs)} programs, {given.runs} runs on each of {', '.join(VERSIONS)}: ", end="")
    print(f"{used.children_user + used.children_system:.0f} s of CPU time")


if __name__ == "__main__":
    main()
