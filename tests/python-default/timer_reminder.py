import threading


def remind(what):
    print("remember:", what)


tea = threading.Timer(0.2, remind, args=("the tea",))
oven = threading.Timer(0.1, remind, kwargs={"what": "the oven"})
never = threading.Timer(0.15, remind, ["never"])
for timer in (tea, oven, never):
    timer.start()
print("three timers run")
never.cancel()
tea.join()
oven.join()
print("no timer is left:", not tea.is_alive())
