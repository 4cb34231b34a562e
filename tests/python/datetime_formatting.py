from datetime import date, datetime, time

moment = datetime(2024, 2, 9, 7, 5, 3, 42)
print(moment, repr(moment), moment.isoformat(), moment.date(), moment.time(), moment.replace(microsecond=0), sep="\n")
print(moment.strftime("%d.%m.%Y %H:%M:%S.%f %A %B %j %y %I %p %%"), f"{moment:%Y/%m/%d}", format(date(2024, 1, 2), "%b %d"))
print(datetime.strptime("2023-11-05 16:20", "%Y-%m-%d %H:%M"), date.fromisoformat("2020-02-29"), datetime.fromisoformat("2020-01-01T10:00:30"))
print(moment.year, moment.weekday(), moment.isoweekday(), date(2024, 1, 1).isocalendar()[1], time(9, 30), time(23).isoformat(), date(2024, 1, 1).toordinal())
for attempt in (lambda: date(2023, 2, 29), lambda: datetime.strptime("x", "%Y"), lambda: time(25)):
    try:
        attempt()
    except ValueError as error:
        print(error)
