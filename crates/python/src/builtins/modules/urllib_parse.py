"""Our `urllib.parse`."""

_ALWAYS_SAFE = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~")
_WITH_PARAMETERS = ("", "ftp", "http", "https", "mms", "prospero", "rtsp", "rtspu", "sftp", "shttp", "sip", "sips", "tel")
_RELATIVE = ("", "ftp", "http", "gopher", "nntp", "imap", "wais", "file", "https", "shttp", "mms", "prospero", "rtsp",
             "rtspu", "sftp", "svn", "svn+ssh", "ws", "wss")

_WITH_HOST = _RELATIVE + ("telnet", "snews", "rsync", "nfs", "git", "git+ssh")


def quote_from_bytes(bs, safe="/"):
    safe = _ALWAYS_SAFE | frozenset(safe.encode("ascii", "ignore") if isinstance(safe, str) else safe)
    return "".join([chr(byte) if byte in safe else f"%{byte:02X}" for byte in bs])


def quote(string, safe="/", encoding=None, errors=None):
    if isinstance(string, str):
        string = string.encode(encoding or "utf-8", errors or "strict")
    return quote_from_bytes(string, safe)


def quote_plus(string, safe="", encoding=None, errors=None):
    return "+".join([quote(part, safe, encoding, errors) for part in string.split(" ")])


def unquote_to_bytes(string):
    encoding = "utf-8"
    if not isinstance(string, str):
        string = string.decode("latin-1")
        encoding = "latin-1"
    parts = string.split("%")
    decoded = list(parts[0].encode(encoding))
    for part in parts[1:]:
        digits = part[:2]
        if len(digits) == 2 and all([digit in "0123456789abcdefABCDEF" for digit in digits]):
            decoded.append(int(digits, 16))
            decoded.extend(part[2:].encode(encoding))
        else:
            decoded.extend(("%" + part).encode(encoding))
    return bytes(decoded)


def unquote(string, encoding="utf-8", errors="replace"):
    if "%" not in string:
        return string
    return unquote_to_bytes(string).decode(encoding, errors)


def unquote_plus(string, encoding="utf-8", errors="replace"):
    return unquote(string.replace("+", " "), encoding, errors)


def urlencode(query, doseq=False, safe="", encoding=None, errors=None, quote_via=quote_plus):
    pairs = query.items() if hasattr(query, "items") else query
    parts = []
    for name, value in pairs:
        several = value if doseq and not isinstance(value, (str, bytes)) and hasattr(value, "__iter__") else [value]
        for one in several:
            shown = one if isinstance(one, (str, bytes)) else str(one)
            parts.append(quote_via(name if isinstance(name, (str, bytes)) else str(name), safe) + "=" + quote_via(shown, safe))
    return "&".join(parts)


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8", errors="replace",
              max_num_fields=None, separator="&"):
    pairs = []
    for part in qs.split(separator) if qs else []:
        name, equals, value = part.partition("=")
        if not equals and strict_parsing:
            raise ValueError(f"bad query field: {part!r}")
        if value or keep_blank_values:
            pairs.append((unquote_plus(name, encoding, errors), unquote_plus(value, encoding, errors)))
    return pairs


def parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8", errors="replace",
             max_num_fields=None, separator="&"):
    found = {}
    for name, value in parse_qsl(qs, keep_blank_values, strict_parsing, encoding, errors, None, separator):
        found.setdefault(name, []).append(value)
    return found


class _Result:
    _fields = ()

    def __init__(self, *values):
        self._values = values
        for name, value in zip(self._fields, values):
            setattr(self, name, value)

    def __iter__(self):
        return iter(self._values)

    def __getitem__(self, index):
        return self._values[index]

    def __len__(self):
        return len(self._values)

    def __eq__(self, other):
        return tuple(self) == tuple(other)

    def __hash__(self):
        return hash(self._values)

    def __repr__(self):
        shown = ", ".join([f"{name}={value!r}" for name, value in zip(self._fields, self._values)])
        return f"{type(self).__name__}({shown})"

    def _replace(self, **changes):
        values = dict(zip(self._fields, self._values))
        values.update(changes)
        return type(self)(*values.values())

    def _asdict(self):
        return dict(zip(self._fields, self._values))

    @property
    def _host(self):
        return self.netloc.rpartition("@")[2]

    @property
    def username(self):
        user, at, _ = self.netloc.rpartition("@")
        return user.partition(":")[0] if at else None

    @property
    def password(self):
        user, at, _ = self.netloc.rpartition("@")
        _, colon, password = user.partition(":")
        return password if at and colon else None

    @property
    def hostname(self):
        host = self._host
        if host.startswith("["):
            host = host[1:].partition("]")[0]
        else:
            host = host.partition(":")[0]
        return host.lower() or None

    @property
    def port(self):
        host = self._host
        _, colon, port = host.partition("]")[2].partition(":") if host.startswith("[") else host.partition(":")
        if not colon or not port:
            return None
        if not port.isdigit():
            raise ValueError(f"Port could not be cast to integer value as {port!r}")
        if int(port) > 65535:
            raise ValueError("Port out of range 0-65535")
        return int(port)


