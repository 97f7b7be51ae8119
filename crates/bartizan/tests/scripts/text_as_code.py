"""`eval`, `exec` and `compile`."""

print(eval("1 + 2"), eval("x * 2", {"x": 21}), eval(" [i*i for i in range(4)]"))
x = 10
def f(a):
    b = 2
    return eval("a + b + x")
print(f(1), eval("a+b", {"a": 1}, {"b": 5}), eval("len('abc')"))
exec("z = x + 1\ndef g(n):\n    return n * z\n"); print(z, g(3))
z = 100; print(g(1))
ns = {}; exec("a = 1\nb = a + 1\ndef h(): return a + b\nclass K:\n    v = a", ns); print(ns["b"], ns["h"](), ns["K"].v, sorted(k for k in ns if k != "__builtins__"))
ns["a"] = 50; exec("c = h()", ns); print(ns["c"])
def loc():
    y = 1
    exec("y = 2; w = 3")
    return y, "w" in locals()
print(loc())
l = {}; exec("q = 1; r = q + 1", {}, l); print(l)
for bad in ["1 +", "x ==== 2", "def f(:\n pass", "return 1", "(", "'abc"]:
    try: exec(bad); print("no error")
    except SyntaxError as e: print("SyntaxError", e.lineno)
try: eval("x = 1")
except SyntaxError as e: print("bad")
try: eval("nope + 1")
except NameError as e: print(e)
try: exec("raise ValueError('from exec')")
except ValueError as e: print(e)
c = compile("1+1", "<s>", "eval"); print(eval(c)); c2 = compile("k = 3\nprint(k)", "f.py", "exec"); exec(c2); print(k, c2.co_filename)
try: eval("open('x')", {"__builtins__": {}})
except NameError as e: print(e)
for i in range(3): exec(f"v{i} = {i}")
print(v0, v1, v2, [eval(f"v{i}") for i in range(3)])
try: eval(3)
except TypeError as e: print(e)
try: exec("a", 3)
except TypeError as e: print(e)
print(eval("(lambda q: q + x)(1)"), list(map(lambda t: eval(t), ["1", "2"])))
print([eval("i * 2") for i in range(3)])
class T:
    v = eval("3 + 4")
    exec("w = v + 1")
print(T.v, T.w)
print(eval("__name__"), eval("{'a': 1}['a']"), eval("'%s' % 3"), eval("not True"))
