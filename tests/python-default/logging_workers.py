import logging
import sys
import threading
import time

logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(threadName)s %(levelname)s %(message)s")


def work(seconds):
    logging.info("starting")
    time.sleep(seconds)
    logging.warning("stopping after %.2f", seconds)


threads = [threading.Thread(target=work, args=(seconds,), name=f"W{number}") for number, seconds in enumerate((0.12, 0.05))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
logging.info("all stopped")
