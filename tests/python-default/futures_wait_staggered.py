import time
from concurrent.futures import ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, ThreadPoolExecutor, wait


def runner(name, seconds):
    time.sleep(seconds)
    print(f"{name} crosses the line")
    if name == "Cid":
        raise RuntimeError("Cid stumbles")
    return name


with ThreadPoolExecutor() as executor:
    race = [executor.submit(runner, name, seconds) for name, seconds in (("Ann", 0.3), ("Bob", 0.1), ("Cid", 0.2))]
    done, running = wait(race, return_when=FIRST_COMPLETED)
    print("first:", [future.result() for future in done], len(running), "still run")
    done, running = wait(race, return_when=FIRST_EXCEPTION)
    print("something happened:", len(done), len(running))
    done, running = wait(race, timeout=0.01)
    print("patience over:", len(done), len(running))
    done, running = wait(race, return_when=ALL_COMPLETED)
    print("all:", len(done), len(running))
