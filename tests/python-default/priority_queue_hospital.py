import queue
import threading

patients = queue.PriorityQueue()
for patient in ((3, "sprained ankle"), (1, "heart attack"), (2, "broken arm"), (3, "cold")):
    patients.put(patient)


def doctor():
    while True:
        try:
            urgency, complaint = patients.get_nowait()
        except queue.Empty:
            print("the waiting room is empty")
            return
        print(f"treating [{urgency}] {complaint}")
        patients.task_done()


thread = threading.Thread(target=doctor)
thread.start()
patients.join()
thread.join()
