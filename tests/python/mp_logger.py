import logging
import multiprocessing

if __name__ == "__main__":
    logger = multiprocessing.get_logger()
    print(logger.name, logger.propagate, logger is multiprocessing.get_logger())
    multiprocessing.log_to_stderr(logging.WARNING)
    logger.warning("to stderr")
