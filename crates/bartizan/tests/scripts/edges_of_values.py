"""Values and operators at their edges: what they give, and what they say when they cannot."""
class A:
    kind = __qualname__ + __module__
    exec("z = 3")
    y = z
print(A.kind, A.y, A.__qualname__, sorted(k for k in vars(A) if not k.startswith('__d') and not k.startswith('__w')))
def f(): 
    class B:
        q = __qualname__
    return B.q
print(f())
for c in ["'ab中中'.encode('ascii')", "'aé'.encode('ascii')", "b'a\\xe2\\x82'.decode()", "b'a\\xff'.decode()","b''.decode('zzz')", "'a'.encode('z\\0')", "range(3).index('a')", "range(3).index(1.0)", "pow('a',2,3)", "pow(2,1.5,3)", "[1].insert(None,2)", "{*None}", "[*None]", "[].insert(-5, 3)", "__import__('functools').reduce(max, 3)", "True & None", "True.__and__(None)","(5).__sub__([])", "int.__sub__(5, [])", "(5.0).__add__('a')", "(1).__eq__('a')", "(1).__lt__('a')", "'a'.__add__(3)","[1].__add__(3)", "(1).__pow__('a')", "(1).__divmod__('a')", "(1).__truediv__(2.0)", "True.__or__(1.0)", "{1}.__and__([1])", "{}.__or__([])", "65.2 + 1e15","str(1000000000000065.2)", "'ΑΣ'.title()", "'ΑΣ'.swapcase()", "'ΑΣ'.lower()", "'aΣ b'.title()", "int.from_bytes(b'a', None)", "list({True:1}.keys() & {1})", "list({1} & {True:1}.keys())", "list({1:2}.items() | {(1,2)})", "int.from_bytes(None)"]:
    try: print(c, '->', repr(eval(c)))
    except Exception as e: print(c, '->', type(e).__name__, e, e.args)
def g(a, b=1): pass
for c in ["g(1,2,3,key=1)","g(1,2,3,a=1)","g(1,2,3)"]:
    try: eval(c)
    except TypeError as e: print(e)
class R:
    def __repr__(self): return 5
for c in ["str(R())","repr(R())","f'{R()}'","print(R())", "'%s' % R()", "'%r' % R()", "format(R())"]:
    try: eval(c)
    except TypeError as e: print(e)
for t in ['aΣ\u0301', 'a\u00b7Σ', 'AΣ.B', 'xΣ:', 'AΣ', 'ΑΣ', 'ΣA', 'bΣ', 'ΣΣ a']: print(t.title(), t.swapcase(), t.capitalize(), t.lower())
for x in [1000000000000065.25, 1000000000000065.75, 9007199254740993.0/4.0, 2251799813685247.75,2251799813685249.25,-1000000000000065.25, 1e22,1e16,123456789012345678.0, 5e-324, 9.5367431640625e-07*1.0000000000000002]: print(x)
for c in ["(5.0).__lshift__", "(7).__divmod__(2)", "(7.5).__divmod__(2)", "(7).__rsub__(3)","(7).__rand__(3)","(7).__index__()","True.__and__(False)", "'a'.__eq__(1)", "[].__lt__(1)", "{}.__lt__({})", "None.__eq__(None)", "None.__eq__(1)", "(1.5).__eq__(1)", "{1}.__rsub__({2})", "(3).__rlshift__(1)"]:
    try: print(c, '->', repr(eval(c)))
    except Exception as e: print(c, '->', type(e).__name__, e, e.args)
for e in ["'{a!}a{'","'{a!'","'{a!}'","'{a!r'","'{a!rx}'","'{a!r:'","'{a!r}}'","'{a!r:{b!}}'","'{a!r:{'", "'{a!}}'", "'{a!:}'", "'{a[!]}'", "'{a!!}'", "'{a!r:>3}'","'{a:>3'","'{a'","'{a{'","'{a[}]}'","'{a:{b}}'","'{}{a}'","'{a.real:>{b}}'"]:
    try: print(e, repr(eval(e).format(a=1,b=2)))
    except Exception as x: print(e, type(x).__name__, x)
