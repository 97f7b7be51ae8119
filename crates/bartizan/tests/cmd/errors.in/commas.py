from pytm import TM
user = Actor("User"
    inBoundary=x)
d = {"a": 1 "b": 2}
l = [1 2, 3]
t = (1 2)
Dataflow(user web, "x")
