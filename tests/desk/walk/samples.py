"""What stands in an address that takes an id: something of the member's organisation, made for the walk."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from counterfoil_desk.accounts.models import Member

Sample = Callable[[Member], Mapping[str, Any]]


def _unknown_secret(_member: Member) -> dict[str, Any]:
    return {"secret": "unknown"}


SAMPLES: Final[Mapping[str, Sample]] = {
    "set-up": _unknown_secret,
}
