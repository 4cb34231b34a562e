from dataclasses import dataclass
from multiprocessing import Process, Queue


@dataclass
class Job:
    name: str
    parts: list


def work(jobs, done):
    for job in iter(jobs.get, "STOP"):
        job.parts.append(len(job.parts))
        done.put(job)


if __name__ == "__main__":
    jobs, done = Queue(), Queue()
    p = Process(target=work, args=(jobs, done))
    p.start()
    job = Job("a", [1, 2])
    jobs.put(job)
    jobs.put("STOP")
    print(done.get(), job)
    p.join()
