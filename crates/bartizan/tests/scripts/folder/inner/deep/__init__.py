from .. import NAME as above
from ..other import here
