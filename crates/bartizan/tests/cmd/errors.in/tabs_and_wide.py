from pytm import TM, Actor
tm = TM("漢字の店")
if tm:
	user = Actor("利用者");	other = Actr("其他")
