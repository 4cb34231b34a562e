from datetime import date, datetime, timedelta

start = datetime(2024, 2, 28, 22, 30)
print(start + timedelta(days=2), start - timedelta(hours=23), start + timedelta(minutes=90, seconds=5), date(2024, 12, 31) + timedelta(1))
gap = datetime(2024, 3, 1) - start
print(gap, gap.days, gap.seconds, gap.total_seconds(), -gap, abs(-gap), gap * 2, gap / 2, gap // timedelta(hours=1))
print(timedelta(days=1, hours=2) > timedelta(hours=25), timedelta(milliseconds=1500), timedelta(-1), repr(timedelta(hours=5)), timedelta(0))
print(date(2024, 3, 1) - date(2024, 2, 1), date(2023, 1, 1) < date(2024, 1, 1), sum([timedelta(1), timedelta(2)], timedelta()))
