from pytm import TM
tm = TM("漢字漢字漢字"); x = undefined_name
у = 3
пользователь = Actor("x")
	z = 1
