import time
from multiprocessing.dummy import Pool


def job(number):
    print("job", number)
    time.sleep(0.2 + number * 0.03)
    print("job", number, "over")


with Pool(2) as pool:
    pool.map_async(job, range(6), chunksize=1)
    time.sleep(0.3)
    print("enough")
time.sleep(0.3)
print("end")