import collections
for e in ["0.0**-float('inf')","float(b'1.5')","float(b'\"')","float(b'\\xff')","int(b'12')","collections.OrderedDict('aa')","collections.OrderedDict([()])","collections.OrderedDict([(1,2,3)])","collections.OrderedDict([1])","collections.OrderedDict([(1,2)])","dict(collections.OrderedDict(a=1))","'a'.find(None, 'x')","'a'.find(None)","str.maketrans(None,'a')", "str.maketrans('a',None)","{**{'a':1}}","'%c' % 'ab'"]:
    try: print(e, repr(eval(e)))
    except Exception as x: print(e, type(x).__name__, x)
class C:
    def __iter__(self): return 5
for e in ["format(65,'5c')","format(65,'<5c')","format(False,'20c')","'%5c' % 65","'ab' * 10**30","[1] * 10**30","10**30 * 'ab'","1 in C()","range(5)[10**30]","'a\\t'.expandtabs(10**12)","'a\\t'.expandtabs(3)","str.maketrans(1.5, {1:2})","str.maketrans('a','b',3)","list(map(lambda v: next(iter(())), [1,2]))","list(filter(lambda v: next(iter(())), [1,2]))","next(map(lambda v: next(iter(())), [1,2]), 'end')","[x for x in map(lambda v: next(iter(())), [1,2])]","sorted(map(lambda v: next(iter(())), [1,2]))","list(zip(map(lambda v: next(iter(())), [1,2]), 'ab'))","sum(next(iter(())) for x in 'a')","__import__('collections').Counter({'a':'x'})","__import__('collections').Counter({'a':{1:2}})", "__import__('textwrap').fill(b'x', 10)"]:
    try: print(e, repr(eval(e)))
    except Exception as x: print(e, type(x).__name__, x)
import math, sys
print(math.fsum([-0.0]), math.fsum([]), {True}.intersection([1]), {1,2}.intersection({True}), {True}.intersection({1,5}))
for e in ["None | None","format(10**40,'c')","format(-1,'c')","int | None","{[1]}","{1}.intersection([[]])"]:
    try: print(e, repr(eval(e)))
    except Exception as x: print(e, type(x).__name__, x)
def g2(n):
    try:
        raise ValueError('a')
    except ValueError as error:
        yield from ['x', 'y']
it = g2(1); next(it)
try:
    try: raise KeyError('outer')
    except KeyError: it.throw(IndexError('in'))
except IndexError as e: print(repr(e.__context__))
import textwrap
for e in ["'abc'[10**30]","[1][10**30]","(1,)[10**30]"]:
    try: eval(e)
    except Exception as x: print(type(x).__name__, x)
for s in ["t='abc'; t[10**30]=1","t='abc'; t[0]=1","t=(1,); del t[0]","t=(1,); del t[10**30]","t='a'; del t[0]","t=[1]; t[10**30]=2","t=[1]; del t[10**30]","t=(1,); t[10**30]=2","t=range(3); del t[0]","t=5; del t[0]","t=b'a'; del t[0]","t=b'a'; t[0]=1","t={1}; t[0]=1","t={1}; del t[0]","t=None; t[0]=1","t=None; del t[0]","t=frozenset(); t[10**30]=1", "t=range(3); t[10**30]=1"]:
    try: exec(s)
    except Exception as x: print(s, type(x).__name__, x)
try: textwrap.dedent(b'x')
except Exception as x: print(type(x).__name__, x)
a={-10, 10, 13291052503750490024, 15}
a = {1,2,3}; b = a
b &= {2,3}; print(a is b, sorted(a))
b -= {2}; print(a is b, sorted(a))
b ^= {7}; print(a is b, sorted(a))
b |= {8}; print(a is b, sorted(a))
f = frozenset(a); g = f
g &= {7}; print(f is g, sorted(f))
class D(set): pass
d = D({1,2}); e = d; e &= {1}; print(d is e, sorted(d))
class O: pass
for s in ["del O()[0]","del O()['a']","del O()[10**30]","O()[0]=1","O()[10**30]=1","del 'a'['b']","del (1,)['b']"]:
    try: exec(s)
    except Exception as x: print(s, type(x).__name__, x)
print([(lambda: 0).__qualname__ for _ in 'a'], {(lambda: 0).__qualname__ for _ in 'a'}, {1: (lambda: 0).__qualname__ for _ in 'a'}, list((lambda: 0).__qualname__ for _ in 'a'))
def f(): return [[(lambda: 0).__qualname__ for _ in 'a'] for _ in 'b']
print(f())
for e in ["'{:.٣f}'.format(1.5)","'{:٨}'.format(1)","'{:٠٨}'.format(1)","format(2.5,'.２f')"]:
    print(e, repr(eval(e)))
