import multiprocessing as mp

if __name__ == "__main__":
    ctx = mp.get_context("spawn")
    try:
        ctx.Process(target=lambda: 1).start()
    except Exception as error:
        print(type(error).__name__, str(error).split(" at ")[0])
