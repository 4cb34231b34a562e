import logging

logging.basicConfig(level=logging.INFO, format="%(levelname)s:%(message)s")
logging.debug("not shown")
logging.info("shown %d", 1)
logging.warning("shown %s", "too")
logging.error("last line of stderr")
print("logging goes to stderr", logging.getLogger().level == logging.INFO)
