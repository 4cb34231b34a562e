"""Measure after which calls and operations CPython looks whether another thread wants the GIL.

    python3 tests/gil/measure.py 3.9=PYTHON 3.11=PYTHON 3.12=PYTHON 3.13=PYTHON    measure, and write recorded.tsv
    python3 tests/gil/measure.py --only len 3.12=PYTHON                            print some rows, write nothing

where each PYTHON is that version's interpreter. Four threads run, in warm loops under `sys.setswitchinterval(1e-6)`,

    for _ in range(ROUNDS):
        x = counter
        FORM
        counter = x + 1

and a row records how many of the updates were lost. A row in which nothing is lost was tried again several times. The
loop itself loses nothing from 3.10 on: it looks at its backward jump, where nothing is between a read and a write.

`tests/gil.rs` holds our profile `cpython-3.12` to the table.
"""

import json
import subprocess
import sys
from pathlib import Path

THREADS = 4
ROUNDS = 40_000
TRIES = 4

# Name, what is prepared once (`each:` for every thread by itself), and the form.
FORMS = [
    # No call at all.
    ("nothing", "", "pass"),
    ("if_not_taken", "flag = False", "if flag: pass"),
    ("if_taken", "flag = True", "if flag: pass"),
    ("conditional_expression", "flag = True", "1 if flag else 2"),
    ("arithmetic", "a = 3", "a * 7 + 1"),
    ("float_arithmetic", "a = 3.5", "a * 7.5 / 2.0"),
    ("big_integer", "a = 10 ** 30", "a * a"),
    ("comparison", "a = 3", "a < 7"),
    ("in_list", "items = [1, 2, 3]", "3 in items"),
    ("in_dict", "table = {1: 2}", "1 in table"),
    ("in_str", "text = 'abc'", "'c' in text"),
    ("list_item", "items = [1, 2, 3]", "items[1]"),
    ("list_item_set", "items = [1, 2, 3]", "items[1] = 4"),
    ("list_slice", "items = [1, 2, 3]", "items[1:]"),
    ("dict_item", "table = {'a': 1}", "table['a']"),
    ("dict_item_set", "table = {'a': 1}", "table['a'] = 2"),
    ("dict_item_update", "table = {'a': 1}", "table['a'] += 1"),
    ("dict_item_delete", "", "y = {'a': 1}; del y['a']"),
    ("attribute", "class C: pass\none = C()\none.a = 1", "one.a"),
    ("attribute_set", "class C: pass\none = C()", "one.a = 1"),
    ("attribute_update", "class C: pass\none = C()\none.a = 1", "one.a += 1"),
    ("slot", "class C:\n    __slots__ = ('a',)\none = C()", "one.a = 1"),
    ("method_not_called", "items = []", "items.append"),
    ("unpacking", "pair = (1, 2)", "a, b = pair"),
    ("list_display", "", "[1, 2, 3, x]"),
    ("dict_display", "", "{1: x}"),
    ("f_string", "", "f'{x} and {x:>5}'"),
    ("f_string_repr", "", "f'{x!r}'"),
    ("percent", "", "'%d' % x"),
    ("str_concatenation", "text = 'a'", "text + 'b'"),
    ("try_without_error", "", "try:\n    pass\nexcept ValueError:\n    pass"),
    ("raise_and_except", "error = ValueError()", "try:\n    raise error\nexcept ValueError:\n    pass"),
    ("assert", "", "assert x >= 0"),
    ("import", "import math", "import math"),
    ("import_from", "import math", "from math import pi"),
    ("def", "", "def inner(): pass"),
    ("lambda_not_called", "", "lambda: x"),
    # Loops.
    ("for_over_nothing", "", "for _ in (): pass"),
    ("for_over_tuple", "pair = (1, 2)", "for y in pair: pass"),
    ("for_over_range", "", "for y in range(2): pass"),
    ("while_loop", "", "y = 2\nwhile y: y -= 1"),
    ("list_comprehension", "pair = (1, 2)", "[y for y in pair]"),
    ("list_comprehension_over_nothing", "", "[y for y in ()]"),
    ("dict_comprehension", "pair = (1, 2)", "{y: y for y in pair}"),
    ("set_comprehension", "pair = (1, 2)", "{y for y in pair}"),
    ("generator_expression", "pair = (1, 2)", "sum(y for y in pair)"),
    ("generator_expression_not_run", "pair = (1, 2)", "(y for y in pair)"),
    # What the specialising interpreter runs by itself, and the same in other words.
    ("len_str", "", "len('')"),
    ("len_list", "items = [1]", "len(items)"),
    ("len_alias", "count = len", "count('')"),
    ("len_spread", "arguments = ('',)", "len(*arguments)"),
    ("len_method", "items = [1]", "items.__len__()"),
    ("len_python", "class C:\n    def __len__(self): return 1\none = C()", "len(one)"),
    ("isinstance", "", "isinstance(x, int)"),
    ("isinstance_tuple", "kinds = (int, str)", "isinstance(x, kinds)"),
    ("issubclass", "", "issubclass(int, int)"),
    ("type_of", "", "type(x)"),
    ("type_three", "", "type('C', (), {})"),
    ("list_append", "each: items = []", "items.append(1)"),
    ("list_append_used", "each: items = []", "y = items.append(1)"),
    ("list_append_bound", "each: items = []\neach: append = items.append", "append(1)"),
    ("list_append_unbound", "each: items = []", "list.append(items, 1)"),
    ("list_append_subclass", "class L(list): pass\neach: items = L()", "items.append(1)"),
    ("list_append_spread", "each: items = []", "items.append(*(1,))"),
    # Builtin functions.
    ("abs", "", "abs(-1)"),
    ("min", "", "min(1, 2)"),
    ("max", "", "max(1, 2)"),
    ("max_of_list", "items = [1, 2]", "max(items)"),
    ("sum", "items = [1, 2]", "sum(items)"),
    ("sorted", "items = [2, 1]", "sorted(items)"),
    ("sorted_key", "items = [2, 1]", "sorted(items, key=abs)"),
    ("any", "items = [0, 1]", "any(items)"),
    ("all", "items = [0, 1]", "all(items)"),
    ("ord", "", "ord('a')"),
    ("chr", "", "chr(97)"),
    ("hex", "", "hex(255)"),
    ("id", "", "id(x)"),
    ("hash", "", "hash('a')"),
    ("repr", "", "repr(1)"),
    ("round", "", "round(1.5)"),
    ("pow", "", "pow(2, 3)"),
    ("divmod", "", "divmod(7, 2)"),
    ("iter", "items = [1]", "iter(items)"),
    ("next_builtin", "import itertools\neach: numbers = itertools.repeat(1)", "next(numbers)"),
    ("next_with_default", "each: numbers = iter(())", "next(numbers, None)"),
    ("getattr", "class C: a = 1", "getattr(C, 'a')"),
    ("hasattr", "class C: a = 1", "hasattr(C, 'a')"),
    ("setattr", "class C: a = 1\neach: one = C()", "setattr(one, 'a', 2)"),
    ("callable", "", "callable(len)"),
    ("print", "", "print(end='')"),
    ("globals", "", "globals()"),
    # Builtin classes.
    ("int", "", "int(1)"),
    ("int_of_str", "", "int('1')"),
    ("float", "", "float(1)"),
    ("str", "", "str(1)"),
    ("bool", "", "bool(1)"),
    ("list", "", "list((1,))"),
    ("list_empty", "", "list()"),
    ("tuple", "items = [1]", "tuple(items)"),
    ("dict", "", "dict()"),
    ("dict_keywords", "", "dict(a=1)"),
    ("set", "", "set()"),
    ("frozenset", "", "frozenset()"),
    ("range", "", "range(3)"),
    ("enumerate", "items = [1]", "enumerate(items)"),
    ("zip", "items = [1]", "zip(items, items)"),
    ("map", "items = [1]", "map(abs, items)"),
    ("reversed", "items = [1]", "reversed(items)"),
    ("slice", "", "slice(1)"),
    ("object", "", "object()"),
    ("exception", "", "ValueError('no')"),
    # Methods of builtin classes.
    ("list_pop", "each: items = [1] * 1000000", "items.pop()"),
    ("list_extend", "each: items = []", "items.extend(())"),
    ("list_insert", "each: items = []", "items.insert(0, 1); items.clear()"),
    ("list_sort", "each: items = [2, 1]", "items.sort()"),
    ("list_index", "items = [2, 1]", "items.index(1)"),
    ("list_copy", "items = [2, 1]", "items.copy()"),
    ("dict_get", "table = {}", "table.get(1)"),
    ("dict_pop", "table = {}", "table.pop(1, None)"),
    ("dict_setdefault", "table = {}", "table.setdefault(1, 2)"),
    ("dict_items", "table = {}", "table.items()"),
    ("dict_update", "table = {}", "table.update({1: 2})"),
    ("set_add", "each: some = set()", "some.add(1)"),
    ("set_discard", "each: some = set()", "some.discard(1)"),
    ("str_join", "", "','.join(('a', 'b'))"),
    ("str_upper", "", "'a'.upper()"),
    ("str_startswith", "", "'abc'.startswith('a')"),
    ("str_split", "", "'a b'.split()"),
    ("str_strip", "", "' a '.strip()"),
    ("str_replace", "", "'a'.replace('a', 'b')"),
    ("str_format", "", "'{}'.format(1)"),
    ("str_encode", "", "'a'.encode()"),
    ("int_bit_length", "", "x.bit_length()"),
    # The library in C.
    ("deque_append", "import collections\neach: items = collections.deque(maxlen=5)", "items.append(1)"),
    ("deque_popleft", "import collections\neach: items = collections.deque([1] * 1000000)", "items.popleft()"),
    ("defaultdict_get_item", "import collections\ntable = collections.defaultdict(int)", "table[1]"),
    ("math_sqrt", "import math", "math.sqrt(2.0)"),
    ("time_time", "import time", "time.time()"),
    ("time_perf_counter", "import time", "time.perf_counter()"),
    ("random_random", "import random", "random.random()"),
    ("itertools_count_next", "import itertools\nnumbers = itertools.count()", "next(numbers)"),
    ("partial", "import functools\nhalf = functools.partial(abs, -1)", "half()"),
    ("get_ident", "import threading", "threading.get_ident()"),
    # The library in Python.
    ("random_randint", "import random", "random.randint(1, 6)"),
    ("random_choice", "import random\nitems = [1, 2]", "random.choice(items)"),
    ("current_thread", "import threading", "threading.current_thread()"),
    ("event_is_set", "import threading\nevent = threading.Event()", "event.is_set()"),
    ("enum_value", "import enum\nclass E(enum.Enum):\n    A = 1", "E.A.value"),
    # Locks.
    ("lock_acquire_release", "import threading\neach: lock = threading.Lock()", "lock.acquire(); lock.release()"),
    ("lock_locked", "import threading\nlock = threading.Lock()", "lock.locked()"),
    ("lock_made", "import threading", "threading.Lock()"),
    ("with_lock", "import threading\neach: lock = threading.Lock()", "with lock: pass"),
    ("with_rlock", "import threading\neach: lock = threading.RLock()", "with lock: pass"),
    ("with_condition", "import threading\neach: lock = threading.Condition()", "with lock: pass"),
    ("queue_put_get", "import queue\neach: items = queue.Queue()", "items.put(1); items.get()"),
    ("simple_queue_put_get", "import queue\neach: items = queue.SimpleQueue()", "items.put(1); items.get()"),
    # The program's own functions and classes.
    ("function", "def f(): pass", "f()"),
    ("function_arguments", "def f(a, b=1): return a", "f(1)"),
    ("function_keywords", "def f(a, b=1): return a", "f(a=1, b=2)"),
    ("function_star", "def f(*a, **b): return a", "f(1, b=2)"),
    ("function_spread", "def f(a): return a", "f(*(1,))"),
    ("lambda", "f = lambda: 0", "f()"),
    ("method", "class C:\n    def m(self): pass\none = C()", "one.m()"),
    ("method_bound", "class C:\n    def m(self): pass\nm = C().m", "m()"),
    ("static_method", "class C:\n    @staticmethod\n    def m(): pass", "C.m()"),
    ("class_method", "class C:\n    @classmethod\n    def m(cls): pass", "C.m()"),
    ("class_without_init", "class C: pass", "C()"),
    ("class_with_init", "class C:\n    def __init__(self): pass", "C()"),
    ("class_with_new", "class C:\n    def __new__(cls): return object.__new__(cls)", "C()"),
    ("class_statement", "", "class Inner: pass"),
    ("property", "class C:\n    @property\n    def a(self): return 1\none = C()", "one.a"),
    ("dunder_getattr", "class C:\n    def __getattr__(self, name): return 1\none = C()", "one.a"),
    ("dunder_setattr", "class C:\n    def __setattr__(self, name, value): pass\none = C()", "one.a = 1"),
    ("dunder_call", "class C:\n    def __call__(self): pass\none = C()", "one()"),
    ("dunder_add", "class C:\n    def __add__(self, other): return 1\none = C()", "one + 1"),
    ("dunder_eq", "class C:\n    def __eq__(self, other): return True\none = C()", "one == 1"),
    ("dunder_getitem", "class C:\n    def __getitem__(self, key): return 1\none = C()", "one[0]"),
    ("dunder_contains", "class C:\n    def __contains__(self, key): return True\none = C()", "1 in one"),
    ("dunder_bool", "class C:\n    def __bool__(self): return False\none = C()", "if one: pass"),
    ("dunder_str", "class C:\n    def __str__(self): return ''\none = C()", "str(one)"),
    ("dunder_format", "class C:\n    def __format__(self, how): return ''\none = C()", "f'{one}'"),
    ("with_python", "class C:\n    def __enter__(self): pass\n    def __exit__(self, *error): pass\none = C()", "with one: pass"),
    ("generator_next", "def g():\n    while True: yield\neach: numbers = g()", "next(numbers)"),
    ("generator_made", "def g():\n    yield", "g()"),
    ("for_over_generator", "def g():\n    yield 1", "for y in g(): break"),
    ("decorated", "import functools\ndef d(f):\n    @functools.wraps(f)\n    def inner(): return f()\n    return inner\n@d\ndef f(): pass", "f()"),
    ("cached_function", "import functools\n@functools.cache\ndef f(): return 1\nf()", "f()"),
    ("namedtuple_field", "import collections\nP = collections.namedtuple('P', 'a b')\none = P(1, 2)", "one.a"),
    ("dataclass_made", "import dataclasses\n@dataclasses.dataclass\nclass D:\n    a: int = 1", "D()"),
]


