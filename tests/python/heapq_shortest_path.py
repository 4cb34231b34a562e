import heapq

roads = {"A": {"B": 4, "C": 1}, "B": {"D": 1}, "C": {"B": 2, "D": 5}, "D": {}}


def distances(start):
    best, frontier = {}, [(0, start)]
    while frontier:
        length, place = heapq.heappop(frontier)
        if place in best:
            continue
        best[place] = length
        for neighbour, step in roads[place].items():
            heapq.heappush(frontier, (length + step, neighbour))
    return best


print(distances("A"), distances("C"), distances("D"))
