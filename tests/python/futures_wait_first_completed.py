import threading
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait

gates = [threading.Event() for _ in range(3)]


def pass_gate(number):
    gates[number].wait()
    return number


with ThreadPoolExecutor(3) as executor:
    left = {executor.submit(pass_gate, number) for number in range(3)}
    for number in (2, 0, 1):
        gates[number].set()
        done, left = wait(left, return_when=FIRST_COMPLETED)
        print([future.result() for future in done], len(left))
    done, left = wait(done | left, timeout=1, return_when=FIRST_COMPLETED)
    print(len(done), len(left))