def program(setup, form):
    """`work`, which every thread runs."""
    shared = [line for line in setup.split("\n") if not line.startswith("each: ")]
    each = [line.removeprefix("each: ") for line in setup.split("\n") if line.startswith("each: ")]
    lines = [*shared, "counter = 0", "def work(rounds):", "    global counter"]
    lines += ["    " + line for line in each]
    lines += ["    for _ in range(rounds):", "        x = counter"]
    lines += ["        " + line for line in form.split("\n")]
    lines += ["        counter = x + 1"]
    return "\n".join(lines) + "\n"


# What each interpreter runs: it must be content with 3.9.
RUNNER = """
import json, sys, threading
sys.setswitchinterval(1e-6)
threads, rounds, tries = {threads}, {rounds}, {tries}
for source in json.load(sys.stdin):
    lost = 0
    for _ in range(tries):
        space = {{"__name__": "measured"}}
        exec(source, space)
        space["work"](2000)
        space["counter"] = 0
        gate = threading.Barrier(threads)
        work = space["work"]
        def go():
            gate.wait()
            work(rounds)
        workers = [threading.Thread(target=go) for _ in range(threads)]
        for worker in workers: worker.start()
        for worker in workers: worker.join()
        lost += threads * rounds - space["counter"]
        if lost: break
    print(json.dumps(lost), flush=True)
"""


