"""Our `ipaddress`: addresses, networks and interfaces of IPv4 and IPv6."""

import functools

IPV4LENGTH = 32
IPV6LENGTH = 128
_DIGITS = "0123456789"
_HEXADECIMAL = "0123456789abcdefABCDEF"


class AddressValueError(ValueError):
    pass


class NetmaskValueError(ValueError):
    pass


def ip_address(address):
    for kind in (IPv4Address, IPv6Address):
        try:
            return kind(address)
        except (AddressValueError, NetmaskValueError):
            pass
    raise ValueError(f"{address!r} does not appear to be an IPv4 or IPv6 address")


def ip_network(address, strict=True):
    for kind in (IPv4Network, IPv6Network):
        try:
            return kind(address, strict)
        except (AddressValueError, NetmaskValueError):
            pass
    raise ValueError(f"{address!r} does not appear to be an IPv4 or IPv6 network")


def ip_interface(address):
    for kind in (IPv4Interface, IPv6Interface):
        try:
            return kind(address)
        except (AddressValueError, NetmaskValueError):
            pass
    raise ValueError(f"{address!r} does not appear to be an IPv4 or IPv6 interface")


def _read_4(text):
    if not text:
        raise AddressValueError("Address cannot be empty")
    octets = text.split(".")
    if len(octets) != 4:
        raise AddressValueError(f"Expected 4 octets in {text!r}")
    number = 0
    for octet in octets:
        try:
            number = number << 8 | _octet(octet)
        except ValueError as error:
            raise AddressValueError(f"{error} in {text!r}") from None
    return number


def _octet(text):
    if not text:
        raise ValueError("Empty octet not permitted")
    if text.strip(_DIGITS):
        raise ValueError(f"Only decimal digits permitted in {text!r}")
    if len(text) > 3:
        raise ValueError(f"At most 3 characters permitted in {text!r}")
    if text != "0" and text[0] == "0":
        raise ValueError(f"Leading zeros are not permitted in {text!r}")
    number = int(text)
    if number > 255:
        raise ValueError(f"Octet {number} (> 255) not permitted")
    return number


def _show_4(number):
    return ".".join([str(number >> shift & 255) for shift in (24, 16, 8, 0)])


def _read_6(text):
    if not text:
        raise AddressValueError("Address cannot be empty")
    parts = text.split(":")
    if len(parts) < 3:
        raise AddressValueError(f"At least 3 parts expected in {text!r}")
    if "." in parts[-1]:
        try:
            number = _read_4(parts.pop())
        except AddressValueError as error:
            raise AddressValueError(f"{error} in {text!r}") from None
        parts.append(f"{number >> 16:x}")
        parts.append(f"{number & 0xFFFF:x}")
    if len(parts) > 9:
        raise AddressValueError(f"At most 8 colons permitted in {text!r}")
    before, after = _halves(parts, text)
    try:
        zeros = [0] * (8 - len(before) - len(after))
        groups = [_group(part) for part in before] + zeros + [_group(part) for part in after]
    except ValueError as error:
        raise AddressValueError(f"{error} in {text!r}") from None
    number = 0
    for group in groups:
        number = number << 16 | group
    return number


def _halves(parts, text):
    """The groups before and after `::`; without one, all eight are before it."""
    gap = None
    for at in range(1, len(parts) - 1):
        if not parts[at]:
            if gap is not None:
                raise AddressValueError(f"At most one '::' permitted in {text!r}")
            gap = at
    if gap is None:
        if len(parts) != 8:
            raise AddressValueError(f"Exactly 8 parts expected without '::' in {text!r}")
        if not parts[0]:
            raise AddressValueError(f"Leading ':' only permitted as part of '::' in {text!r}")
        if not parts[-1]:
            raise AddressValueError(f"Trailing ':' only permitted as part of '::' in {text!r}")
        return parts, []
    before, after = parts[:gap], parts[gap + 1:]
    if not before[0]:
        before = before[1:]
        if before:
            raise AddressValueError(f"Leading ':' only permitted as part of '::' in {text!r}")
    if not after[-1]:
        after = after[:-1]
        if after:
            raise AddressValueError(f"Trailing ':' only permitted as part of '::' in {text!r}")
    if len(before) + len(after) > 7:
        raise AddressValueError(f"Expected at most 7 other parts with '::' in {text!r}")
    return before, after


