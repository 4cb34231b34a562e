# Days of the calendar.
from datetime import date, datetime, timedelta

leap = date(2024, 2, 29)
print(leap, repr(leap), leap.year, leap.weekday(), leap.isoweekday(), leap.isocalendar(), leap.toordinal(), leap.ctime())
print(leap + timedelta(1), leap - timedelta(days=60), leap - date(2024, 1, 1), leap.replace(day=1), date.fromordinal(738945))
print(leap < date(2025, 1, 1), leap == date(2024, 2, 29), leap == datetime(2024, 2, 29), {leap: 1}[date(2024, 2, 29)])
print(f"{leap:%d/%m/%Y}", leap.strftime("%A %d %B %Y, day %j, week %W"), leap.timetuple()[:6], date.fromisoformat("2024-02-29"))
print(date.fromisocalendar(2024, 9, 4), date.min, date.max, max(leap, date(2020, 1, 1)))
day = date(2023, 12, 28)
for _ in range(6):
    print(day, day.isocalendar().week, day.strftime("%a %U %V %G"))
    day += timedelta(days=1)


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


attempt(lambda: date(2023, 2, 29))
attempt(lambda: date(2023, 13, 1))
attempt(lambda: date(0, 1, 1))
attempt(lambda: leap < datetime(2024, 1, 1))
attempt(lambda: date.max + timedelta(1))
attempt(lambda: date.fromisoformat("2024-1-1"))
