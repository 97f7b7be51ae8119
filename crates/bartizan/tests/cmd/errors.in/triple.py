from pytm import TM
tm = TM("shop")
tm.description = """
long text
user = Actor("User")
