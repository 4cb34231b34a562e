class Robot:
    def __init__(self, name):
        self.name = name

    def move(self, x, y=0):
        return x, y


robot = Robot("R2")
for attempt in (
    lambda: Robot(),
    lambda: Robot("a", "b"),
    lambda: robot.move(),
    lambda: robot.move(1, 2, 3),
    lambda: robot.move(z=1),
    lambda: Robot.move(),
    lambda: robot(),
    lambda: robot.fly(),
    lambda: robot["x"],
    lambda: len(robot),
    lambda: robot + 1,
):
    try:
        attempt()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
