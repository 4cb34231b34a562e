import logging
import threading

logging.basicConfig(level=logging.DEBUG, format="[%(levelname)s] (%(threadName)-10s) %(message)s")


def work(name):
    logging.debug("working on %s", name)


for name in ("one", "two"):
    thread = threading.Thread(target=work, args=(name,), name=f"worker {name}")
    thread.start()
    thread.join()
logging.critical("over %(what)s", {"what": "now"})
print("end")
