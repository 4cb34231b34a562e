"""Real seconds of one worker, two threads and two processes, beside Amdahl's prediction.

    cargo build --release
    python3 benches/speedup.py

The same CPU-bound work, half of it for each of two workers, runs under `racewalk live` and under this Python: alone, on
two threads, on two processes. Before it stands a part that only one can do (SERIAL of the whole), so that Amdahl's law
has something to say: at best 1 / (SERIAL + (1 - SERIAL) / 2). The programs time themselves, so the start of an interpreter
is not in it. The best of ROUNDS counts; with a load above the idle cores, read no ratio out of it, so the load is printed.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ROUNDS = 5
SERIAL = 0.2
LOOPS = 4_000_000

PROGRAM = """
import {module}
import time

def work(loops):
    while loops > 0:
        loops -= 1

if __name__ == "__main__":
    begun = time.monotonic()
    work({serial})
    if {workers} == 1:
        work({rest})
    else:
        workers = [{module}.{kind}(target=work, args=({rest} // {workers},)) for _ in range({workers})]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    print(time.monotonic() - begun)
"""

ROWS = {
    "1 worker": ("threading", "Thread", 1),
    "2 threads": ("threading", "Thread", 2),
    "2 processes": ("multiprocessing", "Process", 2),
}


def text(module, kind, workers):
    serial = int(LOOPS * SERIAL)
    return PROGRAM.format(module=module, kind=kind, workers=workers, serial=serial, rest=LOOPS - serial)


def seconds(command, file):
    told = subprocess.run([*command, str(file)], check=True, capture_output=True, text=True)
    return float(told.stdout)


def main():
    folder = Path(os.environ.get("CARGO_TARGET_DIR", HERE.parent / "target"))
    ours = folder / "release" / "racewalk"
    if not ours.exists():
        sys.exit(f"speedup.py: {ours} is not there; run `cargo build --release` first")
    python = f"CPython {sys.version_info.major}.{sys.version_info.minor}"
    commands = {"racewalk live": [str(ours), "live"], python: [sys.executable]}
    best = {}
    with tempfile.TemporaryDirectory() as place:
        for name, row in ROWS.items():
            (Path(place) / f"{name}.py").write_text(text(*row))
        # In turns, so that what the neighbours do falls on all alike.
        for _ in range(ROUNDS):
            for by, command in commands.items():
                for name in ROWS:
                    took = seconds(command, Path(place) / f"{name}.py")
                    best[by, name] = min(took, best.get((by, name), took))
    amdahl = 1 / (SERIAL + (1 - SERIAL) / 2)
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {SERIAL:.0%} serial; the best of {ROUNDS}\n")
    print("| | | seconds | speed-up | Amdahl, if they run at once |")
    print("| --- | --- | ---: | ---: | ---: |")
    for by in commands:
        for name, (_, _, workers) in ROWS.items():
            took = best[by, name]
            at_best = 1 if workers == 1 else amdahl
            print(f"| {by} | {name} | {took:.2f} | {best[by, '1 worker'] / took:.2f} | {at_best:.2f} |")


if __name__ == "__main__":
    main()
