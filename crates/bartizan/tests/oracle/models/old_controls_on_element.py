# Controls set on the element itself, as scripts did until 2020.
from pytm.pytm import TM, Actor, Dataflow, Datastore, Lambda, Process, Server

tm = TM("as in 2020")
tm.description = "controls are attributes of the element"
user = Actor("User")
user.providesIntegrity = True
web = Server("Web")
web.isHardened = True
web.sanitizesInput = True
web.encodesOutput = True
web.validatesInput = True
web.hasAccessControl = True
web.authorizesSource = True
web.usesEncryptionAlgorithm = "AES"
job = Process("Job")
job.implementsPOLP = True
job.hasAccessControl = True
job.checksInputBounds = True
job.usesSecureFunctions = True
clean = Lambda("Clean up")
clean.hasAccessControl = True
clean.validatesInput = True
store = Datastore("Store")
store.isEncrypted = True
store.usesEncryptionAlgorithm = "RSA"
store.isHardened = False
up = Dataflow(user, web, "up")
up.isEncrypted = True
up.authenticatesDestination = True
up.checksDestinationRevocation = True
save = Dataflow(web, store, "save")
run = Dataflow(job, clean, "run")
run.implementsAuthenticationScheme = True
run.authorizesSource = True
tm.process()
