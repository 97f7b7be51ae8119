"""Answers each path of a model script, a line of standard input, with its record, a line of standard output.

    python serve.py TEMPLATES_DIR LIBRARY.json

What is recorded is what record.py records, with its patches, but complete whatever the model: see the README beside the
recorded models. Run it with the interpreter that record.py wants.
"""

import argparse
import json
import os
import sys

import record


class Everything:
    def __contains__(self, name):
        return True


def answer(path, options):
    options.models = os.path.dirname(path)
    name = os.path.basename(path).removesuffix(".py")
    try:
        return record.record(name, options)
    except SystemExit as stop:
        return {"timeout": str(stop)}


def main():
    templates, library = (os.path.abspath(path) for path in sys.argv[1:])
    options = argparse.Namespace(
        out="", templates=templates, library=library, shared_templates=None, deep=False, raw=False
    )
    record.MANY_FINDINGS = 100_000
    record.COMPLETE_JSON = Everything()
    record.prepare(options)
    for line in sys.stdin:
        path = line.rstrip("\n")
        sys.stdout.write(json.dumps(answer(path, options)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
