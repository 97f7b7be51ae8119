class Wrong(ValueError):
    def __init__(self, code, text="nothing"):
        super().__init__(text)
        self.code = code


def attempt(number):
    try:
        if number == 0:
            return "returned"
        if number == 1:
            raise Wrong(7, "seven")
        if number == 2:
            {}["key"]
        if number == 3:
            [][1]
        if number == 4:
            None.attribute
        if number == 5:
            int("x")
        if number == 6:
            raise KeyError("a", "b")
        if number == 7:
            assert number == 8, "not eight"
        result = "none"
    except Wrong as error:
        result = f"wrong {error.code} {error}"
    except (KeyError, IndexError) as error:
        result = f"{type(error).__name__} {error} {error.args}"
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    else:
        result = "else"
    finally:
        print("finally", number)
    return result


for number in range(9):
    print(attempt(number))


def loops():
    for number in range(5):
        try:
            if number == 1:
                continue
            if number == 3:
                break
        finally:
            print("loop", number)
    else:
        print("not reached")
    while number < 5:
        number += 1
    else:
        return number


print(loops())
try:
    try:
        1 / 0
    except ZeroDivisionError as error:
        raise RuntimeError("second") from error
except RuntimeError as error:
    print(repr(error), repr(error.__cause__))
try:
    try:
        raise ValueError("first")
    except ValueError:
        raise
except ValueError as error:
    print("again", error)
print(issubclass(Wrong, Exception), repr(Wrong(1)), str(Exception(1, 2)), str(KeyError("k")))
