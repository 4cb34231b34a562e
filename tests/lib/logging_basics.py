# Messages by level, formatted.
import logging
import sys
import threading

logging.basicConfig(level=logging.DEBUG, stream=sys.stdout,
                    format="%(levelname)-8s|%(name)s|%(threadName)s|%(processName)s|%(levelno)d|%(message)s")
logging.debug("a detail")
logging.info("hello %s, %d times", "you", 3)
logging.warning("%(a)s", {"a": "by name"})
logging.error("an error")
logging.critical(ValueError("an object"))
logging.log(25, "between")


def work():
    logging.info("in a thread")


worker = threading.Thread(target=work, name="Worker-7")
worker.start()
worker.join()

parent = logging.getLogger("app")
child = logging.getLogger("app.db.pool")
child.info("from far down")
parent.setLevel(logging.ERROR)
child.warning("not shown")
child.error("shown")
print(parent, child, child.parent, logging.getLogger("app") is parent, child.getEffectiveLevel(), parent.isEnabledFor(10))

handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(logging.Formatter("[%(name)s] %(message)s"))
handler.setLevel(logging.CRITICAL)
parent.addHandler(handler)
parent.error("once")
parent.critical("twice")
parent.propagate = False
parent.critical("once again")
logging.disable(logging.CRITICAL)
logging.critical("silence")
logging.disable(logging.NOTSET)
logging.getLogger().setLevel("WARNING")
logging.info("too quiet")
print(logging.getLevelName(30), logging.getLevelName("ERROR"), logging.getLevelName(7))
