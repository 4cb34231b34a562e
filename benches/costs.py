"""What things cost on CPython 3.11: the numbers behind the virtual time of `src/machine/costs.rs`.

    cargo build --release
    python3.11 benches/costs.py [--json]

Each row is measured ROUNDS times, and the best round counts: on a loaded machine the best is what the work takes, and all
others are what the neighbours take. What it takes to measure (an empty loop, reading the clock) is taken off. The load
stands at the top of the report; above the number of cores, the rows with two workers at once (switch, begin, spawn, pipe)
come out too long, and are not for the table.

    instruction   CPU time of each program of `benches/programs`, by the steps `racewalk run --json` says it takes; the
                  geometric mean. So a step is ours, and its time is CPython's.
    thread start  from before `_thread.start_new_thread` to the new thread's first statement.
    switch        two threads hand each other the turn by two locks; half of a round.
    syscall       `os.write` of a line into a pipe that has room (into /dev/null it never reaches a driver).
    lock          `multiprocessing.Lock`: acquire and release, half of the pair; nobody else wants it.
    fork          `os.fork` as its parent sees it.
    begin         from the parent's return out of `os.fork` to the child's first statement.
    spawn         from before `Process.start` to the child's first statement, method spawn; fork is taken off.
    pipe          1000 bytes through `Connection.send_bytes` and `recv_bytes`, beyond what a single byte takes.
    pickle        1000 bytes of pickle written by `dumps` and read by `loads`: a list of small numbers, of floats, of
                  short strings, of small dicts; the geometric mean. One big `bytes` is beside it, and costs next to
                  nothing.
"""

import _thread
import contextlib
import json
import math
import multiprocessing
import os
import pickle
import subprocess
import sys
import threading
from pathlib import Path
from time import monotonic_ns, perf_counter_ns, thread_time_ns

HERE = Path(__file__).parent
ROUNDS = 15


def best(measure, rounds=ROUNDS):
    return min(measure() for _ in range(rounds))


def repeated(body, count):
    """Nanoseconds of one call of `body`, without the loop around it."""

    def loop(function):
        begun = perf_counter_ns()
        for _ in range(count):
            function()
        return perf_counter_ns() - begun

    def nothing():
        pass

    return max(best(lambda: loop(body)) - best(lambda: loop(nothing)), 0) / count


def mean(values):
    return math.exp(sum(map(math.log, values)) / len(values))


def instruction():
    ours = Path(os.environ.get("CARGO_TARGET_DIR", HERE.parent / "target")) / "release" / "racewalk"
    if not ours.exists():
        sys.exit(f"costs.py: {ours} is not there; run `cargo build --release` first")

    def used(program):
        code = compile(program.read_text(), str(program), "exec")
        with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
            begun = thread_time_ns()
            exec(code, {"__name__": "__main__"})
            return thread_time_ns() - begun

    def steps(program):
        told = subprocess.run([str(ours), "run", "--json", str(program)], check=True, capture_output=True)
        return json.loads(told.stdout)["steps"]

    each = {}
    for program in sorted((HERE / "programs").glob("*.py")):
        if program.stem != "empty":
            each[program.stem] = best(lambda: used(program)) / steps(program)
    return mean(each.values()), each


def thread_start():
    def measure():
        begun = []
        done = _thread.allocate_lock()
        done.acquire()

        def first():
            begun.append(perf_counter_ns())
            done.release()

        started = perf_counter_ns()
        _thread.start_new_thread(first, ())
        done.acquire()
        return begun[0] - started

    return best(measure, 200)


def switch(rounds=2000):
    def measure():
        mine, theirs = _thread.allocate_lock(), _thread.allocate_lock()
        mine.acquire()
        theirs.acquire()

        def other():
            for _ in range(rounds):
                theirs.acquire()
                mine.release()

        thread = threading.Thread(target=other)
        thread.start()
        begun = perf_counter_ns()
        for _ in range(rounds):
            theirs.release()
            mine.acquire()
        took = perf_counter_ns() - begun
        thread.join()
        return took / rounds / 2

    return best(measure)


