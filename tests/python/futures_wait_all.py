from concurrent.futures import ALL_COMPLETED, ThreadPoolExecutor, wait

with ThreadPoolExecutor(3) as executor:
    futures = [executor.submit(pow, n, 2) for n in range(6)]
    done, not_done = wait(futures, return_when=ALL_COMPLETED)
    print(len(done), len(not_done), done == set(futures))
    print(sorted(future.result() for future in done))
    result = wait(futures)
    print(len(result.done), result.not_done)
    print(result._fields)
print(wait([]))
