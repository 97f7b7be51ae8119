"""Our `gc`: there is nothing to collect."""

garbage = []
callbacks = []


def collect(generation=2):
    return 0


def enable():
    pass


def disable():
    pass


def isenabled():
    return True


def freeze():
    pass


def unfreeze():
    pass


def get_threshold():
    return (700, 10, 10)


def set_threshold(*thresholds):
    pass


def get_count():
    return (0, 0, 0)


def is_tracked(obj):
    return not isinstance(obj, (int, float, str, bytes, bool, type(None)))
