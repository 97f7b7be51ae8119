from folder import second
NAME = 1
