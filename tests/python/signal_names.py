import signal

print(signal.SIGTERM, repr(signal.SIGTERM), int(signal.SIGKILL), signal.SIGINT.name)
print(signal.Signals(15), signal.strsignal(9), signal.SIGTERM == 15, signal.Signals["SIGHUP"].value)
