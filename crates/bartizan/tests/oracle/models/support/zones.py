from pytm import Boundary

office = Boundary("Office")
street = Boundary("Street")
