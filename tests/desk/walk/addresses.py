"""Every address of the desk that is ours, with what opens it: the walking tests go through all of them.

An address that takes an id needs a sample: where none is said, the walk fails and says so.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.urls import URLPattern, get_resolver, reverse

from counterfoil_desk.accounts.models import Member
from desk.walk.samples import SAMPLES


class Address(NamedTuple):
    """A page: its name, its view, and the names of what its address takes."""

    name: str
    view: Callable[..., Any]
    takes: tuple[str, ...]

    @property
    def least(self) -> Any:
        """Who may open it: a role, or “strangers”; None where the view does not say."""
        return getattr(self.view, "least_role", None)

    @property
    def is_of_one_organisation(self) -> bool:
        """Whether the address names what one organisation has; a register has the same name for all."""
        return bool(set(self.takes) - {"register"})

    def of(self, member: Member) -> str:
        """Return the address of what belongs to a member's organisation."""
        return reverse(self.name, kwargs=SAMPLES[self.name](member) if self.takes else {})


def ours() -> Iterator[Address]:
    """Go through the addresses that are not a library's."""
    for pattern in get_resolver().url_patterns:
        if isinstance(pattern, URLPattern) and pattern.name:
            yield Address(pattern.name, pattern.callback, tuple(pattern.pattern.converters))
