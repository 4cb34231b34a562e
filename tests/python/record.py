"""Record what CPython 3.11 says to the programs of a folder.

    python3 tests/python/record.py                      every program beside this file
    python3 tests/python/record.py int_pow dict_pop     these programs only
    python3 tests/python/record.py --folder tests/python-default --runs 10

Each program runs as `python3 NAME.py` with its output piped, without PYTHONUNBUFFERED and PYTHONHASHSEED, and with a
limit of 20 seconds. Two things are written into the folder:

    NAME.out        the bytes it wrote to stdout
    recorded.tsv    one line per program: name, exit code, last line of stderr (with \\t, \\n, \\r and \\\\ escaped)

Every program runs twice, or `--runs` times. One whose stdout, exit code or last line of stderr differs between runs is
named and not recorded, and the exit code is 1: such a program must be mended, it cannot be held to anything.
`--check` writes nothing and names the programs that no longer do what was recorded.
"""

import argparse
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

TABLE = "recorded.tsv"
HEADER = "name\texit\tstderr\n"


def run(program):
    """One run: stdout, exit code and the last line of stderr."""
    environment = {
        name: value for name, value in os.environ.items() if name not in ("PYTHONUNBUFFERED", "PYTHONHASHSEED")
    }
    try:
        ended = subprocess.run(
            [sys.executable, program.name],
            cwd=program.parent,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=20,
        )
    except subprocess.TimeoutExpired:
        return b"", "timeout", ""
    lines = ended.stderr.decode().rstrip("\n").split("\n")
    return ended.stdout, str(ended.returncode), lines[-1]


def escape(text):
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def read_table(folder):
    path = folder / TABLE
    rows = path.read_text().splitlines()[1:] if path.exists() else []
    return {row.split("\t", 1)[0]: row for row in rows}


def main():
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("names", nargs="*")
    words.add_argument("--folder", type=Path, default=Path(__file__).parent)
    words.add_argument("--runs", type=int, default=2)
    words.add_argument("--jobs", type=int, default=max(1, (os.cpu_count() or 2) // 2))
    words.add_argument("--check", action="store_true")
    options = words.parse_args()

    if sys.implementation.name != "cpython" or sys.version_info[:2] != (3, 11):
        sys.exit(f"record.py: needs CPython 3.11, and this is {sys.implementation.name} {sys.version.split()[0]}")

    folder = options.folder.resolve()
    everything = {path.stem: path for path in sorted(folder.glob("*.py")) if path.name != "record.py"}
    names = [name.removesuffix(".py") for name in options.names] or list(everything)
    unknown = [name for name in names if name not in everything]
    if unknown:
        sys.exit("record.py: no such program: " + ", ".join(unknown))

    with ThreadPoolExecutor(options.jobs) as pool:
        runs = {name: [pool.submit(run, everything[name]) for _ in range(options.runs)] for name in names}

    table = {name: row for name, row in read_table(folder).items() if name in everything}
    differing, late, changed = [], [], []
    for name in names:
        results = [future.result() for future in runs[name]]
        stdout, code, error = results[0]
        if any(code == "timeout" for _, code, _ in results):
            late.append(name)
            continue
        if any(result != results[0] for result in results):
            differing.append(name)
            continue
        row = "\t".join((name, code, escape(error)))
        out = folder / f"{name}.out"
        if options.check:
            if table.get(name) != row or not out.exists() or out.read_bytes() != stdout:
                changed.append(name)
            continue
        out.write_bytes(stdout)
        table[name] = row

    if not options.check:
        (folder / TABLE).write_text(HEADER + "".join(table[name] + "\n" for name in sorted(table)))
    for name in differing:
        print(f"differs between runs: {name}")
    for name in late:
        print(f"did not end within 20 seconds: {name}")
    for name in changed:
        print(f"not as recorded: {name}")
    print(f"{len(names) - len(differing) - len(late) - len(changed)} of {len(names)} programs are as they should be")
    sys.exit(1 if differing or late or changed else 0)


if __name__ == "__main__":
    main()
