"""May something be sent to this address, as it is written? Read strictly: what two readers could read in two ways is refused.

This is the first of two guards. The second, `outgoing.networks`, judges the addresses to which the name leads.
"""

import ipaddress
import re
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from counterfoil.errors import UserError
from counterfoil_desk.outgoing.opened import Opened

LONGEST: Final = 2_000
PORTS: Final = {"https": 443, "http": 80}
PLAIN: Final = re.compile(r"[!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]+")  # RFC 3986 without what needs escapes
LABEL: Final = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?")
NUMBER: Final = re.compile(r"[0-9]+|0x[0-9a-f]*")  # by which readers take the whole name for an IPv4 address
INNER_NAMES: Final = (  # names that by custom or rule lead nowhere outside
    *("localhost", "local", "internal", "intranet", "private", "corp", "home", "lan", "localdomain"),
    *("arpa", "onion", "test", "invalid"),
)


class Address(NamedTuple):
    """An address taken apart: `host` in small letters, an IPv6 address without brackets; `target` is path and query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def name(self) -> str:
        """Host and port as they stand in an address and in the header Host; the usual port is left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host + ("" if self.port == PORTS[self.scheme] else f":{self.port}")

    @property
    def origin(self) -> str:
        """What may be shown to those who need not know the path, in which a receiver's key may stand."""
        return f"{self.scheme}://{self.name}"


def address_of(text: str, opened: Opened) -> Address:
    """Return a written address, taken apart. Raises UserError with what is wrong with it and how it is mended."""
    if not PLAIN.fullmatch(text) or len(text) > LONGEST:
        raise _refused(_("The address is too long, or has spaces or unusual letters."), _("Write it as https://…"))
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as cause:
        raise _refused(_("The address cannot be read."), _("Write it as https://…")) from cause
    scheme = parts.scheme.lower()
    if scheme not in (("https", "http") if opened.plain_http else ("https",)):
        raise _refused(_("The address does not begin with https://."), _("Only encrypted addresses are told anything."))
    if "@" in parts.netloc or "#" in text:
        raise _refused(_("The address holds a user name or a fragment."), _("Leave it out; the secret signs instead."))
    host = _host(parts.hostname or "", opened)
    port = PORTS[scheme] if port is None else port
    if not opened.port(port):
        raise _refused(_("This port is not open for webhooks."), _("Use 443 or 8443, or ask who runs the desk."))
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Address(scheme, host, port, target)


def _host(host: str, opened: Opened) -> str:
    """Return a host's name, or its address where it is one. Raises UserError for any other thing."""
    host = host.lower()
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        pass
    else:
        if "%" not in host:  # a zone is of this machine alone
            return str(found)
    labels = host.removesuffix(".").split(".")
    if not all(LABEL.fullmatch(label) for label in labels) or NUMBER.fullmatch(labels[-1]) or len(host) > 253:  # noqa: PLR2004  RFC 1035
        raise _refused(_("The address has no name of a host that can be used."), _("Write it as https://name.example/…"))
    if not opened.networks and (len(labels) == 1 or any(_ends_with(host, name) for name in INNER_NAMES)):
        raise _refused(_("The address leads into an inner network."), _("Name a receiver on the public internet."))
    return host.removesuffix(".")


def _ends_with(host: str, name: str) -> bool:
    return f".{host.removesuffix('.')}".endswith(f".{name}")


def _refused(message: str, cure: str) -> UserError:
    return UserError(message, cure=cure)
