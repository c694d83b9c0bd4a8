"""Who notifies, for whom, and by which power? A file of the user's; what it holds of people stands in notices alone.

The statements (`good_faith` …) are the notifier's own word: none is assumed.
"""

import datetime as dt
from typing import Literal

from counterfoil.tables.record_file import Record, read_record

EXAMPLE = "examples/notifier.toml"


class PowerOfAttorney(Record, frozen=True):
    """A rights holder's leave to act for it; `rights` and `territories` are empty where it is for all of them."""

    owner: str
    document: str
    valid_from: dt.date
    valid_until: dt.date | None = None
    rights: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()


class Work(Record, frozen=True):
    """A work under copyright, such as the owner's photograph; `rights` are those whose owner holds it."""

    title: str
    rights: tuple[str, ...]
    registration: str = ""
    where: str = ""  # a link to the genuine work


class Recipient(Record, frozen=True):
    """A platform as the notifier reaches it: the address for notices, and the notifier's own number there."""

    name: str
    email: str = ""
    account: str = ""


class Notifier(Record, frozen=True):
    """`role` is what it acts as; `name` and `signature` are a person's."""

    name: str
    role: Literal["owner", "agent", "trusted flagger"]
    organisation: str = ""
    email: str = ""
    telephone: str = ""
    address: str = ""
    signature: str = ""
    good_faith: bool = False
    accurate: bool = False
    under_penalty_of_perjury: bool = False
    powers_of_attorney: tuple[PowerOfAttorney, ...] = ()
    works: tuple[Work, ...] = ()
    recipients: tuple[Recipient, ...] = ()

    def recipient(self, name: str) -> Recipient:
        """Return the recipient of that name; one that the file does not name has neither address nor number."""
        known = {one.name.casefold(): one for one in self.recipients}
        return known.get(name.casefold(), Recipient(name=name))


def read_notifier(data: bytes, *, file: str) -> Notifier:
    """Return the notifier. Raises UserError for a file that is none."""
    return read_record(data, Notifier, file=file, what="notifier", example=EXAMPLE)
