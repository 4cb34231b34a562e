"""The name of this process: `multiprocessing` sets it, `logging` writes it, and neither needs the other."""

name = "MainProcess"
