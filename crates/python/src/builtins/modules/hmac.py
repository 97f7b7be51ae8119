"""Our `hmac`."""

import hashlib

_INNER = bytes([byte ^ 0x36 for byte in range(256)])
_OUTER = bytes([byte ^ 0x5C for byte in range(256)])


class HMAC:
    blocksize = 64

    def __init__(self, key, msg=None, digestmod=""):
        if not isinstance(key, bytes):
            raise TypeError(f"key: expected bytes or bytearray, but got {type(key).__name__!r}")
        if not digestmod:
            raise TypeError("Missing required parameter 'digestmod'.")
        self._make = _maker(digestmod)
        self._inner = self._make()
        self.digest_size = self._inner.digest_size
        self.block_size = self._inner.block_size
        self.name = "hmac-" + self._inner.name
        if len(key) > self.block_size:
            made = self._make()
            made.update(key)
            key = made.digest()
        self._key = key.ljust(self.block_size, b"\0")
        self._inner.update(self._key.translate(_INNER))
        if msg is not None:
            self._inner.update(msg)

    def update(self, msg):
        self._inner.update(msg)

    def digest(self):
        outer = self._make()
        outer.update(self._key.translate(_OUTER))
        outer.update(self._inner.digest())
        return outer.digest()

    def hexdigest(self):
        return self.digest().hex()

    def copy(self):
        other = HMAC(b"", None, self._make)
        other._key = self._key
        other._inner = self._inner.copy()
        return other


def _maker(digestmod):
    if isinstance(digestmod, str):
        return lambda: hashlib.new(digestmod)
    if callable(digestmod):
        return digestmod
    return digestmod.new


def new(key, msg=None, digestmod=""):
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    return HMAC(key, msg, digest).digest()


def compare_digest(a, b, /):
    if isinstance(a, str) and isinstance(b, str):
        if not (a.isascii() and b.isascii()):
            raise TypeError("comparing strings with non-ASCII characters is not supported")
        return a == b
    if isinstance(a, bytes) and isinstance(b, bytes):
        return a == b
    if isinstance(a, bytes) or isinstance(b, bytes):
        wrong = b if isinstance(a, bytes) else a
        raise TypeError(f"a bytes-like object is required, not {type(wrong).__name__!r}")
    raise TypeError(f"unsupported operand types(s) or combination of types: '{type(a).__name__}' and "
                    f"'{type(b).__name__}'")
