import logging
import threading

logging.basicConfig(level=logging.DEBUG, format="[%(levelname)s] %(message)s")


def work():
    logging.debug("only on stderr")
    print("on stdout")


thread = threading.Thread(target=work)
thread.start()
thread.join()
logging.info("end")
