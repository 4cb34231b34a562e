# Broken-down times, as text and back, all in UTC.
import time

for seconds in (0, 951782400, 1700000000, 1709164799, -86400, 4102444800):
    moment = time.gmtime(seconds)
    print(moment)
    print(time.strftime("%Y-%m-%d %H:%M:%S %a %A %b %B %j %p %I %y %w %U %W %%", moment))
    print(time.asctime(moment), moment.tm_year, moment[7], len(moment))

for text, pattern in (
    ("2024-02-29 23:59:58", "%Y-%m-%d %H:%M:%S"),
    ("20240115", "%Y%m%d"),
    ("Mon Jan  1 00:00:00 2024", "%a %b %d %H:%M:%S %Y"),
    ("12:30 AM", "%I:%M %p"),
    ("3 March 99", "%d %B %y"),
    ("2024-13-01", "%Y-%m-%d"),
    ("2024 more", "%Y"),
    ("tomorrow", "%Y"),
    ("2023-02-29", "%Y-%m-%d"),
):
    try:
        print(tuple(time.strptime(text, pattern)))
    except ValueError as error:
        print("ValueError:", error)

print(time.struct_time((2024, 1, 2, 3, 4, 5, 6, 7, 0)).tm_hour)
print(time.gmtime(5) == time.gmtime(5), time.gmtime(5) < time.gmtime(6))
