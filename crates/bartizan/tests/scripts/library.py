import json
import os
import os.path as paths
import sys
from os.path import basename, join

print(json.dumps({"b": [1, None, True, 1.5, "é\n"], "a": {}}), json.dumps({"z": 1, "a": [1, 2]}, indent=2, sort_keys=True))
print(json.dumps("é", ensure_ascii=False), json.dumps([1, 2], separators=(",", ":")), json.dumps({1: None}))
print(json.loads('{"x": [1, 2.5, "\\u00e9", null, false], "y": {"z": -1e3}}'))
for wrong in ["{", "[1,]", '{"a" 1}', "nul", '"open']:
    try:
        json.loads(wrong)
    except json.JSONDecodeError as error:
        print(error)
    except ValueError as error:
        print("value", error)
print(join("a", "b", "/c", "d"), basename("/x/y.txt"), paths.splitext("a.tar.gz"), paths.dirname("/x/y"), paths.normpath("a/./b/../c"))
print(os.path.split("/a/b/"), os.path.isabs("/a"), os.sep, os.linesep == "\n", os.path.exists("nothing-here"))
print(len(sys.argv), sys.argv[1:], sys.version_info >= (3, 8), sys.maxsize, sys.platform)
print("to stderr", file=sys.stderr)
print(1, 2, sep="-", end="!\n")
if __name__ == "__main__":
    sys.exit(0)
print("never")
