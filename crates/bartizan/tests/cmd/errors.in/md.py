# Shop

This is the **model** of a shop, it's fine.

```python
from pytm import TM
```
