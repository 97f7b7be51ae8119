x = 5++
y = !x
z = a ? b : c
x++
if x && y:
    pass
if x || y:
    pass
switch x:
    pass
var z = 3
const = let y = 4
function f() { }
// comment
/* c */
x = null
