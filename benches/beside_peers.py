"""Full exploration beside SPIN and Harmony, in one run.

    cargo build --release
    python3.11 benches/beside_peers.py [--racewalk PROGRAM] [--spin PROGRAM] [--harmony PROGRAM] [--rounds N] [PROBLEM…]

Each problem of `benches/problems` is explored by `racewalk explore`, with its reductions and without, by SPIN's compiled
verifier, with its reduction and without, and by Harmony on one worker: in turns, ROUNDS times each (once where it takes
long). The best CPU time counts, user and system of the whole command; making SPIN's verifier is not counted. The peers
search one problem written for each of them in `benches/problems/spin` and `benches/problems/harmony`: the same atomic
steps, where ours has all of Python's between them.

`slower` says how many times more CPU time a peer takes than racewalk, with its reductions and without; below 1 the peer
is faster. A peer that is not there, or a racewalk that does not explore, is said, and left out.
"""

import argparse
import contextlib
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
PROBLEMS = HERE / "problems"
ROUNDS = 3
# A command that takes so much CPU time is not repeated; one that takes more than the limits is ended.
LONG, MOST_SECONDS, MOST_BYTES = 8.0, 300, 12 << 30

# The file of ours; the peers' file; its constants; the size of SPIN's hash table, as a power of two that is above its
# number of states; whether SPIN is to look for the first fault breadth first too.
TABLE = [
    ("p1_2_5", "p1", {"T": 2, "K": 5}, 18, False),
    ("p1_3_5", "p1", {"T": 3, "K": 5}, 19, False),
    ("p1_4_4", "p1", {"T": 4, "K": 4}, 23, False),
    ("p2_4_4", "p2", {"T": 4, "K": 4}, 18, False),
    ("p3_ordered_4_1", "p3", {"N": 4, "R": 1}, 18, False),
    ("p3_ordered_6_2", "p3", {"N": 6, "R": 2}, 20, False),
    ("p3_ordered_7_1", "p3", {"N": 7, "R": 1}, 19, False),
    ("p3_ordered_7_2", "p3", {"N": 7, "R": 2}, 23, False),
    ("p3_naive_7_2", "p3", {"N": 7, "R": 2, "NAIVE": True}, 22, True),
    ("p4_peterson", "p4", {}, 18, False),
    ("p4_peterson_exchanged", "p4", {"EXCHANGED": True}, 18, True),
    ("p5_2_2_3", "p5", {"P": 2, "C": 2, "M": 3}, 18, False),
    ("p5_3_3_2", "p5", {"P": 3, "C": 3, "M": 2}, 21, False),
]


class Run:
    """One command: what it printed, and what it took."""

    def __init__(self, command, folder):
        def limits():
            resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
            resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS + 5))

        with tempfile.TemporaryFile() as out:
            began = time.perf_counter()
            process = subprocess.Popen(
                command, cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, preexec_fn=limits
            )
            _, status, usage = os.wait4(process.pid, 0)
            self.wall = time.perf_counter() - began
            process.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            self.text = out.read().decode(errors="replace")
        self.code = process.returncode
        self.cpu = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss / 1024


def number(pattern, text):
    found = re.search(pattern, text)
    return int(float(found[1])) if found else None


