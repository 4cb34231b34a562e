from concurrent.futures import ThreadPoolExecutor

executor = ThreadPoolExecutor(max_workers=2)
print(executor.submit(abs, -3).result())
executor.shutdown(wait=True)
for attempt in (lambda: executor.submit(abs, -3), lambda: executor.map(abs, [-3])):
    try:
        attempt()
    except RuntimeError as error:
        print(error)
executor.shutdown()
with ThreadPoolExecutor() as other:
    pass
try:
    with other:
        other.submit(print, "no")
except RuntimeError as error:
    print(error)
