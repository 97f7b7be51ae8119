"""Our `urllib.parse`: URLs are taken apart, put together and quoted as CPython does it. They are texts, not bytes."""

from collections import namedtuple
from _refused import refuse

uses_relative = ["", "ftp", "http", "gopher", "nntp", "imap", "wais", "file", "https", "shttp", "mms", "prospero",
                 "rtsp", "rtspu", "sftp", "svn", "svn+ssh", "ws", "wss"]
uses_netloc = ["", "ftp", "http", "gopher", "nntp", "telnet", "imap", "wais", "file", "mms", "https", "shttp", "snews",
               "prospero", "rtsp", "rtspu", "rsync", "svn", "svn+ssh", "sftp", "nfs", "git", "git+ssh", "ws", "wss",
               "itms-services"]
uses_params = ["", "ftp", "hdl", "prospero", "http", "imap", "https", "shttp", "rtsp", "rtspu", "sip", "sips", "mms",
               "sftp", "tel"]

_SCHEME = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-."
_UNRESERVED = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-~"
_SAFE = frozenset(_UNRESERVED.encode())
_HEXADECIMAL = "0123456789abcdefABCDEF"
# Characters that stand for several, one of which ends an address.
_COMPOSED = ("\u2047\u2048\u2049\u2100\u2101\u2105\u2106\u2a74\ufe13\ufe16\ufe55\ufe56\ufe5f\ufe6b\uff03"
             "\uff0f\uff1a\uff1f\uff20")
_CONTROLS = "".join([chr(code) for code in range(33)])


class _Address:
    """What a result says of its `netloc`."""

    __slots__ = ()

    def _user(self):
        user, at, place = self.netloc.rpartition("@")
        if not at:
            return None, None, place
        name, colon, password = user.partition(":")
        return name, password if colon else None, place

    def _place(self):
        place = self._user()[2]
        before, bracket, inside = place.partition("[")
        if bracket:
            host, _, port = inside.partition("]")
            port = port.partition(":")[2]
        else:
            host, _, port = place.partition(":")
        return host, port or None

    @property
    def username(self):
        return self._user()[0]

    @property
    def password(self):
        return self._user()[1]

    @property
    def hostname(self):
        host = self._place()[0]
        if not host:
            return None
        name, percent, zone = host.partition("%")
        return name.lower() + percent + zone

    @property
    def port(self):
        port = self._place()[1]
        if port is None:
            return None
        if not (port.isdigit() and port.isascii()):
            raise ValueError(f"Port could not be cast to integer value as {port!r}")
        number = int(port)
        if number > 65535:
            raise ValueError("Port out of range 0-65535")
        return number


class SplitResult(_Address, namedtuple("SplitResult", ["scheme", "netloc", "path", "query", "fragment"])):
    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class ParseResult(_Address, namedtuple("ParseResult", ["scheme", "netloc", "path", "params", "query", "fragment"])):
    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


class DefragResult(namedtuple("DefragResult", ["url", "fragment"])):
    __slots__ = ()

    def geturl(self):
        return self.url + "#" + self.fragment if self.fragment else self.url


def _check(*values):
    for value in values:
        if isinstance(value, bytes):
            refuse("a URL of bytes")


def urlsplit(url, scheme="", allow_fragments=True):
    _check(url, scheme)
    url = url.lstrip(_CONTROLS)
    scheme = scheme.strip(_CONTROLS)
    for character in "\t\r\n":
        url = url.replace(character, "")
        scheme = scheme.replace(character, "")
    netloc = query = fragment = ""
    colon = url.find(":")
    if colon > 0 and url[0].isascii() and url[0].isalpha() and not url[:colon].strip(_SCHEME):
        scheme, url = url[:colon].lower(), url[colon + 1:]
    if url[:2] == "//":
        end = min([at for at in (url.find(mark, 2) for mark in "/?#") if at >= 0], default=len(url))
        netloc, url = url[2:end], url[end:]
        _check_brackets(netloc)
        if any([character in _COMPOSED for character in netloc]):
            raise ValueError(f"netloc {netloc!r} contains invalid characters under NFKC normalization")
    if allow_fragments and "#" in url:
        url, fragment = url.split("#", 1)
    if "?" in url:
        url, query = url.split("?", 1)
    return SplitResult(scheme, netloc, url, query, fragment)


def _check_brackets(netloc):
    if ("[" in netloc) != ("]" in netloc):
        raise ValueError("Invalid IPv6 URL")
    if "[" in netloc:
        _check_host(netloc.partition("[")[2].partition("]")[0])


def _check_host(host):
    from ipaddress import ip_address

    if host.startswith("v"):
        version, dot, address = host[1:].partition(".")
        characters = set(address) <= set(_UNRESERVED + "!$&'()*+,;=:")
        if not (version and dot and address and characters and not version.strip(_HEXADECIMAL)):
            raise ValueError("IPvFuture address is invalid")
    elif ip_address(host).version == 4:
        raise ValueError("An IPv4 address cannot be in brackets")


def urlparse(url, scheme="", allow_fragments=True):
    scheme, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    params = ""
    if scheme in uses_params and ";" in path:
        semicolon = path.find(";", path.rfind("/") + 1) if "/" in path else path.find(";")
        if semicolon >= 0:
            path, params = path[:semicolon], path[semicolon + 1:]
    return ParseResult(scheme, netloc, path, params, query, fragment)


def urlunparse(components):
    scheme, netloc, path, params, query, fragment = components
    if params:
        path = path + ";" + params
    return urlunsplit((scheme, netloc, path, query, fragment))


