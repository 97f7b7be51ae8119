#!/usr/bin/env bartizan
"""A small web site: a visitor writes comments, a server keeps them in a database, a job tidies the database."""

from pytm import TM, Actor, Boundary, Classification, Data, Dataflow, Datastore, DatastoreType, Lambda, Server

tm = TM("Comments")
tm.description = "Visitors write comments on a web site. The comments are kept in a database that a job tidies up."
tm.isOrdered = True

internet = Boundary("Internet")
cloud = Boundary("Cloud")
backend = Boundary("Back end", inBoundary=cloud)

user = Actor("User", inBoundary=internet)

web = Server("Web Server", inBoundary=cloud)
web.OS = "Linux"
web.servesWebPages = True
web.controls.isHardened = True
web.controls.hasAccessControl = True
web.controls.validatesInput = False
web.controls.sanitizesInput = False
web.controls.encodesOutput = True
web.controls.usesParameterizedInput = True
web.maxClassification = Classification.RESTRICTED

db = Datastore("SQL Database", inBoundary=backend)
db.OS = "Linux"
db.type = DatastoreType.SQL
db.inScope = False
db.maxClassification = Classification.RESTRICTED

clean = Lambda("Clean database every 6 hours", inBoundary=backend)
clean.controls.hasAccessControl = True

comment = Data(
    "Comment",
    description="A comment in HTML or Markdown, with the name of its author",
    format="HTML",
    classification=Classification.PUBLIC,
    isPII=True,
    isStored=True,
)
receipt = Data("Receipt", description="Saved, or an error message", format="JSON", classification=Classification.PUBLIC)

user_to_web = Dataflow(user, web, "User enters a comment")
user_to_web.protocol = "HTTP"
user_to_web.dstPort = 80
user_to_web.controls.isEncrypted = False
user_to_web.data = comment
user_to_web.note = "The page is served without TLS\nfor the time being."

web_to_db = Dataflow(web, db, "Insert the comment")
web_to_db.protocol = "MySQL"
web_to_db.dstPort = 3306
web_to_db.data = comment
web_to_db.maxClassification = Classification.RESTRICTED

db_to_web = Dataflow(db, web, "The comment is stored")
db_to_web.protocol = "MySQL"
db_to_web.data = receipt
db_to_web.responseTo = web_to_db

web_to_user = Dataflow(web, user, "Comment saved")
web_to_user.protocol = "HTTP"
web_to_user.data = receipt
web_to_user.responseTo = user_to_web

clean_to_db = Dataflow(clean, db, "Delete old comments")
clean_to_db.protocol = "MySQL"
clean_to_db.dstPort = 3306

tm.process()
