# Exceptions in the log, and messages nobody configured.
import logging
import sys


class WithoutPaths:
    """Stdout, without the lines that name a file."""

    def write(self, text):
        for line in text.splitlines(keepends=True):
            if not line.startswith("  File "):
                sys.stdout.write(line)

    def flush(self):
        sys.stdout.flush()


sys.stderr = WithoutPaths()
logging.getLogger("early").warning("the last resort")
logging.getLogger("early").info("not even that")
handler = logging.StreamHandler(sys.stderr)
log = logging.getLogger("errors")
log.addHandler(handler)
log.propagate = False
try:
    1 / 0
except ZeroDivisionError as error:
    log.exception("division of %d", 1)
    log.error("again", exc_info=True)
    log.warning("by hand", exc_info=error)
log.error("without", exc_info=False)
quiet = logging.getLogger("quiet")
quiet.addHandler(logging.NullHandler())
quiet.error("nobody hears this")
logging.basicConfig(stream=sys.stdout)
logging.warning("the default format")
