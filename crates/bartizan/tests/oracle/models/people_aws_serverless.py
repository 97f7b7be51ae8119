#!/usr/bin/env python3
"""Serverless image pipeline on AWS (as an assistant would write it)."""
from pytm import (
    TM, Server, Datastore, Dataflow, Boundary, Actor, Lambda, Data, Classification,
    DatastoreType, ExternalEntity, TLSVersion, Lifetime,
)

# ---------------------------------------------------------------------------
# Threat model definition
# ---------------------------------------------------------------------------
tm = TM("Serverless Image Pipeline")
tm.description = "Users upload images; lambdas resize them and store thumbnails."
tm.isOrdered = True
tm.mergeResponses = True
tm.assumptions = [
    "AWS is trusted",
    "IAM roles follow least privilege",
]

# Trust boundaries
internet = Boundary("Internet")
aws = Boundary("AWS Account")
vpc = Boundary("VPC")
vpc.inBoundary = aws

# Actors
user = Actor("Web User")
user.inBoundary = internet
admin = Actor("Administrator", inBoundary=internet, isAdmin=True)

# Components
apigw = Server("API Gateway")
apigw.inBoundary = aws
apigw.controls.isHardened = True
apigw.controls.authenticatesSource = True
apigw.controls.authorizesSource = True
apigw.controls.hasAccessControl = True
apigw.controls.usesEncryptionAlgorithm = "AES"
apigw.minTLSVersion = TLSVersion.TLSv12
apigw.onAWS = True

resize = Lambda("Resize Function")
resize.inBoundary = vpc
resize.environment = "Python 3.11"
resize.controls.validatesInput = True
resize.controls.sanitizesInput = True
resize.usesEnvironmentVariables = True

uploads = Datastore("S3 Uploads")
uploads.inBoundary = aws
uploads.type = DatastoreType.AWS_S3
uploads.storesSensitiveData = True
uploads.controls.isEncryptedAtRest = True
uploads.isSQL = False
meta = Datastore("DynamoDB Metadata", inBoundary=aws, isSQL=False, onAWS=True, hasWriteAccess=True)
meta.controls.isEncryptedAtRest = True
sqs = Datastore("SQS Queue", inBoundary=aws, isSQL=False, isShared=True)
cloudwatch = ExternalEntity("CloudWatch", inScope=False)
cloudwatch.inBoundary = aws

# Data
image = Data("Image", description="Uploaded image", classification=Classification.RESTRICTED, isPII=True, isStored=True, format="image/jpeg")
token = Data("JWT", description="bearer token", classification=Classification.SECRET, isCredentials=True, credentialsLife=Lifetime.SHORT, isDestEncryptedAtRest=False)
event = Data("Event", description="SQS message", classification=Classification.PUBLIC, traverses=[])

# Flows
upload = Dataflow(user, apigw, "Upload image")
upload.protocol = "HTTPS"; upload.dstPort = 443; upload.data = [image, token]; upload.tlsVersion = TLSVersion.TLSv13
upload.controls.isEncrypted = True
upload.usesSessionTokens = True
upload_ok = Dataflow(apigw, user, "202 Accepted"); upload_ok.responseTo = upload
put = Dataflow(apigw, uploads, "PutObject", data=image, protocol="HTTPS", dstPort=443)
queue = Dataflow(uploads, sqs, "ObjectCreated event", data=event)
poll = Dataflow(resize, sqs, "Poll messages", data=event, note="long polling")
get = Dataflow(resize, uploads, "GetObject", data=image)
write = Dataflow(resize, meta, "Write metadata")
logs = Dataflow(resize, cloudwatch, "Logs")
manage = Dataflow(admin, apigw, "Manage configuration", data=token, protocol="HTTPS", dstPort=443)

if __name__ == "__main__":
    tm.process()
