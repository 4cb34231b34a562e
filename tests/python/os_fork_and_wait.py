import os

for code in (0, 3):
    pid = os.fork()
    if pid == 0:
        os._exit(code)
    waited, status = os.waitpid(pid, 0)
    print(waited == pid, status, os.WIFEXITED(status), os.WEXITSTATUS(status), os.waitstatus_to_exitcode(status))
children = [os.fork() for _ in range(1)]
if children[0] == 0:
    print("child")
else:
    pid, status = os.wait()
    print("parent", pid == children[0], status)
    try:
        os.wait()
    except ChildProcessError as error:
        print(error)
