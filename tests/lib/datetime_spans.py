# Spans of time and their arithmetic.
from datetime import timedelta

for span in (timedelta(), timedelta(1), timedelta(days=-1, seconds=5), timedelta(hours=25, minutes=61), timedelta(seconds=0.1),
             timedelta(milliseconds=1.5), timedelta(weeks=2, microseconds=7), timedelta(microseconds=0.5), timedelta(microseconds=1.5)):
    print(span, repr(span), span.days, span.seconds, span.microseconds, span.total_seconds(), bool(span))
a, b = timedelta(hours=5), timedelta(minutes=42)
print(a + b, a - b, b - a, a * 3, 2 * b, a * 1.5, a / 2, a / b, a // b, a % b, divmod(a, b), -a, abs(-a), a / 0.7, a // 7)
print(a > b, a == timedelta(minutes=300), max(a, b), sum([a, b], timedelta()), sorted([a, b]), {a: 1}[timedelta(seconds=18000)])
for wrong in (lambda: a / 0, lambda: a // timedelta(0)):
    try:
        wrong()
    except ZeroDivisionError as error:
        print("ZeroDivisionError:", error)
