"""Does an IP address lie on the public internet? Judged for each address to which a name leads, just before it is used.

Sources: the IANA special-purpose address registries (RFC 6890) as Python's `ipaddress` has them, and beyond them the
forms of IPv6 in which an IPv4 address travels (RFC 4291, 6052, 3056, 4380, 5214), and hosts of clouds on public numbers.
"""

import ipaddress
from collections.abc import Iterable
from typing import Final

from counterfoil_desk.outgoing.opened import Network

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address
GLOBAL_UNICAST: Final = ipaddress.IPv6Network("2000::/3")  # all that is routed of IPv6; NAT64 and mapped forms lie outside
REFUSED: Final[tuple[Network, ...]] = tuple(
    ipaddress.ip_network(text)
    for text in (
        "192.0.0.0/24",  # protocols' own (RFC 6890); some clouds answer for their machines here
        "192.88.99.0/24",  # relays of 6to4 (RFC 7526)
        "168.63.129.16/32",  # Azure answers for its machines under this public number
        "169.254.0.0/16",  # link-local, and most clouds' machines
        "2001::/32",  # Teredo
        "2002::/16",  # 6to4
        "2001:db8::/32",  # documentation
        "3fff::/20",  # documentation (RFC 9637)
    )
)
ISATAP: Final = frozenset({0x0000_5EFE, 0x0200_5EFE})  # the third quarter of an address that carries an IPv4 one


def is_public(address: Ip) -> bool:
    """Tell whether an address is somebody's on the public internet."""
    if not address.is_global or address.is_multicast or address.is_reserved or address.is_unspecified:
        return False
    if any(address.version == network.version and address in network for network in REFUSED):
        return False
    if isinstance(address, ipaddress.IPv6Address):
        quarter = int(address) >> 32 & 0xFFFF_FFFF
        return address in GLOBAL_UNICAST and quarter not in ISATAP and address.scope_id is None
    return True


def may_be_asked(address: Ip, opened: Iterable[Network], *, plain: bool) -> bool:
    """Tell whether an address may be sent to: public, or in an opened network; in plain text in the latter alone."""
    inside = any(address.version == network.version and address in network for network in opened)
    return inside or (is_public(address) and not plain)
