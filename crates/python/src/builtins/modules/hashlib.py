"""Our `hashlib`: an object keeps what it was given until its digest is asked for."""

import _hashes
from _refused import refuse

_SIZES = {
    "md5": (16, 64), "sha1": (20, 64), "sha224": (28, 64), "sha256": (32, 64), "sha384": (48, 128),
    "sha512": (64, 128), "sha3_224": (28, 144), "sha3_256": (32, 136), "sha3_384": (48, 104), "sha3_512": (64, 72),
}
_BLAKE_SIZES = {"blake2b": (64, 128, 16), "blake2s": (32, 64, 8)}

algorithms_guaranteed = set(_SIZES) | set(_BLAKE_SIZES) | {"shake_128", "shake_256"}
algorithms_available = set(algorithms_guaranteed)


def _checked(data):
    if isinstance(data, str):
        raise TypeError("Strings must be encoded before hashing")
    if type(data).__name__ == "bytearray":
        return bytes(data)
    if not isinstance(data, bytes):
        raise TypeError("object supporting the buffer API required")
    return data


class _Hash:
    def __init__(self, name, size, block, parameters):
        self.name = name
        self.digest_size = size
        self.block_size = block
        self._parameters = parameters
        self._parts = []

    def update(self, data):
        self._parts.append(_checked(data))

    def digest(self):
        if len(self._parts) > 1:
            self._parts = [b"".join(self._parts)]
        data = self._parts[0] if self._parts else b""
        if self._parameters is None:
            return _hashes.digest(self.name, data)
        return _hashes.blake(self.name, data, self.digest_size, *self._parameters)

    def hexdigest(self):
        return self.digest().hex()

    def copy(self):
        other = _Hash(self.name, self.digest_size, self.block_size, self._parameters)
        other._parts = list(self._parts)
        return other

    def __repr__(self):
        kind = "HASH" if self._parameters is None else self.name
        return f"<{self.name} _hashlib.{kind} object @ {hex(id(self))}>"


def _new(name, data):
    size, block = _SIZES[name]
    made = _Hash(name, size, block, None)
    made.update(data)
    return made


def md5(string=b"", *, usedforsecurity=True):
    return _new("md5", string)


def sha1(string=b"", *, usedforsecurity=True):
    return _new("sha1", string)


def sha224(string=b"", *, usedforsecurity=True):
    return _new("sha224", string)


def sha256(string=b"", *, usedforsecurity=True):
    return _new("sha256", string)


def sha384(string=b"", *, usedforsecurity=True):
    return _new("sha384", string)


def sha512(string=b"", *, usedforsecurity=True):
    return _new("sha512", string)


def sha3_224(string=b"", *, usedforsecurity=True):
    return _new("sha3_224", string)


def sha3_256(string=b"", *, usedforsecurity=True):
    return _new("sha3_256", string)


def sha3_384(string=b"", *, usedforsecurity=True):
    return _new("sha3_384", string)


def sha3_512(string=b"", *, usedforsecurity=True):
    return _new("sha3_512", string)


def shake_128(string=b"", *, usedforsecurity=True):
    refuse("`hashlib.shake_128`")


def shake_256(string=b"", *, usedforsecurity=True):
    refuse("`hashlib.shake_256`")


def _new_blake(name, data, digest_size, key, salt, person, fanout, depth):
    most, block, most_salt = _BLAKE_SIZES[name]
    size = most if digest_size is None else digest_size
    if not 1 <= size <= most:
        raise ValueError(f"digest_size for {name.capitalize()} must be between 1 and {most} bytes, here it is {size}")
    if len(salt) > most_salt:
        raise ValueError(f"maximum salt length is {most_salt} bytes")
    if len(person) > most_salt:
        raise ValueError(f"maximum person length is {most_salt} bytes")
    if len(key) > most:
        raise ValueError(f"maximum key length is {most} bytes")
    if (fanout, depth) != (1, 1):
        refuse("tree hashing with blake2")
    made = _Hash(name, size, block, (key, salt, person))
    made.update(data)
    return made


def blake2b(data=b"", /, *, digest_size=64, key=b"", salt=b"", person=b"", fanout=1, depth=1, leaf_size=0,
            node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True):
    return _new_blake("blake2b", data, digest_size, key, salt, person, fanout, depth)


def blake2s(data=b"", /, *, digest_size=32, key=b"", salt=b"", person=b"", fanout=1, depth=1, leaf_size=0,
            node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True):
    return _new_blake("blake2s", data, digest_size, key, salt, person, fanout, depth)


def new(name, data=b"", *, usedforsecurity=True, **options):
    if not isinstance(name, str):
        raise TypeError("name must be a string")
    known = name.lower().replace("-", "") if name.lower().startswith("sha-") else name.lower()
    if known in _SIZES:
        return _new(known, data)
    if known == "blake2b":
        return blake2b(data, **options)
    if known == "blake2s":
        return blake2s(data, **options)
    if known in algorithms_guaranteed:
        refuse(f"`hashlib.{known}`")
    raise ValueError("unsupported hash type " + name)


def file_digest(fileobj, digest, /):
    made = new(digest) if isinstance(digest, str) else digest()
    data = fileobj.read()
    if isinstance(data, str):
        raise ValueError("'" + type(fileobj).__name__ + "' is not a file-like object in binary reading mode.")
    made.update(data)
    return made


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    refuse("deriving keys with `hashlib.pbkdf2_hmac`")


def scrypt(password, **options):
    refuse("deriving keys with `hashlib.scrypt`")
