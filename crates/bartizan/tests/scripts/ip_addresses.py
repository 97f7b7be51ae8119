"""ipaddress: addresses, networks, interfaces."""

import ipaddress


def attempt(function, *arguments, **named):
    try:
        print(repr(function(*arguments, **named)))
    except Exception as error:
        print(type(error).__name__, error)


ADDRESSES = ["10.0.0.1", "8.8.8.8", "127.0.0.1", "169.254.1.1", "224.0.0.1", "240.1.1.1", "0.0.0.0", "255.255.255.255", "100.64.0.1", "192.0.2.5", "172.16.5.4", "172.32.0.1", "192.168.1.1",
             "::1", "::", "fe80::1", "2001:db8::1", "2001:4860:4860::8888", "ff02::1", "fc00::1", "fec0::1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "2002:c000:204::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "1:0:0:2:0:0:0:3",
             "1:2:3:4:5:6:7:8", "0:0:1::", "100::1"]
for text in ADDRESSES:
    address = ipaddress.ip_address(text)
    print(text, repr(address), address, int(address), address.version, address.max_prefixlen, address.packed, address.exploded, address.compressed, address.reverse_pointer)
    print("   ", [name for name in ("is_private", "is_global", "is_loopback", "is_multicast", "is_reserved", "is_link_local", "is_unspecified", "is_site_local") if getattr(address, name, False)])
    if address.version == 6:
        print("   ", address.ipv4_mapped, address.sixtofour, address.teredo, address.scope_id)
for text in ["", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.a", "1..2.3", "1.2.3.1234", "1.2.3.4/8", ":", ":::", "1::2::3", "1:2:3", "1:2:3:4:5:6:7:8:9", "12345::", "g::", ":1:2:3:4:5:6:7", "1:2:3:4:5:6:7:", "::1%", "1::2:3:4:5:6:7:8", "::1.2.3", "::1/64", "1:2:3:4:5:6:7:8:9:a",
             ":1::2", "1::2:"]:
    attempt(ipaddress.IPv4Address, text)
    attempt(ipaddress.IPv6Address, text)
    attempt(ipaddress.ip_address, text)
for value in (1, 2 ** 32, -1, 2 ** 128, b"\x01\x02\x03\x04", b"\x00" * 16, b"x", None, 1.5):
    attempt(ipaddress.ip_address, value)
    attempt(ipaddress.IPv4Address, value)
one = ipaddress.ip_address("10.0.0.5")
print(one + 3, one - 5, one < one + 1, one == ipaddress.IPv4Address("10.0.0.5"), one == "10.0.0.5", sorted([one + 2, one, one - 1]), {one: 1}[ipaddress.ip_address("10.0.0.5")], hash(one) == hash(ipaddress.ip_address("10.0.0.5")), one >= one, one != one)
attempt(lambda: one < ipaddress.ip_address("::1"))
attempt(lambda: one < 5)
attempt(lambda: one + 2 ** 32)
zoned = ipaddress.ip_address("fe80::1%eth0")
print(zoned, repr(zoned), zoned.scope_id, zoned == ipaddress.ip_address("fe80::1"), zoned.is_link_local)
print(f"{one}", f"{one:>12s}|", f"{one:b}", f"{one:x}", f"{one:#x}", f"{one:_b}", f"{one:n}", f"{one:#_X}", f"{ipaddress.ip_address('::1'):x}", f"{one:s}")
NETWORKS = ["10.0.0.0/8", "192.168.1.0/24", "192.168.1.0/255.255.255.0", "192.168.1.0/0.0.0.255", "1.2.3.4", "0.0.0.0/0", "10.0.0.0/31", "172.16.0.0/12", "100.64.0.0/10", "224.0.0.0/4", "2001:db8::/32", "fe80::/64", "::/0", "::1/128", "fc00::/7", "fc00::/126", "10.0.0.0/30"]
for text in NETWORKS:
    network = ipaddress.ip_network(text)
    print(text, repr(network), network, network.network_address, network.broadcast_address, network.netmask, network.hostmask, network.prefixlen, network.num_addresses, network.with_netmask, network.with_hostmask, network.with_prefixlen, network.exploded, network.compressed, network.version)
    print("   ", [name for name in ("is_private", "is_global", "is_loopback", "is_multicast", "is_reserved", "is_link_local", "is_unspecified") if getattr(network, name)])
    print("   ", network.supernet(), list(network.subnets())[:3], [str(host) for _, host in zip(range(4), network.hosts())], network[0], network[-1])
