try:
    1 / 0
except ZeroDivisionError:
    len(5)
