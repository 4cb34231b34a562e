import heapq

heap = []
for number in (5, 1, 8, 3, 2):
    heapq.heappush(heap, number)
print(heap, heap[0], heapq.heappop(heap), heap)
numbers = [9, 4, 7, 1, 0]
heapq.heapify(numbers)
print(numbers, heapq.heappushpop(numbers, 6), heapq.heapreplace(numbers, 2), numbers)
print(heapq.nlargest(2, [3, 9, 4]), heapq.nsmallest(2, ["bb", "a", "ccc"], key=len), list(heapq.merge([1, 4], [2, 3])))
print([heapq.heappop(numbers) for _ in range(len(numbers))])
try:
    heapq.heappop([])
except IndexError as error:
    print(error)