for text in ["10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/x", "10.0.0.0/8/8", "::/129", "::/255.0.0.0", "10.0.0.0/255.0.255.0", "x/8", "10.0.0.0/", "10.0.0.0/-1", "", "1.2.3.0/255.255.255"]:
    attempt(ipaddress.ip_network, text)
    attempt(ipaddress.IPv4Network, text)
    attempt(ipaddress.IPv6Network, text)
lan = ipaddress.ip_network("192.168.0.0/16")
print(ipaddress.ip_address("192.168.3.4") in lan, ipaddress.ip_address("10.0.0.1") in lan, ipaddress.ip_address("::1") in lan, lan.overlaps(ipaddress.ip_network("192.168.5.0/24")), lan.overlaps(ipaddress.ip_network("10.0.0.0/8")),
      ipaddress.ip_network("192.168.5.0/24").subnet_of(lan), lan.supernet_of(ipaddress.ip_network("192.168.5.0/24")), lan.subnet_of(ipaddress.ip_network("0.0.0.0/0")))
print(ipaddress.ip_network("10.1.2.3/8", strict=False), list(lan.subnets(new_prefix=18)), lan.supernet(new_prefix=8), lan.supernet(3), list(ipaddress.ip_network("10.0.0.0/30").subnets(2)), list(ipaddress.ip_network("10.0.0.0/30")),
      ipaddress.ip_network(("10.0.0.0", 8)), ipaddress.ip_network((167772160, "255.0.0.0")), ipaddress.ip_network(167772160), ipaddress.ip_network(b"\x0a\x00\x00\x00"))
print(list(ipaddress.ip_network("10.0.0.0/28").address_exclude(ipaddress.ip_network("10.0.0.4/31"))), lan < ipaddress.ip_network("192.169.0.0/16"), sorted(map(ipaddress.ip_network, ["10.0.0.0/8", "9.0.0.0/8", "10.0.0.0/9"])), lan == ipaddress.ip_network("192.168.0.0/16"),
      lan.compare_networks(ipaddress.ip_network("10.0.0.0/8")))
for function, arguments, named in [(list, (lan.subnets(new_prefix=8),), {}), (list, (lan.subnets(prefixlen_diff=17),), {}), (lan.supernet, (), {"new_prefix": 20}), (lan.supernet, (), {"prefixlen_diff": 17}), (lan.subnet_of, (ipaddress.ip_network("::/0"),), {}),
                                   (lambda: lan[2 ** 17], (), {}), (lambda: lan[-2 ** 17], (), {}), (len, (lan,), {}), (list, (lan.subnets(2, 20),), {}), (list, (lan.address_exclude(ipaddress.ip_network("10.0.0.0/8")),), {}), (lambda: lan < ipaddress.ip_network("::/0"), (), {})]:
    attempt(function, *arguments, **named)
interface = ipaddress.ip_interface("192.168.1.5/24")
print(repr(interface), interface, interface.ip, interface.network, interface.netmask, interface.with_netmask, interface.with_prefixlen, interface.with_hostmask, interface.is_private, interface == ipaddress.ip_interface("192.168.1.5/24"), ipaddress.ip_interface("::1/64").network,
      isinstance(interface, ipaddress.IPv4Address), ipaddress.ip_interface("10.0.0.1").network, interface == ipaddress.ip_address("192.168.1.5"), interface < ipaddress.ip_interface("192.168.2.5/24"))
print(list(ipaddress.summarize_address_range(ipaddress.ip_address("10.0.0.1"), ipaddress.ip_address("10.0.0.20"))), list(ipaddress.summarize_address_range(ipaddress.ip_address("0.0.0.0"), ipaddress.ip_address("255.255.255.255"))))
print(list(ipaddress.collapse_addresses(map(ipaddress.ip_network, ["10.0.0.0/25", "10.0.0.128/25", "10.0.1.0/24", "10.0.0.5/32", "11.0.0.0/8"]))), list(ipaddress.collapse_addresses([ipaddress.ip_address("10.0.0.0"), ipaddress.ip_address("10.0.0.1")])))
print(ipaddress.AddressValueError.__mro__[1].__name__, issubclass(ipaddress.NetmaskValueError, ValueError))
print(sorted([ipaddress.ip_address("10.0.0.1"), ipaddress.ip_network("9.0.0.0/8")], key=ipaddress.get_mixed_type_key))
