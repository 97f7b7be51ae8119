from pytm import TM
<<<<<<< HEAD
tm = TM("a")
=======
tm = TM("b")
>>>>>>> branch
