"""What does a court order say? Its TOML as a record: court, kind, defendants, marks, whom it binds, funds, duties.

Sources: Fed. R. Civ. P. 65(b)(2) (an order without notice), 65(d)(2) (who is bound: the parties, their agents, and all
in active concert with them who have actual notice); 15 USC 1116(d).
"""

import datetime as dt
from decimal import Decimal

from counterfoil.tables.order import PER_DEFENDANT
from counterfoil.tables.record_file import Record

RESTRAINING, PRELIMINARY, PERMANENT, MARKETPLACE = KINDS = (
    "restraining order",
    "preliminary injunction",
    "permanent injunction",
    "injunction against a marketplace",
)
SELLER = "seller"
INTERMEDIARIES = (
    "marketplace",
    "payment processor",
    "carrier",
    "host",
    "search",
    "advertiser",
    "warehouse",
)
OFFERING, FUNDS, STOCK = "offer", "transfer funds", "dispose of stock"
RESTRAINED = (OFFERING, "sell", "ship", "advertise", FUNDS, STOCK, "destroy records")
EXAMPLE = "examples/order_ring.toml"


class Mark(Record, frozen=True):
    """A restrained mark; without goods, all goods that bear it."""

    mark: str
    goods: tuple[str, ...] = ()
    registration: str | None = None


class Bound(Record, frozen=True):
    """Somebody that the order binds beside the defendants, and when they had notice of it."""

    who: str
    served_on: dt.date | None = None
    comply_within: int = 0  # days from notice


class Funds(Record, frozen=True):
    """What the order restrains of money: a cap in one currency, over each defendant or over all; or, without, all."""

    cap: Decimal | None = None
    currency: str | None = None
    per: str = PER_DEFENDANT


class CarveOut(Record, frozen=True):
    """What the order leaves free: an account, a listing, or an amount of an account's funds (payroll, counsel fees)."""

    why: str
    account: str | None = None
    listing: str | None = None
    amount: Decimal | None = None
    currency: str | None = None
    until: dt.date | None = None


class Undertaking(Record, frozen=True):
    """The security given for whom the order restrains wrongly (Fed. R. Civ. P. 65(c))."""

    amount: Decimal
    currency: str
    form: str = "bond"
    posted_on: dt.date | None = None


class Defendant(Record, frozen=True):
    """One defendant, with all that the order tells by which an account could be found."""

    number: int
    name: str | None = None
    aliases: tuple[str, ...] = ()
    platform: str | None = None
    accounts: tuple[str, ...] = ()
    store_urls: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    bank_accounts: tuple[str, ...] = ()
    registration_numbers: tuple[str, ...] = ()
    tax_numbers: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    address: str | None = None
    country: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The name and the aliases, those without a letter left out."""
        return tuple(name for name in (self.name or "", *self.aliases) if any(letter.isalnum() for letter in name))

    @property
    def details(self) -> int:
        """How many ids, addresses of stores and numbers the order gives."""
        lists = (self.accounts, self.store_urls, self.emails, self.bank_accounts, self.registration_numbers)
        return sum(len(one) for one in (*lists, self.tax_numbers, self.phones))


class Duty(Record, frozen=True):
    """One continuing duty of the marketplace itself: what it has to do, how it is measured, and when it reports."""

    kind: str
    says: str
    within: int = 0  # days in which the act is due
    at_least: Decimal = Decimal("0.95")
    sample: int = 100
    repeat: int = 3  # of terminate: offers taken down after which an account is to be terminated
    every: int | None = None  # days between reports


class OrderRecord(Record, frozen=True):
    """One court order."""

    court: str
    docket: str
    kind: str
    issued_on: dt.date
    id: str | None = None
    effective_on: dt.date | None = None
    expires_on: dt.date | None = None
    served_on: dt.date | None = None  # on the defendants
    territory: tuple[str, ...] = ()
    restrained: tuple[str, ...] = (OFFERING,)
    all_listings: bool = False
    active_concert: bool = False
    marks: tuple[Mark, ...] = ()
    bound: tuple[Bound, ...] = ()
    parties: tuple[Defendant, ...] = ()
    funds: Funds | None = None
    carve_outs: tuple[CarveOut, ...] = ()
    undertaking: Undertaking | None = None
    duties: tuple[Duty, ...] = ()

    @property
    def name(self) -> str:
        """The order's id: its own, or made of the docket."""
        return self.id or "order-" + "".join(letter if letter.isalnum() else "-" for letter in self.docket.lower())

    @property
    def starts_on(self) -> dt.date:
        """The day from which it restrains."""
        return self.effective_on or self.issued_on

    @property
    def notice_on(self) -> dt.date | None:
        """The first day on which anybody who is bound had notice."""
        days = [day for day in (self.served_on, *(one.served_on for one in self.bound)) if day]
        return min(days, default=None)
