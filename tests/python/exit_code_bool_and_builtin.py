try:
    exit(5)
except SystemExit as leaving:
    print("caught", leaving.code, repr(leaving))
raise SystemExit(True)
