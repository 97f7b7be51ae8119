"""Our `fnmatch`."""


def fnmatch(name, pat):
    return fnmatchcase(name, pat)


def filter(names, pat):
    return [name for name in names if fnmatchcase(name, pat)]


def fnmatchcase(name, pat):
    """Matches from left to right; after a mismatch, the last `*` takes one letter more."""
    parts = _parts(pat)
    at = part = 0
    star = star_at = None
    while at < len(name):
        if part < len(parts) and parts[part] == "*":
            star = part
            star_at = at
            part += 1
        elif part < len(parts) and _matches(parts[part], name[at]):
            at += 1
            part += 1
        elif star is not None:
            star_at += 1
            at = star_at
            part = star + 1
        else:
            return False
    while part < len(parts) and parts[part] == "*":
        part += 1
    return part == len(parts)


def _parts(pat):
    """A pattern as a list: `*`, `?`, letters as one-letter tuples, and sets of letters as tuples of more."""
    parts = []
    at = 0
    while at < len(pat):
        letter = pat[at]
        at += 1
        if letter in "*?":
            parts.append(letter)
            continue
        if letter == "[":
            end = at
            if end < len(pat) and pat[end] == "!":
                end += 1
            if end < len(pat) and pat[end] == "]":
                end += 1
            end = pat.find("]", end)
            if end >= 0:
                parts.append(("[", pat[at:end]))
                at = end + 1
                continue
        parts.append(("", letter))
    return parts


def _matches(part, letter):
    if part == "?":
        return True
    kind, text = part
    if kind == "":
        return text == letter
    is_excluding = text.startswith("!")
    if is_excluding:
        text = text[1:]
    found = False
    at = 0
    while at < len(text):
        if at + 2 < len(text) and text[at + 1] == "-":
            found = found or text[at] <= letter <= text[at + 2]
            at += 3
        else:
            found = found or text[at] == letter
            at += 1
    return found != is_excluding
