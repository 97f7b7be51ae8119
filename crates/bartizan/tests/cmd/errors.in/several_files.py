from pytm import TM
import parts
from parts import make, broken, missing_one
tm = TM("x")
web = make("wbe")
print(broken.x)
tm.process()
