# Tracebacks as text. Only their first and last lines: the middle names files.
import sys
import traceback


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
    traceback.print_exc(file=sys.stdout)


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
