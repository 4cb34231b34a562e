import threading


class Loud(threading.Thread):
    def run(self):
        print("run begins")
        super().run()
        print("run ends")


thread = Loud(target=print, args=("the", "target"), kwargs={"sep": "-"})
thread.start()
thread.join()
