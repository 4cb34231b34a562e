import statistics

data = [2, 4, 4, 5, 7, 9]
print(statistics.mean(data), statistics.median(data), statistics.mode(data), statistics.median_low(data), statistics.median_high(data))
print(statistics.stdev(data), statistics.pstdev(data), statistics.variance(data), statistics.pvariance(data), statistics.multimode("aabb"))
print(statistics.mean([1.5, 2.5]), statistics.fmean([1, 2, 4]), statistics.quantiles([1, 2, 3, 4, 5]), statistics.harmonic_mean([40, 60]), statistics.mean([1, 2]))
for attempt in (lambda: statistics.mean([]), lambda: statistics.stdev([1]), lambda: statistics.mode([])):
    try:
        attempt()
    except statistics.StatisticsError as error:
        print(error)
