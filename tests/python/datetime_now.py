import time
from datetime import datetime, timedelta, timezone

before = datetime.now()
time.sleep(0.02)
passed = datetime.now() - before
print(passed >= timedelta(milliseconds=20), passed < timedelta(seconds=1), isinstance(passed, timedelta), before.year >= 2020)
print(datetime(2024, 1, 1, tzinfo=timezone.utc).isoformat(), datetime.fromtimestamp(0, timezone.utc), timezone(timedelta(hours=2)))
