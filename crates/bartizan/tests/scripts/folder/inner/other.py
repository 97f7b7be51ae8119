from . import NAME

here = __package__


def __getattr__(name):
    if name == "made":
        return "made up"
    raise AttributeError(name)
