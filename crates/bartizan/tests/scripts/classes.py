class Base:
    count = 0
    __secret = "base"

    def __init__(self, name):
        self.name = name
        Base.count += 1

    def __repr__(self):
        return f"{type(self).__name__}({self.name!r})"

    def __eq__(self, other):
        return isinstance(other, Base) and self.name == other.name

    def __hash__(self):
        return hash(self.name)

    def __lt__(self, other):
        return self.name < other.name

    @property
    def loud(self):
        return self.name.upper()

    @loud.setter
    def loud(self, value):
        self.name = value.lower()

    @classmethod
    def make(cls, *names):
        return [cls(name) for name in names]

    @staticmethod
    def half(number):
        return number / 2

    def secret(self):
        return self.__secret


class Left(Base):
    def who(self):
        return "left " + super().who() if hasattr(super(), "who") else "left"


class Right(Base):
    def who(self):
        return "right"


class Both(Left, Right):
    def __init__(self, name, extra=None):
        super().__init__(name)
        self.extra = extra

    def __len__(self):
        return len(self.name)

    def __getitem__(self, index):
        return self.name[index]

    def __contains__(self, item):
        return item in self.name

    def __call__(self, *args):
        return sum(args)

    def __iter__(self):
        return iter(self.name)

    def __add__(self, other):
        return Both(self.name + str(other))

    def __bool__(self):
        return self.name != "no"


both = Both("abc", extra=1)
print(both, both.who(), [c.__name__ for c in Both.__mro__], len(both), both[1], "b" in both, both(1, 2), list(both))
print(both + "d", bool(Both("no")), both.secret(), Both.half(3), sorted(Base.make("z", "a")), Base.count)
both.loud = "XYZ"
print(both.name, both.loud, both == Both("xyz"), both != Base("q"), len({Base("s"), Base("s")}))
both.added = 3
print(sorted(vars(both).items()), getattr(both, "nothing", "none"), isinstance(both, (int, Right)))
try:
    both.missing
except AttributeError as error:
    print(error)


class Counting:
    def __init__(self, stop):
        self.now, self.stop = 0, stop

    def __iter__(self):
        return self

    def __next__(self):
        if self.now >= self.stop:
            raise StopIteration
        self.now += 1
        return self.now

    def __enter__(self):
        print("enter")
        return self

    def __exit__(self, kind, error, trace):
        print("exit", kind.__name__ if kind else None)
        return kind is ValueError


with Counting(3) as counting:
    print(sum(counting))
with Counting(1):
    raise ValueError("swallowed")
