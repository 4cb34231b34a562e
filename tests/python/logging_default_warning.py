import logging

logging.info("not shown by default")
logging.warning("shown by default")
print("done")
