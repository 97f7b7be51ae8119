#!/usr/bin/env bartizan
"""A parcel service: customers book, pay for and follow parcels; an assistant answers questions and may pay money back.

What the team knows is stated, also where the answer is no. What nobody has looked at yet is left out.
"""

from pytm import (
    TM,
    Actor,
    Agent,
    Assumption,
    Boundary,
    Classification,
    Data,
    Dataflow,
    Datastore,
    DatastoreType,
    ExternalEntity,
    Finding,
    Lambda,
    Lifetime,
    LLM,
    Process,
    Server,
    SetOfProcesses,
    TLSVersion,
)

tm = TM("Parcel service")
tm.description = (
    "Customers book parcels on a web site, pay by card and follow the delivery. Drivers scan parcels on the road. "
    "An assistant answers questions with the help of a language model, and can look up orders and start refunds."
)
tm.isOrdered = True
tm.mergeResponses = True
tm.assumptions = [
    Assumption(
        "Machine images are rebuilt every week",
        exclude=["AC06"],
        description="Nothing that is planted on a server outlives the week, and images are built from pinned sources.",
    ),
]

# Boundaries -----------------------------------------------------------------------------------------------------------

internet = Boundary("Internet")
office = Boundary("Head office")
edge = Boundary("Edge")
cloud = Boundary("Cloud account")
public_subnet = Boundary("Public subnet", inBoundary=cloud)
service_subnet = Boundary("Service subnet", inBoundary=cloud)
assistant_subnet = Boundary("Assistant subnet", inBoundary=cloud)
data_subnet = Boundary("Data subnet", inBoundary=cloud)
payment_company = Boundary("Payment company")
model_company = Boundary("Model company")
carrier = Boundary("Carrier")

# Data -----------------------------------------------------------------------------------------------------------------

PUBLIC, RESTRICTED = Classification.PUBLIC, Classification.RESTRICTED
SENSITIVE, SECRET = Classification.SENSITIVE, Classification.SECRET

page = Data("Page", format="HTML", classification=PUBLIC)
outcome = Data("Outcome", description="What came of a request, or an error", format="JSON", classification=PUBLIC)
help_text = Data("Help text", description="Articles of the help pages, in pieces", classification=PUBLIC, isStored=True)
status = Data("Parcel status", description="Where a parcel is", format="JSON", classification=RESTRICTED, isStored=True)
position = Data("Driver position", description="Where a driver is", classification=SENSITIVE, isPII=True)
order = Data("Order", description="Sender, recipient, content", classification=SENSITIVE, isPII=True, isStored=True)
label = Data("Label", description="Names and addresses", format="XML", classification=SENSITIVE, isPII=True)
profile = Data("Profile", description="Name, address, telephone", classification=SENSITIVE, isPII=True, isStored=True)
question = Data("Question", description="What a customer writes to the assistant", classification=SENSITIVE, isPII=True)
answer = Data("Answer", description="What the assistant says", classification=SENSITIVE, isPII=True)
prompt = Data("Prompt", description="The question, help texts and orders", classification=SENSITIVE, isPII=True)
card = Data("Card details", description="Number, expiry date and code", classification=SECRET, isPII=True)
payment = Data("Payment", description="Amount and reference, no card number", classification=SENSITIVE)
audit = Data("Audit event", description="Who did what, and when", classification=RESTRICTED, isStored=True)

password = Data("Password", classification=SECRET, isCredentials=True, credentialsLife=Lifetime.MANUAL)
session = Data("Session token", classification=SECRET, isCredentials=True, credentialsLife=Lifetime.SHORT)
database_login = Data("Database login", classification=SECRET, isCredentials=True, credentialsLife=Lifetime.AUTO)
model_key = Data("Model company's API key", classification=SECRET, isCredentials=True, credentialsLife=Lifetime.LONG)
carrier_key = Data("Carrier's API key", classification=SECRET, isCredentials=True, credentialsLife=Lifetime.HARDCODED)

