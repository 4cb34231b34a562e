from enum import Enum, unique


@unique
class Light(Enum):
    RED = "stop"
    GREEN = "go"

    def next(self):
        return Light.GREEN if self is Light.RED else Light.RED


print(Light.RED, repr(Light.RED), Light.RED.name, Light.RED.value, Light("go"), Light["RED"], list(Light), len(Light))
print(Light.RED.next(), Light.RED == "stop", Light.RED is Light("stop"), Light.GREEN in Light, isinstance(Light.RED, Light))
print({Light.RED: 1}[Light.RED], f"{Light.RED} {Light.GREEN.value}")
for attempt in (lambda: Light("no"), lambda: Light["BLUE"], lambda: setattr(Light, "RED", 1), lambda: Light.BLUE):
    try:
        attempt()
    except (ValueError, KeyError, AttributeError) as error:
        print(type(error).__name__, error)
