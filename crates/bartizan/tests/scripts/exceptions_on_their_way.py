"""Exceptions that are raised while another one is on its way, lengths that are wrong, and bytes that are formatted."""
def f():
    try:
        raise ValueError(1)
    finally:
        try:
            raise KeyError(2)
        except KeyError as e:
            print(repr(e.__context__))
try: f()
except ValueError as e: print('ok', repr(e.__context__))
def g():
    try:
        raise ValueError(1)
    finally:
        try:
            raise KeyError(2)
        except KeyError as e:
            print(repr(e.__context__))
        yield 1
        try:
            raise KeyError(3)
        except KeyError as e:
            print(repr(e.__context__))
try: print(list(g()))
except ValueError as e: print('ok', repr(e.__context__))
class C:
    def __enter__(self): return 1
    def __exit__(self, *a):
        raise IndexError(5)
try:
    with C(): raise ValueError(7)
except IndexError as e: print(repr(e.__context__))
def h():
    with C():
        yield 1
        raise ValueError(7)
try: list(h())
except IndexError as e: print(repr(e.__context__))
try:
    raise KeyError(9)
except KeyError as e: print(e.__context__)
def k():
    try:
        raise ExceptionGroup('a', [ValueError(1)])
    except* ValueError as e:
        print(e)
        x = 3
    finally:
        print('f')
    return x
print(k())
class L:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
    def __iter__(self): return iter([1,2])
for n in [-1, 'a', 2, 10**30]:
    for f in [bool, len, list, tuple, sorted, lambda o: [*o], set]:
        try: print(f(L(n)))
        except Exception as e: print(type(e).__name__, e)
for s in ['b²', 'ªb', 'a·', '℘', 'a\u0301', '中', '_1', '1a', 'é']: print(s.isidentifier())
try: 2.0 ** 100000
except OverflowError as e: print(e.args)
for e in ["b'%s' % b'x'","b'%b|%d' % (b'x', 3)","b'%s' % 3","b'%a' % 'é'","b'%r' % 'é'","b'%c%c' % (65, b'z')","b'%c' % 300","b'%c' % 'a'","b'%5.1f|%-4d|%04x' % (2.5, 3, 255)","b'%(a)s' % {b'a': b'1'}","b'a' % 1","b'a' % b'x'","b'%%'% ()","b'%s %s' % b'a'","b'%q' % 1","b'%5s' % b'ab'","b'%.1s' % b'ab'","b'a' % [1]","b'%i' % 'x'", "float(' 1.5\\x1c')","float('\\u20281.5')","int('\\x1c5')","int(' 5\\n')","__import__('textwrap').indent(b'x', '> ')","int('x'*300)","(lambda *a: a)(*L(-1))"]:
    try: print(e, repr(eval(e)))
    except Exception as x: print(e, type(x).__name__, x)
class S1:
    __slots__=('n','m')
    def __init__(self): self.n=1
class S2(S1):
    def __init__(self): super().__init__(); self.x=2
print(vars(S2()), S2().__dict__, S2().n)
try: vars(S1())
except TypeError as e: print(e)
d={'a':1}
d |= [('b',2)]
print(d)
for v in ([2.5], [(1,2,3)], 5, 'ab'):
    try: d |= v
    except Exception as x: print(type(x).__name__, x)
def gg():
    try:
        yield 1
    except ValueError:
        yield 2
def outer():
    try: raise KeyError('k')
    except KeyError:
        it = gg(); next(it)
        try: it.throw(ValueError('v')); it.throw(ValueError('w'))
        except ValueError as e: print(repr(e), repr(e.__context__), repr(e.__cause__))
outer()
def g5():
    yield 1
    raise StopIteration(7)
try: list(g5())
except RuntimeError as e: print(repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
l=[]
class A:
    def __init__(s,n): s.n=n
    def __lt__(s,o):
        l.append(1); return s.n<o.n
l.extend([A(2),A(1)])
try: l.sort()
except ValueError as e: print(e, len(l))
m=[3,1,2]
def k(v):
    print(len(m)); return v
m.sort(key=k); print(m)
def bad(v): raise KeyError(v)
try: m.sort(key=bad)
except KeyError as e: print(e, m)
