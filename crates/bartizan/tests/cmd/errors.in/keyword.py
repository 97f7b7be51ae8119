from pytm import TM
from = 3
class = "x"
tm.class = 3
Server(class="x")
import = 5
None = 3
True = 1
f() = 3
1 = x
x + 1 = 2
"a" = 3