# Controls that many elements share ------------------------------------------------------------------------------------

PROFILES = {
    "tls": {"isEncrypted": True, "authenticatesDestination": True},
    "hardened": {"isHardened": True, "implementsPOLP": True},
    "login": {"implementsAuthenticationScheme": True, "authenticatesSource": True, "authorizesSource": True},
    "input": {"validatesInput": True, "checksInputBounds": True, "implementsServerSideValidation": True},
    "web": {
        "sanitizesInput": True,
        "encodesOutput": True,
        "validatesHeaders": True,
        "validatesContentType": True,
        "implementsStrictHTTPValidation": True,
    },
    "sessions": {"usesStrongSessionIdentifiers": True, "verifySessionIdentifiers": True, "encryptsCookies": True},
    "elastic": {"isResilient": True, "handlesResourceConsumption": True},
    "store": {"isEncryptedAtRest": True, "usesEncryptionAlgorithm": "AES", "hasAccessControl": True},
}


def give(element, *profiles, **more):
    """Applies profiles of controls, then single ones, and hands the element back."""
    controls = {}
    for name in profiles:
        controls.update(PROFILES[name])
    controls.update(more)
    for name, value in controls.items():
        setattr(element.controls, name, value)
    return element


def listens(element, protocol, port, clearance, tls=TLSVersion.TLSv12):
    """How an element is reached, and the most sensitive data it may see."""
    element.protocol = protocol
    element.port = port
    element.minTLSVersion = tls
    element.maxClassification = clearance
    return element


# People ---------------------------------------------------------------------------------------------------------------

customer = Actor("Customer", inBoundary=internet, maxClassification=SECRET)
driver = Actor("Driver", inBoundary=internet, maxClassification=SECRET)
clerk = Actor("Support clerk", inBoundary=office, maxClassification=SECRET)
administrator = Actor("Administrator", inBoundary=office, isAdmin=True, maxClassification=SECRET)
give(administrator, authenticatesDestination=True, usesMFA=True)

# Edge and public subnet -----------------------------------------------------------------------------------------------

proxy = listens(Server("Edge proxy", inBoundary=edge, usesCache=True), "HTTPS", 443, SECRET)
give(proxy, "tls", "hardened", "web", "elastic", hasAccessControl=False)

gateway = listens(Server("API gateway", inBoundary=public_subnet, usesSessionTokens=True), "HTTPS", 443, SECRET)
gateway.implementsAPI = True
gateway.servesWebPages = True
gateway.usesCookies = True
gateway.isInternetFacing = True
give(gateway, "tls", "hardened", "login", "input", "web", "sessions", "elastic", hasAccessControl=True)
give(gateway, implementsCSRFToken=True, checksObjectAccess=False, logsSecurityEvents=True)

console = listens(Server("Admin console", inBoundary=public_subnet, usesSessionTokens=True), "HTTPS", 8443, SECRET)
give(console, "tls", "login", "sessions", usesMFA=True, isHardened=False, implementsNonce=False)

# Services -------------------------------------------------------------------------------------------------------------

accounts = listens(Server("Accounts", inBoundary=service_subnet), "HTTPS", 443, SECRET)
orders = listens(Server("Orders", inBoundary=service_subnet), "HTTPS", 443, SECRET)
payments = listens(Server("Payments", inBoundary=service_subnet), "HTTPS", 443, SENSITIVE)
tracking = listens(Server("Tracking", inBoundary=service_subnet, usesCache=True), "HTTPS", 443, SECRET)
for service in (accounts, orders, payments, tracking):
    give(service, "tls", "hardened", "login", "input", hasAccessControl=True)
accounts.acceptsPasswords = True
give(accounts, "sessions", usesParameterizedInput=True, limitsLoginAttempts=True, usesMFA=False)
payments.receivesWebhooks = True
give(payments, "elastic", providesIntegrity=True, sanitizesInput=True, verifiesSignatures=True, implementsNonce=False)
give(tracking, "elastic", authenticatesSource=False)
accounts.overrides = [
    Finding(
        threat_id="IAM01",
        response="accepted until customers can use passkeys; logins with leaked passwords are refused",
        cvss="CVSS:4.0/AV:N/AC:H/AT:P/PR:N/UI:N/VC:L/VI:L/VA:N/SC:N/SI:N/SA:N",
    ),
]

