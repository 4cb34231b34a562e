from multiprocessing import Pipe, Process


def sift(prime, inbox, outbox):
    while (number := inbox.recv()) is not None:
        if number % prime:
            outbox.send(number)
    outbox.send(None)


def count(outbox):
    for number in range(2, 30):
        outbox.send(number)
    outbox.send(None)


if __name__ == "__main__":
    inbox, outbox = Pipe(False)
    processes = [Process(target=count, args=(outbox,))]
    processes[0].start()
    primes = []
    while (prime := inbox.recv()) is not None:
        primes.append(prime)
        next_inbox, outbox = Pipe(False)
        processes.append(Process(target=sift, args=(prime, inbox, outbox)))
        processes[-1].start()
        inbox = next_inbox
    for p in processes:
        p.join()
    print(primes)