def urlunsplit(components):
    scheme, netloc, url, query, fragment = components
    _check(scheme, netloc, url, query, fragment)
    if netloc or (scheme and scheme in uses_netloc and url[:2] != "//"):
        if url and url[:1] != "/":
            url = "/" + url
        url = "//" + (netloc or "") + url
    if scheme:
        url = scheme + ":" + url
    if query:
        url = url + "?" + query
    if fragment:
        url = url + "#" + fragment
    return url


def urljoin(base, url, allow_fragments=True):
    _check(base, url)
    if not base:
        return url
    if not url:
        return base
    base_parts = urlparse(base, "", allow_fragments)
    parts = urlparse(url, base_parts.scheme, allow_fragments)
    scheme, netloc, path, params, query, fragment = parts
    if scheme != base_parts.scheme or scheme not in uses_relative:
        return url
    if scheme in uses_netloc:
        if netloc:
            return urlunparse(parts)
        netloc = base_parts.netloc
    if not path and not params:
        path, params = base_parts.path, base_parts.params
        query = query or base_parts.query
    else:
        path = _joined(base_parts.path, path)
    return urlunparse((scheme, netloc, path, params, query, fragment))


def _joined(base, path):
    """A path seen from another, without `.` and `..`."""
    parents = base.split("/")
    if parents[-1] != "":
        del parents[-1]
    if path[:1] == "/":
        segments = path.split("/")
    else:
        segments = parents + path.split("/")
        segments[1:-1] = filter(None, segments[1:-1])
    kept = []
    for segment in segments:
        if segment == "..":
            if kept:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/".join(kept) or "/"


def urldefrag(url):
    _check(url)
    if "#" not in url:
        return DefragResult(url, "")
    scheme, netloc, path, params, query, fragment = urlparse(url)
    return DefragResult(urlunparse((scheme, netloc, path, params, query, "")), fragment)


def quote(string, safe="/", encoding=None, errors=None):
    if isinstance(string, str):
        if not string:
            return string
        string = string.encode(encoding or "utf-8", errors or "strict")
    else:
        if encoding is not None:
            raise TypeError("quote() doesn't support 'encoding' for bytes")
        if errors is not None:
            raise TypeError("quote() doesn't support 'errors' for bytes")
    return quote_from_bytes(string, safe)


def quote_plus(string, safe="", encoding=None, errors=None):
    space = " " if isinstance(string, str) else b" "
    if space not in string:
        return quote(string, safe, encoding, errors)
    return quote(string, safe + (" " if isinstance(safe, str) else b" "), encoding, errors).replace(" ", "+")


def quote_from_bytes(bs, safe="/"):
    if not isinstance(bs, bytes):
        raise TypeError("quote_from_bytes() expected bytes")
    kept = _SAFE | set(safe.encode("ascii", "ignore") if isinstance(safe, str) else [c for c in safe if c < 128])
    return "".join([chr(byte) if byte in kept else f"%{byte:02X}" for byte in bs])


def unquote_to_bytes(string):
    if isinstance(string, str):
        string = string.encode()
    first, *rest = string.split(b"%")
    parts = [first]
    for part in rest:
        digits = part[:2].decode("latin-1")
        if len(digits) == 2 and digits[0] in _HEXADECIMAL and digits[1] in _HEXADECIMAL:
            parts.append(bytes([int(digits, 16)]))
            parts.append(part[2:])
        else:
            parts.append(b"%" + part)
    return b"".join(parts)


def unquote(string, encoding="utf-8", errors="replace"):
    if isinstance(string, bytes):
        return unquote_to_bytes(string).decode(encoding or "utf-8", errors or "replace")
    if "%" not in string:
        return string
    parts = []
    start = 0
    for end in range(len(string) + 1):
        if end == len(string) or not string[end].isascii():
            if end > start:
                parts.append(unquote_to_bytes(string[start:end]).decode(encoding or "utf-8", errors or "replace"))
            parts.append(string[end:end + 1])
            start = end + 1
    return "".join(parts)


def unquote_plus(string, encoding="utf-8", errors="replace"):
    return unquote(string.replace("+", " "), encoding, errors)


def parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8", errors="replace", max_num_fields=None,
             separator="&"):
    values = {}
    for name, value in parse_qsl(qs, keep_blank_values, strict_parsing, encoding, errors, max_num_fields, separator):
        values.setdefault(name, []).append(value)
    return values


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8", errors="replace",
              max_num_fields=None, separator="&"):
    _check(qs)
    if not separator or not isinstance(separator, str):
        raise ValueError("Separator must be of type string or bytes.")
    if max_num_fields is not None and max_num_fields < 1 + qs.count(separator):
        raise ValueError("Max number of fields exceeded")
    pairs = []
    for field in qs.split(separator):
        if not field and not strict_parsing:
            continue
        name, equals, value = field.partition("=")
        if not equals:
            if strict_parsing:
                raise ValueError(f"bad query field: {field!r}")
            if not keep_blank_values:
                continue
        if value or keep_blank_values:
            pairs.append((unquote_plus(name, encoding, errors), unquote_plus(value, encoding, errors)))
    return pairs


def urlencode(query, doseq=False, safe="", encoding=None, errors=None, quote_via=quote_plus):
    if hasattr(query, "items"):
        query = query.items()
    else:
        try:
            is_wrong = len(query) and not isinstance(query[0], tuple)
        except TypeError:
            is_wrong = True
        if is_wrong:
            raise TypeError("not a valid non-string sequence or mapping object")

    def quoted(value):
        if isinstance(value, bytes):
            return quote_via(value, safe)
        return quote_via(str(value), safe, encoding, errors)

    pairs = []
    for name, value in query:
        values = [value]
        if doseq and not isinstance(value, (str, bytes)):
            try:
                len(value)
                values = value
            except TypeError:
                pass
        for one in values:
            pairs.append(quoted(name) + "=" + quoted(one))
    return "&".join(pairs)
