# Formatters, filters, handlers and records of one's own.
import logging
import sys


class Collecting(logging.Handler):
    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        self.lines.append(self.format(record))


class Secretive(logging.Filter):
    def filter(self, record):
        record.user = "ann"
        return "secret" not in record.getMessage()


class Loud(logging.Formatter):
    def format(self, record):
        return super().format(record).upper()


log = logging.getLogger("parts")
log.setLevel(logging.DEBUG)
log.propagate = False
collected = Collecting()
collected.addFilter(Secretive())
collected.setFormatter(Loud("%(user)s: %(message)s"))
log.addHandler(collected)
log.info("a secret")
log.info("in the open")
print(collected.lines, log.handlers == [collected], log.hasHandlers())
log.removeHandler(collected)

out = logging.StreamHandler(sys.stdout)
log.addHandler(out)
out.setFormatter(logging.Formatter("{levelname}:{message:>8}", style="{"))
log.info("braces")
out.setFormatter(logging.Formatter("$levelname ${message}", style="$"))
log.info("dollars")
out.setFormatter(logging.Formatter("%(request)s %(message)s"))
log.info("extra", extra={"request": 17})
logging.LoggerAdapter(log, {"request": "adapted"}).info("through an adapter")
out.addFilter(lambda record: record.levelno > logging.INFO)
log.info("filtered out")

record = logging.LogRecord("name", logging.INFO, "/home/ann/work.py", 7, "at %s", ("noon",), None)
record.created = 1700000000.123
record.msecs = 123.0
for pattern, date in (
    ("%(asctime)s %(filename)s %(module)s %(lineno)d %(message)s", None),
    ("%(asctime)s.%(msecs)03d", "%H:%M:%S"),
    ("%(asctime)s %(pathname)s", "%d/%b/%Y"),
):
    formatter = logging.Formatter(pattern, date)
    print(formatter.format(record))


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


attempt(lambda: log.setLevel("BOGUS"))
attempt(lambda: log.log("x", "y"))
attempt(lambda: log.warning("m", extra={"message": 1}))
attempt(lambda: logging.Formatter("no fields"))
attempt(lambda: logging.basicConfig(force=True, bogus=1))
