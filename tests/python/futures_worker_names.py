import threading
from concurrent.futures import ThreadPoolExecutor

barrier = threading.Barrier(3)


def name(_):
    barrier.wait()
    return threading.current_thread().name, threading.current_thread().daemon


for prefix in ("", "", "loader"):
    with ThreadPoolExecutor(max_workers=3, thread_name_prefix=prefix) as executor:
        print(sorted(executor.map(name, range(3))))
print(threading.active_count())