labels = Process("Label printer", inBoundary=service_subnet, implementsAPI=True, environment="Production")
labels.runsCommands = True
listens(labels, "HTTP", 8080, SENSITIVE, tls=TLSVersion.NONE)
give(labels, validatesInput=False, checksInputBounds=False, isEncrypted=False)

importers = SetOfProcesses("Address importers", inBoundary=service_subnet, codeType="Managed")
listens(importers, "HTTPS", 443, SENSITIVE)
give(importers, "tls", "input", implementsPOLP=True)

mailer = Lambda("Mailer", inBoundary=service_subnet, environment="Production", maxClassification=SENSITIVE)
give(mailer, "input", sanitizesInput=True, handlesResourceConsumption=True)

# Assistant ------------------------------------------------------------------------------------------------------------

assistant = Agent("Support assistant", inBoundary=assistant_subnet)
assistant.usesExternalTools = True
assistant.validatesToolLaunchConfig = False
assistant.actsForUsers = True
listens(assistant, "HTTPS", 443, SECRET)
give(assistant, "tls", "login", implementsPOLP=False, actsWithCallersRights=False, asksForApproval=True)

tools = listens(Server("Tool server", inBoundary=assistant_subnet), "HTTPS", 443, SENSITIVE)
give(tools, "tls", "input", hasAccessControl=True, authorizesSource=False)

articles = Datastore("Help articles", inBoundary=assistant_subnet, isSQL=False, hasWriteAccess=True)
listens(articles, "HTTPS", 6333, RESTRICTED)
give(articles, "tls", "store", validatesInput=False)

llm = LLM(
    "Language model",
    inBoundary=model_company,
    isThirdParty=True,
    processesPersonalData=True,
    retainsUserData=False,
    hasRAG=True,
    hasAgentCapabilities=True,
    hasAccessToSensitiveSystems=True,
    hasContentFiltering=True,
    executesCode=False,
)
listens(llm, "HTTPS", 443, RESTRICTED)
give(llm, "tls", "login", implementsPOLP=False)
llm.assumptions = [
    Assumption(
        "The contract forbids keeping and reading prompts",
        exclude=["LLM03"],
        description="Data processing agreement of this year, no retention, no training.",
    ),
]

# Stores ---------------------------------------------------------------------------------------------------------------

account_database = Datastore("Account database", type=DatastoreType.SQL, storesPII=True, storesSensitiveData=True)
order_database = Datastore("Order database", type=DatastoreType.SQL, storesPII=True, isShared=True)
label_bucket = Datastore("Label bucket", type=DatastoreType.AWS_S3, isSQL=False, storesPII=True, onAWS=True)
session_cache = Datastore("Session cache", isSQL=False, isShared=False)
audit_log = Datastore("Audit log", isSQL=False, storesLogData=True, hasWriteAccess=True)
for store, protocol, port, clearance in (
    (account_database, "PostgreSQL", 5432, SECRET),
    (order_database, "PostgreSQL", 5432, SECRET),
    (label_bucket, "HTTPS", 443, SENSITIVE),
    (session_cache, "Redis", 6379, SECRET),
    (audit_log, "HTTPS", 443, SENSITIVE),
):
    store.inBoundary = data_subnet
    give(listens(store, protocol, port, clearance), "tls", "store", authorizesSource=True)
account_database.storesPasswords = True
give(account_database, hashesPasswords=True)
give(audit_log, implementsPOLP=True, validatesInput=True, providesIntegrity=True)
give(label_bucket, isEncryptedAtRest=False)

# Others ---------------------------------------------------------------------------------------------------------------

