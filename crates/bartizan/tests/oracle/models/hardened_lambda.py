from pytm import TM, Lambda, Boundary

tm = TM("hardened function")
tm.description = "a function that checks everything but its bounds"
account = Boundary("Account")
f = Lambda("Thumbnailer", inBoundary=account, usesEnvironmentVariables=True)
f.controls.validatesInput = True
f.controls.sanitizesInput = True
f.controls.implementsAuthenticationScheme = True
f.controls.authorizesSource = True
f.controls.handlesResourceConsumption = True
tm.process()
