import concurrent.futures
import logging
import sys
import time


def thread_function(name):
    logging.info("Thread %s: starting", name)
    time.sleep(0.2 + name / 50)
    logging.info("Thread %s: finishing", name)


if __name__ == "__main__":
    logging.basicConfig(format="%(threadName)s %(message)s", level=logging.INFO, stream=sys.stdout)
    with concurrent.futures.ThreadPoolExecutor(max_workers=3) as executor:
        executor.map(thread_function, range(5))
    logging.info("Main: all done")
