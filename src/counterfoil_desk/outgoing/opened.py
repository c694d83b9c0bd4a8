"""What has the operator opened beside the public internet? Nothing, unless the environment says so in so many words.

COUNTERFOIL_WEBHOOK_NETWORKS lists networks (127.0.0.0/8, 10.1.0.0/16) that may be told, too; COUNTERFOIL_WEBHOOK_PORTS the
ports, single or from-to. Plain HTTP is for a laptop: with COUNTERFOIL_PLAIN_HTTP=1, and into the listed networks alone.
"""

import ipaddress
from typing import Final, NamedTuple

from counterfoil.errors import UserError

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
USUAL_PORTS: Final = ((443, 443), (8443, 8443))
LAST_PORT: Final = 65_535


class Opened(NamedTuple):
    """The networks and ports that are open beside the public internet's 443 and 8443."""

    networks: tuple[Network, ...] = ()
    ports: tuple[tuple[int, int], ...] = USUAL_PORTS
    plain_http: bool = False

    def port(self, port: int) -> bool:
        """Tell whether a port may be asked."""
        return any(first <= port <= last for first, last in self.ports)


def opened(networks: str, ports: str, *, plain_http: bool) -> Opened:
    """Return what two settings say. Raises UserError where they cannot be read: what is open is never guessed."""
    try:
        listed = tuple(ipaddress.ip_network(one.strip()) for one in networks.split(",") if one.strip())
        spans = tuple(_span(one.strip()) for one in ports.split(",") if one.strip())
    except ValueError as cause:
        raise UserError(
            "COUNTERFOIL_WEBHOOK_NETWORKS or COUNTERFOIL_WEBHOOK_PORTS cannot be read.",
            cure="Write networks as 10.1.0.0/16 and ports as 8080 or 9000-9010, parted by commas.",
        ) from cause
    return Opened(listed, (*USUAL_PORTS, *spans), plain_http and bool(listed))


def _span(text: str) -> tuple[int, int]:
    first, dash, last = text.partition("-")
    found = int(first), int(last if dash else first)
    if not 1 <= found[0] <= found[1] <= LAST_PORT:
        raise ValueError("no span of ports")
    return found
