import pytm

tm = pytm.TM("module")
tm.description = "names reached through the module"
a = pytm.Actor("A")
b = pytm.Datastore("B", type=pytm.DatastoreType.AWS_S3)
pytm.Dataflow(a, b, "puts", data=pytm.Data("Object", classification=pytm.Classification.PUBLIC))
if __name__ == "__main__":
    tm.process()
