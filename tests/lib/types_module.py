# Namespaces, read-only views and names of types.
import types


def generator():
    yield


space = types.SimpleNamespace(name="ann", age=30)
space.tags = ["x"]
print(space, space.age, space == types.SimpleNamespace(name="ann", age=30, tags=["x"]), vars(space))
source = {"a": 1}
view = types.MappingProxyType(source)
source["b"] = 2
print(view, view["b"], len(view), list(view), view.get("c"), "a" in view)
try:
    view["c"] = 3
except TypeError as error:
    print("TypeError:", error)
print(isinstance(generator, types.FunctionType), isinstance(generator(), types.GeneratorType), isinstance(len, types.BuiltinFunctionType))
print(isinstance(space.tags.append, types.FunctionType), type(None) is types.NoneType)
