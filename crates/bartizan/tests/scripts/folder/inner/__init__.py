NAME = __name__
from . import deep, other
