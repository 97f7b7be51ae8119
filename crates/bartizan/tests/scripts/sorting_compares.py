"""Sorting compares what CPython compares, in its order."""
import random
random.seed(5)
log=[]
class K:
    def __init__(s,n): s.n=n
    def __lt__(s,o): log.append((s.n,o.n)); return s.n<o.n
for n in (0,1,2,3,5,10,30,63):
    for kind in range(4):
        l=[K(random.randrange(n+1)) for _ in range(n)]
        if kind==1: l.sort()
        if kind==2: l.sort(reverse=True)
        log.clear()
        r=sorted(l, reverse=kind==3)
        print(n, kind, [k.n for k in r], hash(tuple(a*1000+b for a,b in log)) if 0 else sum((i+1)*(a*64+b) for i,(a,b) in enumerate(log)))
for n in (64, 100, 1000, 5000):
    l=[random.randrange(n) for _ in range(n)]
    print(sorted(l)==sorted(sorted(l),reverse=True)[::-1], sorted(l, key=lambda v:v%7)[:5], sorted(l, key=lambda v:-v, reverse=True)[:5])
try: bytes(10**30)
except OverflowError as e: print(e)
