from pytm import *

tm = TM("shop")
import sys
sys.argv += ["--json", "/tmp/stolen.json"]
tm.process()
