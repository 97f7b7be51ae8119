"""Our `shlex`."""

_SAFE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@%+=:,./-")


def quote(s):
    if not s:
        return "''"
    if all(letter in _SAFE for letter in s):
        return s
    return "'" + s.replace("'", "'\"'\"'") + "'"


def join(split_command):
    return " ".join([quote(word) for word in split_command])


def split(s, comments=False, posix=True):
    if s is None:
        raise ValueError("s argument must not be None")
    if not posix:
        raise NotImplementedError("shlex.split with posix=False is not supported")
    words = []
    word = None
    at = 0
    while at < len(s):
        letter = s[at]
        at += 1
        if letter in " \t\r\n":
            if word is not None:
                words.append("".join(word))
                word = None
            continue
        if letter == "#" and comments:
            while at < len(s) and s[at] != "\n":
                at += 1
            continue
        word = [] if word is None else word
        if letter == "\\":
            if at == len(s):
                raise ValueError("No escaped character")
            word.append(s[at])
            at += 1
        elif letter == "'":
            end = s.find("'", at)
            if end < 0:
                raise ValueError("No closing quotation")
            word.append(s[at:end])
            at = end + 1
        elif letter == '"':
            while True:
                if at == len(s):
                    raise ValueError("No closing quotation")
                inner = s[at]
                at += 1
                if inner == '"':
                    break
                if inner == "\\":
                    if at == len(s):
                        raise ValueError("No escaped character")
                    if s[at] not in '"\\':
                        word.append("\\")
                    inner = s[at]
                    at += 1
                word.append(inner)
        else:
            word.append(letter)
    if word is not None:
        words.append("".join(word))
    return words
