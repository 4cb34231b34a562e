import os

print(isinstance(os.cpu_count(), int), os.cpu_count() >= 1, isinstance(os.getpid(), int), os.getpid() == os.getpid())
