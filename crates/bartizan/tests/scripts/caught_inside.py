class It:
    def __init__(self): self.n=0
    def __iter__(self): return self
    def __next__(self): raise StopIteration
for i in range(5000):
    for x in It(): pass
print("iter ok")
class G:
    def __getattr__(self, n): raise AttributeError(n)
g=G()
for i in range(5000): hasattr(g,"x"); getattr(g,"y",1)
print("attr ok")
class M:
    def __enter__(self): return self
    def __exit__(self,*a): return True
def boom(): raise ValueError
for i in range(5000):
    with M(): boom()
print("with ok")
class D:
    def __getitem__(self, k): raise LookupError
for i in range(5000): "abc".translate(D())
print("translate ok")