class SplitResult(_Result):
    _fields = ("scheme", "netloc", "path", "query", "fragment")

    def geturl(self):
        return urlunsplit(self)


class ParseResult(_Result):
    _fields = ("scheme", "netloc", "path", "params", "query", "fragment")

    def geturl(self):
        return urlunparse(self)


class DefragResult(_Result):
    _fields = ("url", "fragment")

    def geturl(self):
        return self.url + ("#" + self.fragment if self.fragment else "")


def urlsplit(url, scheme="", allow_fragments=True):
    url = url.lstrip()
    for unsafe in "\t\r\n":
        url = url.replace(unsafe, "")
    netloc = query = fragment = ""
    start, colon, rest = url.partition(":")
    if colon and start[:1].isascii() and start[:1].isalpha() and all([c.isascii() and (c.isalnum() or c in "+-.") for c in start]):
        scheme, url = start.lower(), rest
    if url.startswith("//"):
        end = min([at for at in (url.find(mark, 2) for mark in "/?#") if at >= 0], default=len(url))
        netloc, url = url[2:end], url[end:]
        if ("[" in netloc) != ("]" in netloc):
            raise ValueError("Invalid IPv6 URL")
    if allow_fragments and "#" in url:
        url, _, fragment = url.partition("#")
    if "?" in url:
        url, _, query = url.partition("?")
    return SplitResult(scheme, netloc, url, query, fragment)


def urlparse(url, scheme="", allow_fragments=True):
    scheme, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    params = ""
    if scheme in _WITH_PARAMETERS and ";" in path:
        last = path.rfind("/")
        at = path.find(";", max(last, 0))
        if at >= 0:
            path, params = path[:at], path[at + 1:]
    return ParseResult(scheme, netloc, path, params, query, fragment)


def urlunsplit(components):
    scheme, netloc, url, query, fragment = components
    if netloc or scheme and scheme in _WITH_HOST and url[:2] != "//":
        if url and url[:1] != "/":
            url = "/" + url
        url = "//" + netloc + url
    if scheme:
        url = scheme + ":" + url
    if query:
        url += "?" + query
    if fragment:
        url += "#" + fragment
    return url


def urlunparse(components):
    scheme, netloc, url, params, query, fragment = components
    if params:
        url += ";" + params
    return urlunsplit((scheme, netloc, url, query, fragment))


def urldefrag(url):
    if "#" not in url:
        return DefragResult(url, "")
    parts = urlparse(url)
    return DefragResult(urlunparse(parts._replace(fragment="")), parts.fragment)


def urljoin(base, url, allow_fragments=True):
    if not base:
        return url
    if not url:
        return base
    old = urlparse(base, "", allow_fragments)
    new = urlparse(url, old.scheme, allow_fragments)
    if new.scheme != old.scheme or new.scheme not in _RELATIVE:
        return url
    if new.netloc:
        return new.geturl()
    new = new._replace(netloc=old.netloc)
    if not new.path and not new.params:
        return new._replace(path=old.path, params=old.params, query=new.query or old.query).geturl()
    if new.path.startswith("/"):
        parts = new.path.split("/")
    else:
        parts = old.path.split("/")[:-1] + new.path.split("/")
        if old.netloc and parts[0] != "":
            parts.insert(0, "")
    kept = []
    for part in parts:
        if part == "..":
            if len(kept) > 1 or kept and kept[0] != "":
                kept.pop()
        elif part != ".":
            kept.append(part)
    if parts[-1] in (".", ".."):
        kept.append("")
    return new._replace(path="/".join(kept) or "/").geturl()