class Racewalk:
    def __init__(self, program, problem, options=()):
        self.name = "racewalk" + (" without" if options else "")
        self.path = PROBLEMS / f"{problem}.py"
        self.command = [program, "explore", str(self.path), "--json", *options]

    def read(self, run):
        try:
            found = json.loads(run.text)
        except json.JSONDecodeError:
            return None, f"FAILED ({run.code}): {first_line(run.text)}"
        kinds = sorted({verdict["kind"] for verdict in found["verdicts"]})
        words = ", ".join(kinds) or "none"
        if len(found["outcomes"]) > 1:
            words += f"; {len(found['outcomes'])} outcomes"
        wrong = self.wrong(found, kinds)
        return found["states"], words + (f"; WRONG: {wrong}" if wrong else "")

    def wrong(self, found, kinds):
        """What is not as the file's header says."""
        if not found["complete"]:
            return "not complete"
        if self.path.stem.startswith("p4"):
            expected = self.path.stem.endswith("exchanged")
            return None if ("assertion" in kinds) == expected else "mutual exclusion"
        header = re.search(r"^# /// script\n(.*?)^# ///$", self.path.read_text(), re.DOTALL | re.MULTILINE)[1]
        header = tomllib.loads("".join(line[2:] + "\n" for line in header.splitlines()))
        expected = header["tool"]["racewalk"]["expect"][0]
        if kinds != sorted(expected["verdicts"]):
            return f"verdicts, expected {expected['verdicts']}"
        claimed = expected.get("outcomes")
        if isinstance(claimed, dict):
            ((name, values),) = claimed.items()
            claimed = [{name: value} for value in values]
        if claimed is not None:
            # Both as Python's `repr` writes them; numbers are numbers in the result as well.
            claimed = {tuple(sorted((name, repr(value)) for name, value in row.items())) for row in claimed}
            ended = [outcome["watch"] for outcome in found["outcomes"] if outcome["ending"] == "finished"]
            ended = {tuple(sorted((name, str(value)) for name, value in row.items())) for row in ended}
            if ended != claimed:
                return "outcomes"
        return None


class Spin:
    def __init__(self, program, folder, model, constants, bits, kind, flags):
        self.name = f"SPIN {kind}"
        self.folder = Path(folder) / kind.replace(" ", "_")
        self.folder.mkdir()
        defines = [f"-D{key}" if value is True else f"-D{key}={value}" for key, value in constants.items()]
        shutil.copy(PROBLEMS / "spin" / f"{model}.pml", self.folder)
        quietly([program, *defines, "-a", f"{model}.pml"], self.folder)
        quietly(["gcc", "-O2", "-w", *flags, "-o", "pan", "pan.c"], self.folder)
        self.command = ["./pan", "-m100000", f"-w{bits}"]

    def read(self, run):
        states = number(r"([\d.e+]+) states, stored", run.text)
        if states is None or "Search not completed" in run.text and "errors: 0" in run.text:
            return states, f"FAILED ({run.code}): {first_line(run.text)}"
        if "too small" in run.text:
            return states, "FAILED: searched too little depth"
        if "invalid end state (" in run.text:
            return states, "deadlock, the first"
        if "assertion violated" in run.text:
            return states, "assertion, the first"
        return states, "none" if "errors: 0" in run.text else "FAILED: " + first_line(run.text)


class Harmony:
    def __init__(self, program, folder, model, constants, outcomes=False):
        self.name = "Harmony" + (", outcomes" if outcomes else "")
        self.folder = Path(folder) / self.name.replace(", ", "_")
        self.folder.mkdir()
        shutil.copy(PROBLEMS / "harmony" / f"{model}.hny", self.folder)
        given = {**constants, "OUTCOMES": True} if outcomes else constants
        settings = [word for key, value in given.items() for word in ("-c", f"{key}={value}")]
        self.command = [program, "--noweb", "--quick", "-T", "-w", "1", *settings, f"{model}.hny"]

    def read(self, run):
        states = number(r"\* (\d+) states \(", run.text)
        found = re.search(r"\*\*(.+?)\*\*", run.text)
        if states is None or found is None:
            return states, f"FAILED ({run.code}): {first_line(run.text)}"
        words = {
            "No issues found": "none",
            "Safety Violation": "assertion, the first",
            "Non-terminating state (possibly deadlock)": "deadlock, the first",
            # It says so of what never ends, after it has looked at everything.
            "Non-terminating state": "none (never ends)",
        }
        return states, words.get(found[1], found[1])


def first_line(text):
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1].strip()[:100] if lines else "nothing printed"


def quietly(command, folder):
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"beside_peers.py: {' '.join(command)}: {done.stdout}{done.stderr}")


