import logging
import sys

logger = logging.getLogger("app.part")
handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(logging.Formatter("%(name)s | %(levelname)-8s| %(message)s"))
logger.addHandler(handler)
logger.setLevel(logging.DEBUG)
logger.debug("to stdout")
logger.warning("%s and %r", "text", "quoted")
try:
    1 / 0
except ZeroDivisionError:
    logger.error("caught one")
print(logger.name, logger.isEnabledFor(logging.DEBUG), logging.getLevelName(30), logger.parent.name)
