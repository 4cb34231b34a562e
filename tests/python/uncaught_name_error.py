print("start")
undefined_name + 1
