from pytm import TM
else:
    pass
elif x:
    pass
except:
    pass
