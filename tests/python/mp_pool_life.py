from multiprocessing import Pool

if __name__ == "__main__":
    pool = Pool(2)
    print(pool)
    try:
        pool.join()
    except ValueError as error:
        print(error)
    pool.close()
    print(pool)
    pool.join()
    try:
        pool.map(abs, [1])
    except ValueError as error:
        print(error)
    pool = Pool(2)
    pool.terminate()
    print(pool)
    pool.join()
    for arguments in ((0,), (-1,)):
        try:
            Pool(*arguments)
        except ValueError as error:
            print(error)
    try:
        Pool(1, initializer=5)
    except TypeError as error:
        print(error)
