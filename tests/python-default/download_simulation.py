import threading
import time

pages = {"index.html": 0.15, "style.css": 0.05, "photo.png": 0.25}
sizes = {}


def download(page):
    print("fetching", page)
    time.sleep(pages[page])
    sizes[page] = len(page) * 100
    print("received", page)


start = time.perf_counter()
threads = [threading.Thread(target=download, args=(page,)) for page in pages]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
elapsed = time.perf_counter() - start
print("total size", sum(sizes.values()), "in less than the sum of the times:", elapsed < 0.4)
