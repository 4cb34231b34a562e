# Averages and spreads, to the last digit.
import statistics as st
from fractions import Fraction

samples = [[1, 2, 3, 4], [2, 4, 6], [1.5, 2.5, 4.0], [0.1] * 10, [3, 1, 2, 2, 3], [10 ** 20, 1, -10 ** 20],
           [0.1, 0.2, 0.3], [-5, 5], [1e-300, 2e-300], [2.75, 1.75, 1.25, 0.25, 0.5, 1.25, 3.5]]
for data in samples:
    print(st.mean(data), st.fmean(data), st.median(data), st.median_low(data), st.median_high(data), st.mode(data), st.multimode(data))
    print(st.stdev(data), st.pstdev(data), st.variance(data), st.pvariance(data))
    print(st.quantiles(data), st.quantiles(data, n=10, method="inclusive"))
print(st.mean([Fraction(1, 3), Fraction(1, 2)]), st.harmonic_mean([40, 60]), st.geometric_mean([54, 24, 36]))
print(st.median_grouped([1, 2, 2, 3, 4, 4, 4]), st.fmean([1, 2], weights=[3, 1]), st.mode("abracadabra"))
x, y = [1, 2, 3, 4, 5], [2, 4, 5, 4, 5]
print(st.covariance(x, y), st.correlation(x, y), st.linear_regression(x, y))
for wrong in (lambda: st.mean([]), lambda: st.stdev([1]), lambda: st.median([]), lambda: st.quantiles([1]), lambda: st.mode([])):
    try:
        wrong()
    except st.StatisticsError as error:
        print("StatisticsError:", error)
