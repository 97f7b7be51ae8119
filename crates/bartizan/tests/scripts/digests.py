"""hashlib, hmac, uuid, base64, binascii, zlib's checksums."""

import base64
import binascii
import hashlib
import hmac
import io
import uuid
import zlib


def attempt(function, *arguments, **named):
    try:
        print(repr(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, error)


texts = [b"", b"abc", "é\u4e00".encode(), bytes(range(256)) * 5, b"x" * 127, b"y" * 128, b"z" * 64]
for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_224", "sha3_256", "sha3_384", "sha3_512", "blake2b", "blake2s"):
    for text in texts:
        print(name, getattr(hashlib, name)(text).hexdigest())
    made = hashlib.new(name, b"a")
    made.update(b"b")
    copy = made.copy()
    copy.update(b"c")
    print(made.name, made.digest_size, made.block_size, made.digest() == hashlib.new(name, b"ab").digest(), copy.hexdigest()[:8])
print(hashlib.sha256("model".encode()).hexdigest()[:8], hashlib.md5(b"x", usedforsecurity=False).hexdigest()[:6])
print(sorted(hashlib.algorithms_guaranteed))
for size in (1, 16, 20, 31, 32):
    print(hashlib.blake2b(b"abc", digest_size=size).hexdigest(), hashlib.blake2s(b"abc", digest_size=size).hexdigest())
print(hashlib.blake2b(b"", key=b"secret").hexdigest(), hashlib.blake2b(b"data" * 100, key=b"k" * 64, digest_size=10).hexdigest())
print(hashlib.blake2s(b"x", key=b"secret", salt=b"salt", person=b"me").hexdigest(), hashlib.blake2b(b"x", salt=b"s" * 16, person=b"p" * 16).hexdigest())
attempt(hashlib.sha256, "text")
attempt(hashlib.new, "nothing")
attempt(hashlib.new, 5)
attempt(hashlib.blake2b, b"", salt=b"s" * 17)
print(hashlib.new("SHA256", b"a").hexdigest() == hashlib.sha256(b"a").hexdigest())
print(hashlib.file_digest(io.BytesIO(b"content"), "sha256").hexdigest())

print(hmac.new(b"key", b"message", "sha256").hexdigest(), hmac.new(b"k" * 200, b"m", hashlib.md5).hexdigest())
mac = hmac.new(b"key", digestmod="sha1")
mac.update(b"one")
other = mac.copy()
other.update(b"two")
print(mac.hexdigest(), other.hexdigest(), mac.name, mac.digest_size, mac.block_size, hmac.digest(b"k", b"m", "sha512").hex())
print(hmac.compare_digest("a", "a"), hmac.compare_digest(b"a", b"b"))
attempt(hmac.new, "key", b"m", "md5")
attempt(hmac.new, b"key")
attempt(hmac.compare_digest, "a", b"a")

one = uuid.UUID("12345678-1234-5678-1234-567812345678")
print(one, repr(one), one.hex, one.int, one.bytes, one.bytes_le, one.urn, one.fields, one.version, one.variant)
print(one.time_low, one.time_mid, one.time_hi_version, one.clock_seq_hi_variant, one.clock_seq_low, one.node, one.time, one.clock_seq)
for made in (uuid.UUID("{12345678123456781234567812345678}"), uuid.UUID("urn:uuid:" + str(one)), uuid.UUID(int=one.int), uuid.UUID(bytes=one.bytes),
             uuid.UUID(bytes_le=one.bytes_le), uuid.UUID(fields=one.fields)):
    print(made == one, hash(made) == hash(one), made <= one, made < one, int(made) == one.int)
print(uuid.uuid3(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid5(uuid.NAMESPACE_URL, "https://example.com/é"), uuid.uuid5(uuid.NAMESPACE_OID, "x").version)
print(uuid.NAMESPACE_DNS, uuid.NAMESPACE_URL, uuid.NAMESPACE_OID, uuid.NAMESPACE_X500, uuid.UUID(int=5, version=4), uuid.UUID(int=0).variant)
made = uuid.uuid4()
print(made.version, made.variant, len(str(made)), made != uuid.uuid4(), uuid.uuid1().version, uuid.uuid1() != uuid.uuid1())
print(sorted([uuid.UUID(int=3), uuid.UUID(int=1)]), {one: 1}[uuid.UUID(str(one))], one == "x")
for arguments, named in [(("x",), {}), ((), {}), ((), {"int": -1}), ((), {"bytes": b"x"}), (("g" * 32,), {}), ((), {"fields": (1,)}), ((), {"int": 1, "version": 9}),
                         ((), {"fields": (1, 2, 3, 256, 5, 6)})]:
    attempt(uuid.UUID, *arguments, **named)
try:
    one.int = 5
except TypeError as error:
    print(error)

for size in range(8):
    data = bytes(range(250, 250 + min(size, 6))) + b"~?" * size
    print(base64.b64encode(data), base64.urlsafe_b64encode(data), base64.b32encode(data), base64.b16encode(data), base64.b32hexencode(data))
    assert base64.b64decode(base64.b64encode(data)) == data and base64.urlsafe_b64decode(base64.urlsafe_b64encode(data)) == data
    assert base64.b32decode(base64.b32encode(data)) == data and base64.b16decode(base64.b16encode(data)) == data
print(base64.b64decode("aGVs bG8="), base64.b64decode(b"aGVsbG8=\n"), base64.b64encode(b"hi?>", b"@#"), base64.b64decode("aGk_Pg==", "-_"), base64.encodebytes(b"x" * 60),
      base64.decodebytes(b"eHh4\n"), base64.standard_b64encode(b"s"), base64.b16decode("ff", casefold=True), base64.b32decode("me======", True))
for function, arguments in [(base64.b64decode, ("abc",)), (base64.b64decode, ("abcde",)), (base64.b64encode, ("text",)), (base64.b64decode, ("a\u00e9",)), (base64.b16decode, ("ff",)),
                            (base64.b32decode, ("abc",)), (base64.b32decode, ("a1======",)), (base64.b64decode, (5,)), (base64.b64decode, ("ab=c",)), (base64.b64decode, ("=",)),
                            (base64.b64decode, ("YQ==YQ==",)), (base64.b64decode, ("YQ=a",))]:
    attempt(function, *arguments)
for text in ("YWJj", "YW Jj", "YWJj=", "YWI=", "!!!!", "YWI", "Y=WI"):
    attempt(base64.b64decode, text, validate=True)
print(binascii.hexlify(b"\x00\xff"), binascii.hexlify(b"abcdef", "-", 2), binascii.unhexlify("00FF"), binascii.b2a_base64(b"a"), binascii.a2b_base64(b"YQ=="))
for text in ("0", "0g", "é"):
    attempt(binascii.unhexlify, text)
print(issubclass(binascii.Error, ValueError), binascii.crc32(b"hello"), zlib.crc32(b"world", 5), zlib.adler32(b"hello" * 100), zlib.crc32(b""), zlib.adler32(b""))
