from concurrent.futures import Future, ThreadPoolExecutor

seen = []


def double(number):
    return number * 2


def note(future):
    seen.append(future.result())


with ThreadPoolExecutor(2) as executor:
    for number in range(5):
        executor.submit(double, number).add_done_callback(note)
print(sorted(seen))

future = Future()
future.add_done_callback(lambda f: print("first", f.result()))
future.add_done_callback(lambda f: 1 / 0)
future.add_done_callback(lambda f: print("third", f is future))
future.set_running_or_notify_cancel()
future.set_result("ready")
future.add_done_callback(lambda f: print("late", f.result()))
