import os
from pytm import TM, Actor, Dataflow, Server
ENV = os.environ.get("DEPLOY_ENV_OF_THE_TEST", "dev")
STAGE = os.getenv("STAGE_OF_THE_TEST") or "none"
tm = TM(f"Model ({ENV})", description=STAGE)
if ENV == "prod": Boundary("never")
here = os.path.basename(__file__)
print(here, os.path.splitext(here)[0], ENV, STAGE, os.sep, os.path.join("a", "b"))
Dataflow(Actor("A"), Server("S"), "f")
tm.process()
