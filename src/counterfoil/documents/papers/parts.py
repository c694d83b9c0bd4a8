"""What do papers have in common: who, how much, which goods, until when, by which number of the law?"""

import datetime as dt
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Literal

from msgspec import Meta

from counterfoil.codes import currency as currencies
from counterfoil.tables.record_file import Record

Words = Annotated[str, Meta(min_length=1)]
MOST_DIGITS, MOST_DECIMALS = 15, 12
Count = Annotated[int, Meta(ge=0, lt=10**MOST_DIGITS)]
Short = Annotated[str, Meta(max_length=80)]  # stands in the running lines of each page
Moment = Annotated[dt.datetime, Meta(tz=True)]
Tag = Literal["V", "V2", "M-H", "M-M", "M-L", "D"]  # codes.legal_number.TAGS


class Money(Record, frozen=True, kw_only=True):
    """An amount, always with its currency (ISO 4217)."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        if not self.amount.is_finite() or self.amount < 0 or _is_endless(self.amount):
            raise ValueError(f"{self.amount} is no amount of money: 0 or more is needed, and below 10^15")
        if self.currency not in currencies.CODES:
            raise ValueError(f"{self.currency} is no currency of ISO 4217, such as USD")


class Party(Record, frozen=True, kw_only=True):
    """Who it is written to, from or about. A name may stand in any script; `also` are its other spellings."""

    name: Words
    role: str = ""  # importer, defendant, operator of the facility …
    also: tuple[str, ...] = ()
    address: tuple[str, ...] = ()
    contact: str = ""
    reference: str = ""  # the account, the importer's number: how others know the party


class Signer(Record, frozen=True, kw_only=True):
    """Who signs: an office or a capacity, and a name where the user gives one; the hand stays blank."""

    capacity: Words
    name: str = ""
    office: str = ""


class Goods(Record, frozen=True, kw_only=True):
    """Goods of one kind, under one mark, in one consignment or one place."""

    what: Words
    quantity: Count
    unit: str = "units"
    mark: str = ""
    registration: str = ""  # of the mark, and its recordation
    codes: tuple[str, ...] = ()  # serial, lot, GTIN, SKU
    origin: str = ""
    value: Money | None = None  # of all of them
    value_basis: str = ""  # domestic value, suggested retail price …


class Deadline(Record, frozen=True, kw_only=True):
    """Until when something may or must be done; `counted` shows the arithmetic, `rule` the provision.

    `by` is empty while the day from which it is counted has not come; `counted` then says what is waited for.
    """

    what: Words
    by: dt.date | None = None
    rule: Words
    counted: str = ""
    verified: Tag = "V"

    def __post_init__(self) -> None:
        if self.by is None and not self.counted:
            raise ValueError("a deadline without its day (`by`) needs `counted`: how long, and from what")


class Cited(Record, frozen=True, kw_only=True):
    """A number of the law with its source, as `codes.legal_number` has it."""

    value: Decimal
    unit: Words
    source: Words
    verified: Tag = "V"

    def __post_init__(self) -> None:
        if not self.value.is_finite() or _is_endless(self.value):
            raise ValueError(f"{self.value} is no number of a law")


class Provision(Record, frozen=True, kw_only=True):
    """What a law or a report says, in words, where it stands, and how far that was verified."""

    says: Words
    source: Words
    verified: Tag = "V"


class Fact(Record, frozen=True, kw_only=True):
    """One sentence of fact, and the exhibits that show it."""

    says: Words
    exhibits: tuple[str, ...] = ()
    source: str = ""


class Proceeding(Record, frozen=True, kw_only=True):
    """The court, the docket and the parties of a proceeding."""

    court: Words
    docket: Words
    plaintiffs: Annotated[tuple[Party, ...], Meta(min_length=1)]
    defendants: Annotated[tuple[Party, ...], Meta(min_length=1)]


class Paper(Record, frozen=True, kw_only=True):
    """What every paper has: its case, and its number, which is made of case, kind and contents where it is empty.

    A draft says so on every page; what a machine filled in is one until a person takes it as theirs.
    """

    case_id: Short = ""
    number: Short = ""
    draft: bool = False
    remarks: tuple[str, ...] = ()  # sentences that stand at the end


def in_order(record: Record, *names: str) -> None:
    """Raise ValueError where a day or a moment of the record lies before the one that `names` puts before it."""
    given = [(name, getattr(record, name)) for name in names if getattr(record, name) is not None]
    for (earlier, first), (later, second) in pairwise(given):
        if second < first:
            raise ValueError(f"{later} ({second}) lies before {earlier} ({first})")


def _is_endless(number: Decimal) -> bool:
    """Return whether the number would fill pages once it is written out."""
    return number.adjusted() >= MOST_DIGITS or int(number.as_tuple().exponent) < -MOST_DECIMALS
