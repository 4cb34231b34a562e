import time

moment = time.gmtime(86400 * 365)
print(moment.tm_year, moment.tm_mon, moment.tm_mday, moment.tm_hour, moment.tm_wday, moment.tm_yday, moment[0])
print(time.strftime("%Y-%m-%d %H:%M:%S", moment), time.strftime("%d/%m/%y %j %a %b %p", time.gmtime(0)))
print(time.strftime("%H:%M", (2024, 2, 29, 13, 5, 0, 3, 60, 0)))
