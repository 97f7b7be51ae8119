from pytm import TM, Action, Classification, DatastoreType, Lifetime, TLSVersion, Actor, Server, Datastore, Dataflow, Data
from pytm.enums import OrderedEnum
import pytm.enums as enums
print(list(Classification), [c.name for c in TLSVersion], [d.value for d in DatastoreType], [a.value for a in Action])
print(Classification.SECRET > Classification.PUBLIC, Classification.SECRET >= Classification.SECRET, TLSVersion.TLSv12 < TLSVersion.TLSv13)
print(repr(Classification.SECRET), str(TLSVersion.SSLv3), f"{Lifetime.SHORT} {Classification.SECRET.value:03d} {DatastoreType.SQL!r}")
try:
    Classification.SECRET > TLSVersion.TLSv10
except TypeError as e:
    print("TypeError", e)
try:
    Classification.SECRET < 3
except TypeError as e:
    print("TypeError", e)
for make in (lambda: Classification(9), lambda: Classification["NOPE"], lambda: Lifetime("short"), lambda: Action("NEVER")):
    try:
        make()
    except (ValueError, KeyError, AttributeError) as e:
        print(type(e).__name__, e)
print(Classification(4) is Classification.SECRET, Classification["SECRET"].value, Lifetime("SHORT_LIVED").name, Lifetime.SHORT.label(), DatastoreType.AWS_S3.label())
print(issubclass(Classification, OrderedEnum), isinstance(TLSVersion.NONE, OrderedEnum), Classification.SECRET == 4, Classification.SECRET != Classification.PUBLIC, hash(Classification.SECRET) == hash(Classification.SECRET))
print(max(Classification), min(TLSVersion), sorted(Classification, reverse=True)[0], len(Lifetime), Classification.SECRET in Classification, "SECRET" in Classification.__members__)
print({Classification.PUBLIC: 1}[Classification.PUBLIC], enums.Lifetime is Lifetime, [m for m in Lifetime if m.value.endswith("REVOKABLE")])
tm = TM("enums", description="d")
db = Datastore("db", type="SQL")
db2 = Datastore("db2", type=DatastoreType.LDAP)
s = Server("s", minTLSVersion=TLSVersion.TLSv12, maxClassification=Classification.SECRET)
print(db.type, db2.type.name, s.minTLSVersion, s.maxClassification > Classification.PUBLIC)
f = Dataflow(s, db, "f", tlsVersion=TLSVersion.SSLv3, data=Data("d", classification=3, credentialsLife="SHORT_LIVED"))
print(f.tlsVersion, [d.classification for d in f.data], f.data.pop().credentialsLife)
f.data = Data("e", classification=Classification.TOP_SECRET)
tm.process()
