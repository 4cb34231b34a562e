# Tracebacks as text, without the lines that name a file.
import sys
import traceback


class WithoutPaths:
    def write(self, text):
        for line in text.splitlines(keepends=True):
            if not line.startswith("  File "):
                sys.stdout.write(line)


def fail():
    raise ValueError("bad value")


try:
    fail()
except ValueError as error:
    lines = traceback.format_exc().splitlines()
    print(lines[0], "|", lines[-1])
    print(traceback.format_exception_only(error), traceback.format_exception_only(type(error), error))
    print(traceback.format_exception(error)[-1] == traceback.format_exception(type(error), error, error.__traceback__)[-1])
    print(len(traceback.format_tb(error.__traceback__)))
    traceback.print_exc(file=WithoutPaths())


class Trouble(Exception):
    pass


try:
    try:
        {}["inner"]
    except KeyError as error:
        raise Trouble("outer") from error
except Trouble:
    text = traceback.format_exc()
    print(text.count("Traceback"), "direct cause" in text, text.splitlines()[-1])
print(traceback.format_exc())