def measure(tools, rounds):
    """The best run of each tool, the tools in turns."""
    best = {}
    for turn in range(rounds):
        for tool in tools:
            if turn and best[tool].cpu > LONG:
                continue
            run = Run(tool.command, getattr(tool, "folder", None))
            if tool not in best or run.cpu < best[tool].cpu:
                best[tool] = run
    return best


def row(cells):
    print("| " + " | ".join(cells) + " |", flush=True)


def compare(problem, tools, rounds):
    best = measure(tools, rounds)
    # A run that did not do its work is compared with nothing.
    read = {tool: tool.read(run) for tool, run in best.items()}
    failed = {tool for tool, (_, words) in read.items() if "FAILED" in words or "not complete" in words}
    ours = {tool.name: best[tool].cpu for tool in tools if isinstance(tool, Racewalk) and tool not in failed}
    for tool, run in best.items():
        states, words = read[tool]
        slower = ["", ""]
        if not isinstance(tool, Racewalk) and tool not in failed:
            slower = [
                f"{run.cpu / max(ours[name], 0.001):.2f}" if name in ours else ""
                for name in ("racewalk", "racewalk without")
            ]
        states = "" if states is None else f"{states:,}"
        row([problem, tool.name, states, f"{run.cpu:.3f}", f"{run.wall:.3f}", f"{run.memory:.0f}", words, *slower])
    return any("WRONG" in words or "FAILED" in words for _, words in read.values())


def program(given, name, complaint):
    found = shutil.which(given or name)
    if not found:
        print(f"NOT THERE: {name}. {complaint}", flush=True)
    # Commands run in folders of their own.
    return found and str(Path(found).absolute())


def main():
    parser = argparse.ArgumentParser(description="Full exploration beside SPIN and Harmony, in one run.")
    target = Path(os.environ.get("CARGO_TARGET_DIR", HERE.parent / "target"))
    parser.add_argument("--racewalk", default=str(target / "release" / "racewalk"))
    parser.add_argument("--spin")
    parser.add_argument("--harmony")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("problems", nargs="*", metavar="PROBLEM", help="all where none is named")
    given = parser.parse_args()
    unknown = set(given.problems) - {entry[0] for entry in TABLE}
    if unknown:
        parser.error(f"no such problem: {', '.join(sorted(unknown))}")

    racewalk = program(given.racewalk, "racewalk", "Build it: cargo build --release")
    if racewalk:
        with tempfile.NamedTemporaryFile("w", suffix=".py") as empty:
            if Run([racewalk, "explore", empty.name, "--json"], None).code != 0:
                print(f"NOT THERE: `racewalk explore`. {racewalk} does not know it; ours is left out", flush=True)
                racewalk = None
    spin = program(given.spin, "spin", "SPIN is left out; Debian has it as the package `spin`")
    if spin:
        spin = program(None, "gcc", "SPIN needs it, and is left out") and spin
    harmony = program(given.harmony, "harmony", "Harmony is left out; `pip install harmony` has it")

    print(f"\nload {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
    row(["problem", "tool", "states", "CPU, s", "wall, s", "MB", "found", "slower", "slower than without"])
    row(["---", "---", "---:", "---:", "---:", "---:", "---", "---:", "---:"])
    wrong = False
    for problem, model, constants, bits, breadth in TABLE:
        if given.problems and problem not in given.problems:
            continue
        with contextlib.ExitStack() as stack:
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            tools = []
            if racewalk:
                tools.append(Racewalk(racewalk, problem))
                tools.append(Racewalk(racewalk, problem, ("--no-reduction", "--no-symmetry")))
            if spin:
                tools.append(Spin(spin, folder, model, constants, bits, "reduced", []))
                tools.append(Spin(spin, folder, model, constants, bits, "without", ["-DNOREDUCE"]))
                if breadth:
                    tools.append(Spin(spin, folder, model, constants, bits, "breadth first", ["-DBFS"]))
            if harmony:
                tools.append(Harmony(harmony, folder, model, constants))
                if model == "p1":
                    tools.append(Harmony(harmony, folder, model, constants, outcomes=True))
            wrong |= compare(problem, tools, given.rounds)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