def _group(text):
    if not text or text.strip(_HEXADECIMAL):
        raise ValueError(f"Only hex digits permitted in {text!r}")
    if len(text) > 4:
        raise ValueError(f"At most 4 characters permitted in {text!r}")
    return int(text, 16)


def _groups(number):
    return [f"{number >> shift & 0xFFFF:x}" for shift in range(112, -1, -16)]


def _show_6(number):
    groups = _groups(number)
    best, length, at = 0, 1, 0
    while at < 8:
        end = at
        while end < 8 and groups[end] == "0":
            end += 1
        if end - at > length:
            best, length = at, end - at
        at = max(end, at + 1)
    if length == 1:
        return ":".join(groups)
    return ":".join(groups[:best]) + "::" + ":".join(groups[best + length:])


@functools.total_ordering
class _Address:
    __slots__ = ()

    def __int__(self):
        return self._ip

    def __eq__(self, other):
        if not isinstance(other, _Address) or isinstance(other, _Interface):
            return NotImplemented
        return self._ip == other._ip and self.version == other.version and self._zone() == other._zone()

    def __lt__(self, other):
        if not isinstance(other, _Address) or isinstance(other, _Interface):
            return NotImplemented
        if self.version != other.version:
            raise TypeError(f"{self} and {other} are not of the same version")
        return self._ip < other._ip

    def __hash__(self):
        return hash(hex(self._ip))

    def __add__(self, other):
        if not isinstance(other, int):
            return NotImplemented
        return type(self)(self._ip + other)

    def __sub__(self, other):
        if not isinstance(other, int):
            return NotImplemented
        return type(self)(self._ip - other)

    def __str__(self):
        return self._show(self._ip)

    def __repr__(self):
        return f"{type(self).__name__}({str(self)!r})"

    def __format__(self, specification):
        if not specification or specification[-1] == "s":
            return format(str(self), specification)
        if specification.strip("#_bnxX"):
            raise TypeError(f"unsupported format string passed to {type(self).__name__}.__format__")
        width = self.max_prefixlen
        letter = specification[-1]
        if letter == "n":
            letter = "b" if self.version == 4 else "x"
        digits = width if letter == "b" else width // 4
        separators = digits // 4 - 1 if "_" in specification else 0
        prefix = 2 if "#" in specification else 0
        return f"{self._ip:{'#' if prefix else ''}0{digits + separators + prefix}{'_' if separators else ''}{letter}}"

    def _zone(self):
        return None

    def _within(self, networks):
        return any([self._ip & network._mask == network._ip for network in networks])

    @property
    def compressed(self):
        return str(self)

    @property
    def reverse_pointer(self):
        return self._reversed(self._ip)

    @property
    def packed(self):
        return self._ip.to_bytes(self.max_prefixlen // 8, "big")

    @property
    def is_multicast(self):
        return self._within(self._constants().multicast)

    @property
    def is_reserved(self):
        return self._within(self._constants().reserved)

    @property
    def is_link_local(self):
        return self._within(self._constants().link_local)

    @property
    def is_unspecified(self):
        return self._ip == 0


def _number(kind, address):
    """The number of an address that is given as number or bytes; `None` for others."""
    width = kind.max_prefixlen
    if isinstance(address, int):
        if address < 0:
            raise AddressValueError(f"{address} (< 0) is not permitted as an IPv{kind.version} address")
        if address >> width:
            raise AddressValueError(f"{address} (>= 2**{width}) is not permitted as an IPv{kind.version} address")
        return address
    if isinstance(address, bytes):
        if len(address) != width // 8:
            raise AddressValueError(f"{address!r} (len {len(address)} != {width // 8}) is not permitted as an "
                                    f"IPv{kind.version} address")
        return int.from_bytes(address, "big")
    return None


class _V4:
    version = 4
    max_prefixlen = IPV4LENGTH
    _show = staticmethod(_show_4)

    @staticmethod
    def _constants():
        return _constants_4

    @staticmethod
    def _reversed(number):
        return ".".join(reversed(_show_4(number).split("."))) + ".in-addr.arpa"


class _V6:
    version = 6
    max_prefixlen = IPV6LENGTH
    _show = staticmethod(_show_6)

    @staticmethod
    def _constants():
        return _constants_6

    @staticmethod
    def _reversed(number):
        return ".".join(reversed(f"{number:032x}")) + ".ip6.arpa"


class IPv4Address(_V4, _Address):
    def __init__(self, address):
        number = _number(IPv4Address, address)
        if number is None:
            text = str(address)
            if "/" in text:
                raise AddressValueError(f"Unexpected '/' in {address!r}")
            number = _read_4(text)
        self._ip = number

    @property
    def exploded(self):
        return _show_4(self._ip)

    @property
    def is_private(self):
        return self._within(_constants_4.private) and not self._within(_constants_4.private_exceptions)

    @property
    def is_global(self):
        return not self._within(_constants_4.shared) and not self.is_private

    @property
    def is_loopback(self):
        return self._within(_constants_4.loopback)


class IPv6Address(_V6, _Address):
    def __init__(self, address):
        self._scope = None
        number = _number(IPv6Address, address)
        if number is None:
            text = str(address)
            if "/" in text:
                raise AddressValueError(f"Unexpected '/' in {address!r}")
            text, percent, zone = text.partition("%")
            if percent:
                if not zone or "%" in zone:
                    raise AddressValueError(f'Invalid IPv6 address: "{str(address)!r}"')
                self._scope = zone
            number = _read_6(text)
        self._ip = number

    def _zone(self):
        return self._scope

    @property
    def scope_id(self):
        return self._scope

    def __str__(self):
        return _show_6(self._ip) + ("%" + self._scope if self._scope else "")

    def __hash__(self):
        return hash((self._ip, self._scope))

    @property
    def exploded(self):
        return ":".join([group.rjust(4, "0") for group in _groups(self._ip)])

    @property
    def ipv4_mapped(self):
        return IPv4Address(self._ip & 0xFFFFFFFF) if self._ip >> 32 == 0xFFFF else None

    @property
    def sixtofour(self):
        return IPv4Address(self._ip >> 80 & 0xFFFFFFFF) if self._ip >> 112 == 0x2002 else None

    @property
    def teredo(self):
        if self._ip >> 96 != 0x20010000:
            return None
        return IPv4Address(self._ip >> 64 & 0xFFFFFFFF), IPv4Address(~self._ip & 0xFFFFFFFF)

    @property
    def is_site_local(self):
        return self._within(_constants_6.site_local)

    @property
    def is_private(self):
        mapped = self.ipv4_mapped
        if mapped is not None:
            return mapped.is_private
        return self._within(_constants_6.private) and not self._within(_constants_6.private_exceptions)

    @property
    def is_global(self):
        mapped = self.ipv4_mapped
        return mapped.is_global if mapped is not None else not self.is_private

    @property
    def is_loopback(self):
        return self._ip == 1


class _Interface:
    """An address with the network that it is in."""

    def __init__(self, address):
        address, mask = _parts(address)
        self._address_type.__init__(self, address)
        self.network = self._network_type((self._ip, mask), strict=False)
        self.netmask = self.network.netmask
        self.hostmask = self.network.hostmask
        self._prefixlen = self.network.prefixlen

    def __str__(self):
        return f"{self.ip}/{self._prefixlen}"

    def __eq__(self, other):
        if not isinstance(other, _Interface):
            return NotImplemented
        return self.ip == other.ip and self.network == other.network

    def __lt__(self, other):
        if not isinstance(other, _Interface):
            return NotImplemented
        return (self.network, self.ip) < (other.network, other.ip)

    def __hash__(self):
        return hash((self._ip, self._prefixlen))

    @property
    def ip(self):
        return self._address_type(self._ip)

    @property
    def with_prefixlen(self):
        return f"{self.ip}/{self._prefixlen}"

    @property
    def with_netmask(self):
        return f"{self.ip}/{self.netmask}"

    @property
    def with_hostmask(self):
        return f"{self.ip}/{self.hostmask}"


def _parts(address):
    """The address and the mask of what makes a network; no mask means all bits."""
    if isinstance(address, (int, bytes)):
        return address, None
    if isinstance(address, tuple):
        return address if len(address) > 1 else (address[0], None)
    text = str(address)
    parts = text.split("/")
    if len(parts) > 2:
        raise AddressValueError(f"Only one '/' permitted in {address!r}")
    return parts[0], parts[1] if len(parts) == 2 else None


def _wrong_mask(mask):
    return NetmaskValueError(f"{mask!r} is not a valid netmask")


def _prefix(kind, mask):
    """The length that a mask says: as a number, as a netmask or as its opposite."""
    width = kind.max_prefixlen
    if mask is None:
        return width
    if isinstance(mask, int):
        if not 0 <= mask <= width:
            raise _wrong_mask(mask)
        return mask
    if mask and not mask.strip(_DIGITS):
        length = int(mask)
        if length > width:
            raise _wrong_mask(mask)
        return length
    if kind.version == 6:
        raise _wrong_mask(mask)
    try:
        number = _read_4(mask)
    except AddressValueError:
        raise _wrong_mask(mask) from None
    for bits in (number, number ^ 0xFFFFFFFF):
        length = bin(bits).count("1")
        if bits == (0xFFFFFFFF << 32 - length) & 0xFFFFFFFF:
            return length
    raise _wrong_mask(mask)


@functools.total_ordering
class _Network:
    def __init__(self, address, strict=True):
        address, mask = _parts(address)
        ip = self._address_type(address)._ip
        width = self.max_prefixlen
        self._prefixlen = _prefix(type(self), mask)
        self._mask = (1 << width) - (1 << width - self._prefixlen)
        if ip & self._mask != ip:
            if strict:
                raise ValueError(f"{self._address_type(ip)}/{self._prefixlen} has host bits set")
            ip &= self._mask
        self._ip = ip

    def _of(self, number, prefix):
        return type(self)((number, prefix))

    def __repr__(self):
        return f"{type(self).__name__}({str(self)!r})"

    def __str__(self):
        return f"{self.network_address}/{self._prefixlen}"

    def __eq__(self, other):
        if not isinstance(other, _Network):
            return NotImplemented
        return self.version == other.version and (self._ip, self._mask) == (other._ip, other._mask)

    def __lt__(self, other):
        if not isinstance(other, _Network):
            return NotImplemented
        if self.version != other.version:
            raise TypeError(f"{self} and {other} are not of the same version")
        return (self._ip, self._mask) < (other._ip, other._mask)

    def __hash__(self):
        return hash((self._ip, self._mask))

    def __contains__(self, other):
        if self.version != other.version or isinstance(other, _Network):
            return False
        return other._ip & self._mask == self._ip

    def __len__(self):
        raise TypeError(f"object of type '{type(self).__name__}' has no len()")

    def __iter__(self):
        for number in range(self._ip, self._last() + 1):
            yield self._address_type(number)

    def __getitem__(self, n):
        number = self._ip + n if n >= 0 else self._last() + n + 1
        if not self._ip <= number <= self._last():
            raise IndexError("address out of range" if n >= 0 else "address out of range")
        return self._address_type(number)

    def _last(self):
        return self._ip + self.num_addresses - 1

    def hosts(self):
        first, last = self._ip, self._last()
        if self._prefixlen == self.max_prefixlen:
            return [self._address_type(first)]
        if self._prefixlen == self.max_prefixlen - 1:
            return [self._address_type(first), self._address_type(last)]
        return self._between(first + 1, last - 1 if self.version == 4 else last)

    def _between(self, first, last):
        number = first
        while number <= last:
            yield self._address_type(number)
            number += 1

    @property
    def network_address(self):
        return self._address_type(self._ip)

    @property
    def broadcast_address(self):
        return self._address_type(self._last())

    @property
    def netmask(self):
        return self._address_type(self._mask)

    @property
    def hostmask(self):
        return self._address_type((1 << self.max_prefixlen) - 1 - self._mask)

    @property
    def prefixlen(self):
        return self._prefixlen

    @property
    def num_addresses(self):
        return 1 << self.max_prefixlen - self._prefixlen

    @property
    def with_prefixlen(self):
        return str(self)

    @property
    def with_netmask(self):
        return f"{self.network_address}/{self.netmask}"

    @property
    def with_hostmask(self):
        return f"{self.network_address}/{self.hostmask}"

    @property
    def compressed(self):
        return str(self)

    @property
    def exploded(self):
        return f"{self.network_address.exploded}/{self._prefixlen}"

    def overlaps(self, other):
        return self.version == other.version and self._ip <= other._last() and other._ip <= self._last()

    def _is_in(self, other):
        if self.version != other.version:
            raise TypeError(f"{self} and {other} are not of the same version")
        return other._ip <= self._ip and self._last() <= other._last()

    def subnet_of(self, other):
        return self._is_in(other)

    def supernet_of(self, other):
        return other._is_in(self)

    def subnets(self, prefixlen_diff=1, new_prefix=None):
        if self._prefixlen == self.max_prefixlen:
            yield self
            return
        if new_prefix is not None:
            if new_prefix < self._prefixlen:
                raise ValueError("new prefix must be longer")
            if prefixlen_diff != 1:
                raise ValueError("cannot set prefixlen_diff and new_prefix")
            prefixlen_diff = new_prefix - self._prefixlen
        if prefixlen_diff < 0:
            raise ValueError("prefix length diff must be > 0")
        prefix = self._prefixlen + prefixlen_diff
        if prefix > self.max_prefixlen:
            raise ValueError(f"prefix length diff {prefix} is invalid for netblock {self}")
        size = 1 << self.max_prefixlen - prefix
        number = self._ip
        while number <= self._last():
            yield self._of(number, prefix)
            number += size

    def supernet(self, prefixlen_diff=1, new_prefix=None):
        if self._prefixlen == 0:
            return self
        if new_prefix is not None:
            if new_prefix > self._prefixlen:
                raise ValueError("new prefix must be shorter")
            if prefixlen_diff != 1:
                raise ValueError("cannot set prefixlen_diff and new_prefix")
            prefixlen_diff = self._prefixlen - new_prefix
        prefix = self._prefixlen - prefixlen_diff
        if prefix < 0:
            raise ValueError(f"current prefixlen is {self._prefixlen}, cannot have a prefixlen_diff of "
                             f"{prefixlen_diff}")
        return self._of(self._ip & (self._mask << prefixlen_diff), prefix)

    def address_exclude(self, other):
        if self.version != other.version:
            raise TypeError(f"{self} and {other} are not of the same version")
        if not isinstance(other, _Network):
            raise TypeError(f"{other} is not a network object")
        if not other.subnet_of(self):
            raise ValueError(f"{other} not contained in {self}")
        if other == self:
            return
        one, two = self.subnets()
        while one != other and two != other:
            if other.subnet_of(one):
                yield two
                one, two = one.subnets()
            else:
                yield one
                one, two = two.subnets()
        yield two if one == other else one

    def compare_networks(self, other):
        if self.version != other.version:
            raise TypeError(f"{self} and {other} are not of the same type")
        return (self > other) - (self < other)

    def _is(self, name):
        return getattr(self.network_address, name) and getattr(self.broadcast_address, name)

    @property
    def is_multicast(self):
        return self._is("is_multicast")

    @property
    def is_reserved(self):
        return self._is("is_reserved")

    @property
    def is_link_local(self):
        return self._is("is_link_local")

    @property
    def is_unspecified(self):
        return self._is("is_unspecified")

    @property
    def is_loopback(self):
        return self._is("is_loopback")

    @property
    def is_private(self):
        constants = self._constants()
        return any([self._is_in(network) for network in constants.private]) and not any(
            [self._is_in(network) for network in constants.private_exceptions])


class IPv4Network(_V4, _Network):
    _address_type = IPv4Address

    @property
    def is_global(self):
        shared = _constants_4.shared[0]
        return not (self.network_address in shared and self.broadcast_address in shared) and not self.is_private


class IPv6Network(_V6, _Network):
    _address_type = IPv6Address

    @property
    def is_global(self):
        return not self.is_private

    @property
    def is_site_local(self):
        return self._is("is_site_local")


class IPv4Interface(_Interface, IPv4Address):
    _address_type = IPv4Address
    _network_type = IPv4Network


class IPv6Interface(_Interface, IPv6Address):
    _address_type = IPv6Address
    _network_type = IPv6Network


class _Constants:
    def __init__(self, kind, **networks):
        for name, texts in networks.items():
            setattr(self, name, [kind(text) for text in texts.split()])


_constants_4 = _Constants(
    IPv4Network, link_local="169.254.0.0/16", loopback="127.0.0.0/8", multicast="224.0.0.0/4", shared="100.64.0.0/10",
    reserved="240.0.0.0/4", private_exceptions="",
    private="0.0.0.0/8 10.0.0.0/8 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/29 192.0.0.170/31 192.0.2.0/24 "
            "192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 240.0.0.0/4 255.255.255.255/32")
_constants_6 = _Constants(
    IPv6Network, link_local="fe80::/10", multicast="ff00::/8", site_local="fec0::/10", private_exceptions="",
    reserved="::/8 100::/8 200::/7 400::/6 800::/5 1000::/4 4000::/3 6000::/3 8000::/3 A000::/3 C000::/3 E000::/4 "
             "F000::/5 F800::/6 FE00::/9",
    private="::1/128 ::/128 ::ffff:0:0/96 100::/64 2001::/23 2001:2::/48 2001:db8::/32 2001:10::/28 fc00::/7 fe80::/10")


def summarize_address_range(first, last):
    if not (isinstance(first, _Address) and isinstance(last, _Address)):
        raise TypeError("first and last must be IP addresses, not networks")
    if first.version != last.version:
        raise TypeError(f"{first} and {last} are not of the same version")
    if first > last:
        raise ValueError("last IP address must be greater than first")
    kind = IPv4Network if first.version == 4 else IPv6Network
    width = first.max_prefixlen
    number, end = first._ip, last._ip
    while number <= end:
        zeros = width if number == 0 else (number & -number).bit_length() - 1
        bits = min(zeros, (end - number + 1).bit_length() - 1)
        yield kind((number, width - bits))
        number += 1 << bits


def collapse_addresses(addresses):
    networks = []
    for address in addresses:
        if not isinstance(address, _Network):
            address = (IPv4Network if address.version == 4 else IPv6Network)((address._ip, address.max_prefixlen))
        if networks and networks[-1].version != address.version:
            raise TypeError(f"{networks[-1]} and {address} are not of the same version")
        networks.append(address)
    kept = []
    for network in sorted(networks):
        if kept and network.subnet_of(kept[-1]):
            continue
        kept.append(network)
        while len(kept) > 1 and _are_halves(kept[-2], kept[-1]):
            kept[-2:] = [kept[-1].supernet()]
    return iter(kept)


def _are_halves(one, other):
    return one._prefixlen == other._prefixlen and one.supernet() == other.supernet()


def v4_int_to_packed(address):
    return address.to_bytes(4, "big")


def v6_int_to_packed(address):
    return address.to_bytes(16, "big")


def get_mixed_type_key(obj):
    if isinstance(obj, _Network):
        return obj.version, obj.network_address, obj.netmask
    return obj.version, obj
