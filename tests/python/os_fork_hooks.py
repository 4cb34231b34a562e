import os

os.register_at_fork(
    before=lambda: print("before", flush=True),
    after_in_parent=lambda: os.waitpid(-1, 0),
    after_in_child=lambda: print("child", flush=True),
)
pid = os.fork()
if pid == 0:
    os._exit(0)
print("end")