payment_provider = ExternalEntity("Payment provider", inBoundary=payment_company, inScope=False)
give(listens(payment_provider, "HTTPS", 443, SECRET), "tls", "login")

carrier_api = ExternalEntity("Carrier's booking service", inBoundary=carrier, hasPhysicalAccess=False)
listens(carrier_api, "HTTPS", 443, SECRET)
give(carrier_api, "tls")

# Flows ----------------------------------------------------------------------------------------------------------------


def ask(client, server, name, sends=(), gets=(), reply=None, tls=TLSVersion.TLSv13, **attributes):
    """A request and, where there is one, the reply to it. Neither may carry more than both ends may see."""
    clearance = min(client.maxClassification, server.maxClassification)
    attributes.update(tlsVersion=tls, maxClassification=clearance)
    request = Dataflow(client, server, name, data=list(sends), **attributes)
    if reply:
        Dataflow(server, client, reply, data=list(gets), responseTo=request, **attributes)
    return request


# Customers book and pay.
ask(customer, proxy, "Opens the site", gets=[page], reply="Pages")
ask(customer, proxy, "Logs in", sends=[password], gets=[session], reply="Session", usesSessionTokens=True)
ask(proxy, gateway, "Passes requests on", sends=[session, order, question], gets=[outcome], reply="Passes replies on")
ask(gateway, accounts, "Checks the login", sends=[password, profile], gets=[session, profile], reply="Account")
ask(gateway, orders, "Books a parcel", sends=[order], gets=[status], reply="Booking")
ask(orders, payments, "Asks for payment", sends=[payment])
ask(payments, payment_provider, "Starts the payment", sends=[payment])
pays = ask(customer, payment_provider, "Pays by card", sends=[card], gets=[outcome], reply="Receipt")
pays.note = "Card details never pass through our systems."
paid = ask(payment_provider, payments, "Reports that it is paid", sends=[payment])
paid.controls.authenticatesSource = True
paid.controls.providesIntegrity = True

# Parcels travel.
ask(orders, labels, "Prints a label", sends=[label], tls=TLSVersion.NONE)
ask(labels, label_bucket, "Keeps the label", sends=[label])
ask(orders, carrier_api, "Hands a parcel over", sends=[carrier_key, label], gets=[status], reply="Carrier's number")
ask(driver, tracking, "Scans a parcel", sends=[status, position], tls=TLSVersion.TLSv10).note = "Old hand scanners."
ask(gateway, tracking, "Follows a parcel", gets=[status], reply="Where the parcel is")
ask(orders, mailer, "Announces the delivery", sends=[order])
ask(importers, orders, "Imports address lists", sends=[profile])

# Customers ask the assistant.
ask(gateway, assistant, "Asks the assistant", sends=[question], gets=[answer], reply="Answers")
ask(assistant, articles, "Looks for help texts", sends=[question], gets=[help_text], reply="Help texts")
ask(assistant, llm, "Sends the prompt", sends=[prompt, model_key], gets=[answer], reply="Model's answer")
ask(assistant, tools, "Calls a tool", sends=[order], gets=[order], reply="Tool's result")
ask(tools, orders, "Looks an order up", gets=[order], reply="Order found")
ask(tools, payments, "Starts a refund", sends=[payment])

# Staff.
ask(clerk, console, "Handles complaints", sends=[session], gets=[order], reply="Complaint and order")
ask(clerk, articles, "Writes help texts", sends=[help_text])
ask(administrator, console, "Manages accounts", sends=[password, profile])
ask(console, accounts, "Changes an account", sends=[profile])

# Stores.
ask(gateway, session_cache, "Looks sessions up", sends=[session])
ask(accounts, account_database, "Reads and writes accounts", sends=[database_login, profile])
ask(orders, order_database, "Reads and writes orders", sends=[database_login, order])
ask(tracking, order_database, "Writes the status", sends=[database_login, status])
for service in (gateway, payments, console, tools):
    ask(service, audit_log, f"{service.name} logs", sends=[audit])

if __name__ == "__main__":
    tm.process()
