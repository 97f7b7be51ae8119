from pytm import TM, Actor, Data, Dataflow, Datastore, Server
tm = TM("Orders")
buyer = Actor("Buyer")
shop = Server("Shop")
orders = Datastore("Orders")
orders.controls.isEncryptedAtRest = False
mail = Server("Mail service")
order = Data("Order", isPII=True, isStored=True)
Dataflow(buyer, shop, "Orders", data=order, protocol="HTTPS")
Dataflow(shop, orders, "Keeps the order", data=order, protocol="HTTPS")
Dataflow(shop, mail, "Sends a mail", data=order, protocol="HTTPS")
tm.process()
