import json
import os

import pytm

folder = os.path.dirname(pytm.__file__)
with open(os.path.join(folder, "threatlib", "threats.json"), encoding="utf8") as file:
    threats = json.load(file)
print(len(threats), threats[0]["SID"], threats[0]["target"], threats[0]["condition"])
print(os.path.exists(folder + "/threatlib/../pytm.py"), os.path.isdir(folder))
open(folder + "/pytm.py")
