import argparse
import sys

from pytm import TM, Actor, Dataflow, Server

parser = argparse.ArgumentParser(description="a script with options of its own")
parser.add_argument("--servers", type=int, default=2)
parser.add_argument("--name", default="Node")
options = parser.parse_args(sys.argv[1:])
sys.argv = [sys.argv[0]]

tm = TM("own options")
tm.description = f"{options.servers} servers"
user = Actor("User")
for number in range(1, options.servers + 1):
    Dataflow(user, Server(f"{options.name} {number}"), f"asks {number}")
print(len(sys.argv), options)
tm.process()
