"""Numbers that do not fit where they are put."""


class Whole:
    def __int__(self):
        return 5


class Index:
    def __index__(self):
        return 7


class Wrong:
    def __int__(self):
        return "5"

    def __index__(self):
        return "7"


def tried(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__, error)


for number in (-1, 0x110000, 2**31 - 1, 2**31, -(2**31) - 1, 2**70):
    tried(lambda: chr(number))
for items in ([255], [256], [-1], [2**64], [-(2**64)], [True]):
    tried(lambda: bytes(items))
for value in (Whole(), Index(), Wrong()):
    for text in ("%d", "%5i", "%x"):
        tried(lambda: text % value)
for text in ("%%", "100%% %d", "%5%", "%-.%", "%l%", "\u00e9%y"):
    for values in (1, (), {"a": 1}):
        tried(lambda: text % values)