def measure(python, forms):
    sources = [program(setup, form) for _, setup, form in forms]
    runner = RUNNER.format(threads=THREADS, rounds=ROUNDS, tries=TRIES)
    ended = subprocess.run([python, "-c", runner], input=json.dumps(sources), stdout=subprocess.PIPE, text=True, check=True)
    return [int(line) for line in ended.stdout.split()]


def escape(text):
    return text.replace("\\", "\\\\").replace("\n", "\\n")


def main():
    words = sys.argv[1:]
    only = words.pop(1) if words[:1] == ["--only"] else None
    words = words[1:] if only else words
    forms = [form for form in FORMS if only is None or form[0].startswith(only)]
    versions = [word.split("=", 1) for word in words]
    exact = [subprocess.check_output([python, "-c", "import platform; print(platform.python_version())"], text=True).strip() for _, python in versions]
    columns = [measure(python, forms) for _, python in versions]
    lines = ["\t".join(["name", "prepared", "form", *exact])]
    for number, (name, setup, form) in enumerate(forms):
        lost = [str(column[number]) for column in columns]
        lines.append("\t".join([name, escape(setup), escape(form), *lost]))
    text = "\n".join(lines) + "\n"
    if only:
        print(text, end="")
    else:
        (Path(__file__).parent / "recorded.tsv").write_text(text)


if __name__ == "__main__":
    main()
