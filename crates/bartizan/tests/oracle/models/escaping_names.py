from pytm import TM, Actor, Boundary, Data, Dataflow, Datastore, Lambda, Server

tm = TM('Names with "quotes" & <tags>')
tm.description = 'A description with | pipes, $dollars$, `ticks`, <script>alert("x")</script> and {braces}'
zone = Boundary('Zone "A" <b>bold</b>')
user = Actor("O'Brien & sons", description="a | b")
web = Server("web|server $HOME", inBoundary=zone)
db = Datastore('DB "primary" <i>x</i>', inBoundary=zone)
function = Lambda("f(x) -> {y}; #z", inBoundary=zone)
Dataflow(user, web, 'says "hi" <br/>', note='note with "quotes" | pipes', data=Data("a <b> & c", description="$x | y"))
Dataflow(web, db, "&lambda; => [x](y)")
Dataflow(db, function, "50% {user_name} ~ *star*")
tm.process()
