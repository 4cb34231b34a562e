# Heaps and sorted lists.
import bisect
import heapq

heap = []
for number in (5, 1, 8, 3, 9, 2, 7):
    heapq.heappush(heap, number)
    print(heap)
print(heapq.heappop(heap), heap, heapq.heappushpop(heap, 4), heapq.heapreplace(heap, 0), heap)
numbers = [9, 4, 7, 1, 8, 2, 6, 3, 5]
heapq.heapify(numbers)
print(numbers, [heapq.heappop(numbers) for _ in range(len(numbers))])
words = ["pear", "fig", "apple", "kiwi", "plum"]
print(heapq.nsmallest(2, words), heapq.nlargest(2, words, key=len), heapq.nsmallest(9, words, key=len))
print(list(heapq.merge([1, 4, 7], [2, 5], [3])), list(heapq.merge("ca", "db", reverse=True)))
tasks = []
for priority, name in ((2, "b"), (1, "a"), (2, "a")):
    heapq.heappush(tasks, (priority, name))
print([heapq.heappop(tasks) for _ in range(3)])
try:
    heapq.heappop([])
except IndexError as error:
    print("IndexError:", error)

scores = [10, 20, 20, 30]
print(bisect.bisect(scores, 20), bisect.bisect_left(scores, 20), bisect.bisect_right(scores, 5), bisect.bisect_left(scores, 99))
bisect.insort(scores, 25)
bisect.insort_left(scores, 10)
print(scores, bisect.bisect_left(["a", "bb", "cccc"], 3, key=len), bisect.bisect(scores, 20, 0, 2))
