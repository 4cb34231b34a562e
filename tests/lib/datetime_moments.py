# Moments, in a time zone and in none.
from datetime import date, datetime, time, timedelta, timezone

noon = datetime(2024, 5, 6, 12, 30, 15, 250000)
print(noon, repr(noon), noon.isoformat(), noon.isoformat(" ", "minutes"), noon.date(), noon.time(), noon.timestamp() > 0)
print(noon + timedelta(hours=13), noon - datetime(2024, 1, 1), noon.replace(hour=0, microsecond=0), noon.weekday())
print(datetime.combine(date(2024, 1, 2), time(3, 4)), datetime(2024, 1, 1), repr(datetime(2024, 1, 1, 0, 0, 5)))
print(noon.strftime("%Y-%m-%d %H:%M:%S.%f %p %I %j %y"), f"{noon:%H:%M}", noon.ctime())
print(datetime.strptime("2024-05-06 07:08:09.5", "%Y-%m-%d %H:%M:%S.%f"), datetime.strptime("5 Jan 99 11PM", "%d %b %y %I%p"))
print(datetime.fromisoformat("2024-01-02T03:04:05.123456"), datetime.fromisoformat("2024-01-02"), datetime.fromisoformat("20240102T030405"))
print(time(1, 2, 3), repr(time(1, 2, 3, 4)), time(23) > time(5), time.fromisoformat("10:20"), noon < datetime(2025, 1, 1))

utc = timezone.utc
east = timezone(timedelta(hours=8), "CST")
west = timezone(-timedelta(hours=3, minutes=30))
start = datetime(2024, 5, 6, 7, 8, 9, tzinfo=utc)
print(start, repr(start), start.astimezone(east), start.astimezone(west), east, repr(west), str(west), utc, repr(utc))
print(start == start.astimezone(east), start - start.astimezone(west), start.timestamp(), start.astimezone(east).strftime("%z %Z"))
print(datetime.fromtimestamp(0, utc), datetime.fromtimestamp(1.5, east), datetime.fromisoformat("2024-01-02T03:04:05+08:00"))
print(datetime.strptime("2024-01-01 -0530", "%Y-%m-%d %z"), datetime.fromisoformat("2024-01-02T03:04:05Z").tzname())
now = datetime.now()
print(now <= datetime.now(), now.tzinfo, datetime.now(utc).tzname(), (datetime.now() - now).total_seconds() < 5, date.today() >= now.date())


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


attempt(lambda: datetime(2024, 1, 1, 25))
attempt(lambda: datetime(2024, 1, 1, 1, 60))
attempt(lambda: start < noon)
attempt(lambda: start - noon)
attempt(lambda: datetime.strptime("x", "%H"))
attempt(lambda: datetime.strptime("12 extra", "%H"))
attempt(lambda: datetime.fromisoformat("soon"))
