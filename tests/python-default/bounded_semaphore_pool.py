import threading

pool = threading.BoundedSemaphore(2)
connections = ["connection 1", "connection 2"]


def query(number):
    with pool:
        connection = connections.pop()
        print("query", number, "over", connection)
        connections.append(connection)


threads = [threading.Thread(target=query, args=(number,)) for number in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
try:
    pool.release()
except ValueError as error:
    print("one release too many:", error)
