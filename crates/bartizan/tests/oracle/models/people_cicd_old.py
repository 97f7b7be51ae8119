#!/usr/bin/env python3
# a model in the style of 2019
from pytm.pytm import TM, Server, Datastore, Dataflow, Boundary, Actor, Lambda, Process, ExternalEntity, SetOfProcesses

tm = TM("CI/CD")
tm.description = "pipeline"
tm.isOrdered = True

Dev_Laptop = Boundary("Laptop")
Cloud = Boundary("Cloud")

dev = Actor("Developer")
dev.inBoundary = Dev_Laptop

git = Server("Git")
git.OS = "CentOS"
git.isHardened = True
git.inBoundary = Cloud

runner = Process("Runner")
runner.inBoundary = Cloud
runner.codeType = "Managed"
runner.implementsAuthenticationScheme = False
runner.authorizesSource = True
runner.isAdmin = True

registry = Datastore("Registry")
registry.OS = "CentOS"
registry.isHardened = False
registry.inBoundary = Cloud
registry.isSql = False
registry.isSQL = True
registry.inScope = False
registry.onAWS = True
registry.storesSensitiveData = True
registry.isEncrypted = True
registry.isEncryptedAtRest = True

deploy = Lambda("Deploy")
deploy.hasAccessControl = True
deploy.inBoundary = Cloud
deploy.onAWS = False

push = Dataflow(dev, git, "push")
push.protocol = "SSH"
push.dstPort = "22"
push.data = 'source code'
push.note = "This is a\nnote"
push.isEncrypted = True

hook = Dataflow(git, runner, "hook")
hook.protocol = "HTTP"
hook.dstPort = 80
hook.data = 'MySQL insert statement and literals, all literals'
hook.authenticatedWith = True

image = Dataflow(runner, registry, "image (*)")
image.order = 7
image.usesSessionTokens = True
roll = Dataflow(deploy, registry, "pull")
roll.usesVPN = False
roll.implementsAuthenticationScheme = True

tm.process()
