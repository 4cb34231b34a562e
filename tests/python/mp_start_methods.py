import multiprocessing as mp

if __name__ == "__main__":
    print(mp.get_all_start_methods(), mp.get_start_method(allow_none=True), mp.get_start_method())
    try:
        mp.set_start_method("spawn")
    except RuntimeError as error:
        print(error)
    try:
        mp.get_context("thread")
    except ValueError as error:
        print(error)
    mp.set_start_method("spawn", force=True)
    print(mp.get_start_method(), mp.get_context("fork").get_start_method(), mp.Process().name)
    try:
        mp.get_context("fork").set_start_method("spawn")
    except ValueError as error:
        print(error)
    mp.freeze_support()
    print(mp.get_context("fork").Process.__name__, type(mp.get_context("spawn")).__name__)
