from pytm import TM

tm = TM("Broken"
