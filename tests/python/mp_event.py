from multiprocessing import Event, Process


def wait_for(event, done):
    event.wait()
    print("go!", event.is_set())
    done.set()


if __name__ == "__main__":
    event, done = Event(), Event()
    print(event.is_set(), event.wait(0.01))
    p = Process(target=wait_for, args=(event, done))
    p.start()
    event.set()
    print(done.wait(5))
    p.join()
    event.clear()
    print(event.is_set())