def syscall():
    reader, writer = os.pipe()
    line = b"a line of forty characters, as printed.\n"

    def measure(count=1000):
        begun = perf_counter_ns()
        for _ in range(count):
            os.write(writer, line)
        took = perf_counter_ns() - begun
        os.read(reader, 1 << 16)
        return took / count

    return best(measure)


def lock():
    one = multiprocessing.Lock()

    def pair():
        one.acquire()
        one.release()

    return repeated(pair, 10_000) / 2


def fork():
    """What the parent pays, and how long after that the child begins."""
    parents, children = [], []
    for _ in range(100):
        reader, writer = os.pipe()
        begun = monotonic_ns()
        child = os.fork()
        now = monotonic_ns()
        if child == 0:
            os.write(writer, now.to_bytes(8, "little"))
            os._exit(0)
        first = int.from_bytes(os.read(reader, 8), "little")
        os.waitpid(child, 0)
        os.close(reader)
        os.close(writer)
        parents.append(now - begun)
        children.append(max(first - now, 0))
    return min(parents), sorted(children)[len(children) // 2]


def tell_begun(connection):
    connection.send_bytes(monotonic_ns().to_bytes(8, "little"))


def spawn():
    context = multiprocessing.get_context("spawn")

    def measure():
        here, there = context.Pipe()
        child = context.Process(target=tell_begun, args=(there,))
        begun = monotonic_ns()
        child.start()
        first = int.from_bytes(here.recv_bytes(), "little")
        child.join()
        return first - begun

    measure()  # The resource tracker is started once.
    return best(measure)


def pipe():
    here, there = multiprocessing.Pipe()

    def through(data, count=300):
        begun = perf_counter_ns()
        for _ in range(count):
            here.send_bytes(data)
            there.recv_bytes()
        return (perf_counter_ns() - begun) / count

    size = 16_000
    return (best(lambda: through(b"x" * size)) - best(lambda: through(b"x"))) / (size / 1000)


def pickling():
    values = {
        "small numbers": list(range(256)) * 40,
        "floats": [one / 7 for one in range(2000)],
        "short strings": [f"item {one}" for one in range(2000)],
        "small dicts": [{"name": f"n{one}", "count": one} for one in range(1000)],
        "one bytes": b"x" * 20_000,
    }
    each = {}
    for name, value in values.items():
        size = len(pickle.dumps(value))
        took = repeated(lambda: pickle.loads(pickle.dumps(value)), 20)
        each[name] = took / (size / 1000)
    return mean([cost for name, cost in each.items() if name != "one bytes"]), each


def main():
    steps, by_program = instruction()
    parent, begin = fork()
    pickled, by_value = pickling()
    rows = {
        "instruction": steps,
        "thread_start": thread_start(),
        "switch": switch(),
        "syscall": syscall(),
        "lock": lock(),
        "fork": parent,
        "begin": begin,
        "spawn": spawn() - parent,
        "pipe": pipe(),
        "pickle": pickled,
    }
    load = os.getloadavg()[0]
    if "--json" in sys.argv[1:]:
        print(json.dumps({"load": load, "cores": os.cpu_count(), "nanoseconds": rows}))
        return
    print(f"CPython {sys.version.split()[0]}, {os.cpu_count()} cores, load {load:.1f}; nanoseconds, the best of several\n")
    for name, cost in rows.items():
        print(f"{name:14}{cost:>14,.1f}")
    print("\ninstruction, by program")
    for name, cost in by_program.items():
        print(f"  {name:18}{cost:>8.1f}")
    print("\npickle, by what a thousand bytes of it are")
    for name, cost in by_value.items():
        print(f"  {name:18}{cost:>10,.0f}")


if __name__ == "__main__":
    main()
