"""Our `platform`: the same answers everywhere."""


def system():
    return "Linux"


def release():
    return ""


def version():
    return ""


def machine():
    return "x86_64"


def processor():
    return ""


def node():
    return ""


def architecture(*args, **kwargs):
    return ("64bit", "ELF")


def platform(aliased=False, terse=False):
    return "Linux-x86_64"


def python_version():
    return "3.11.0"


def python_version_tuple():
    return ("3", "11", "0")


def python_implementation():
    return "CPython"


def python_compiler():
    return ""


def python_build():
    return ("", "")


class uname_result:
    def __init__(self):
        self.system, self.node, self.release, self.version, self.machine, self.processor = \
            "Linux", "", "", "", "x86_64", ""

    def __iter__(self):
        return iter((self.system, self.node, self.release, self.version, self.machine, self.processor))

    def __getitem__(self, index):
        return tuple(self)[index]


def uname():
    return uname_result()
