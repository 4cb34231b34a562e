"""Fetch pages at the same time; the network is a sleep."""
import time
from concurrent.futures import ThreadPoolExecutor, as_completed

PAGES = {
    "https://example.org/": 0.3,
    "https://example.org/about": 0.1,
    "https://example.org/contact": 0.2,
    "https://example.org/missing": 0.15,
}


def fetch(url):
    print(f"fetching {url}")
    time.sleep(PAGES[url])
    if url.endswith("missing"):
        raise RuntimeError("404 not found")
    return f"<h1>{url.rsplit('/', 1)[1] or 'home'}</h1>"


start = time.perf_counter()
with ThreadPoolExecutor(max_workers=4) as executor:
    future_to_url = {executor.submit(fetch, url): url for url in PAGES}
    for future in as_completed(future_to_url):
        url = future_to_url[future]
        try:
            page = future.result()
        except Exception as error:
            print(f"{url} failed: {error}")
        else:
            print(f"{url} has {len(page)} bytes")
elapsed = time.perf_counter() - start
print(f"all done, {'together' if elapsed < 0.6 else 'one after the other'}")
