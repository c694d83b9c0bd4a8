"""How do the rules of consignees stand in files? TOML in, one record to a rule; a user's own file takes their place.

Every rule has its first day, its source and a tag (`codes.legal_number.TAGS`). One that is unverified with low
confidence (M-L) is off until a file says `on = true`; any rule can be switched off with `on = false`.
"""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from importlib import resources
from typing import Literal

from counterfoil.codes.legal_number import TAGS
from counterfoil.codes.mark_territory import UNION
from counterfoil.errors import UserError
from counterfoil.tables.record_file import Record, read_record

SHIPPED = ("ultimate-consignee-1", "seller-register-1", "us-1321-1", "eu-1186-1", "uk-135-1")
OFF = "M-L"
EXAMPLE = "src/counterfoil/enforcement/consignees/rules/us-1321-1.toml"
Mode = Literal["postal", "other"]
MODES: tuple[Mode, ...] = ("other", "postal")
PERSON_AND_DAY, CONSIGNMENT = "person and day", "consignment"


class Cited(Record, frozen=True, kw_only=True):
    """What a rule rests on."""

    source: str
    verified: str
    on: bool | None = None

    @property
    def is_on(self) -> bool:
        """Whether the rule is used."""
        return self.verified != OFF if self.on is None else self.on


class ConsigneeRule(Cited, frozen=True, kw_only=True):
    """From which day on a facility is treated as ultimate consignee, and what kind of text says so."""

    since: dt.date
    standing: str
    says: str


class PersonRule(ConsigneeRule, frozen=True, kw_only=True):
    """Who is the one person of goods that were unsold at importation."""

    who: Literal["facility", "owner"]


class ConsigneeRules(Record, frozen=True, kw_only=True):
    """The rules of a file of consignees, in its order."""

    name: str
    version: int
    territory: tuple[str, ...]
    rules: tuple[ConsigneeRule, ...]
    persons: tuple[PersonRule, ...] = ()


class Asked(Cited, frozen=True, kw_only=True):
    """Something that the register should know of a seller; any one of `given` (columns of Seller) is enough."""

    name: str
    given: tuple[str, ...]
    only: Literal["everyone", "abroad"] = "everyone"


class RegisterRules(Cited, frozen=True, kw_only=True):
    """What a facility should know of sellers, since when, and by which text."""

    name: str
    version: int
    since: dt.date
    standing: str
    says: str
    asked: tuple[Asked, ...]


class ReliefRule(Cited, frozen=True, kw_only=True):
    """Up to which value goods are free `of` duty or tax from a day on; no origins or modes: all; limit 0: none."""

    of: str
    since: dt.date
    limit: Decimal
    currency: str
    says: str
    entry: str
    origins: tuple[str, ...] = ()
    modes: tuple[Mode, ...] = ()


class Excluded(Cited, frozen=True, kw_only=True):
    """Goods, by the first digits of their HS code, that are never free."""

    hs: tuple[str, ...]
    says: str


class Besides(Cited, frozen=True, kw_only=True):
    """What else follows from a day on."""

    since: dt.date
    says: str


class Relief(Record, frozen=True, kw_only=True):
    """One regime of relief: where, counted over what, with its rules in the order of the file."""

    name: str
    version: int
    title: str
    territory: tuple[str, ...]
    counted: Literal["person and day", "consignment"]
    value: str
    rules: tuple[ReliefRule, ...]
    excluded: tuple[Excluded, ...] = ()
    besides: tuple[Besides, ...] = ()

    @property
    def label(self) -> str:
        """The name and version as outputs cite them: `us-1321-1`."""
        return f"{self.name}-{self.version}"


class _File(Record, frozen=True, kw_only=True):
    ultimate_consignee: ConsigneeRules | None = None
    register: RegisterRules | None = None
    relief: Relief | None = None


class Rules(Record, frozen=True, kw_only=True):
    """All rules of a run."""

    consignee: ConsigneeRules
    register: RegisterRules
    reliefs: tuple[Relief, ...]


def shipped_rules(name: str) -> bytes:
    """Return the bytes of a file of rules that comes with Counterfoil, one of SHIPPED."""
    return resources.files(__package__).joinpath(f"rules/{name}.toml").read_bytes()


def rules_of(own: Iterable[tuple[str, bytes]] = ()) -> Rules:
    """Return the rules that come with Counterfoil, those of the user's `own` files (name, bytes) in their place.

    A file takes the place of the one whose `name` it bears; a relief of another name joins. Raises UserError for a file
    that holds no rules, or a tag that is none.
    """
    files = [*((f"{name}.toml", shipped_rules(name)) for name in SHIPPED), *own]
    read = [_read(data, file) for file, data in files]
    reliefs = {one.relief.name: one.relief for one in read if one.relief is not None}
    return Rules(
        consignee=[one.ultimate_consignee for one in read if one.ultimate_consignee is not None][-1],
        register=[one.register for one in read if one.register is not None][-1],
        reliefs=tuple(reliefs.values()),
    )


def places_of(territory: tuple[str, ...]) -> frozenset[str]:
    """Return the countries (ISO 3166-1 alpha-2) of a territory, EU standing for its members."""
    return frozenset(code for one in territory for code in (UNION if one == "EU" else (one,)))


def _read(data: bytes, file: str) -> _File:
    found = read_record(data, _File, file=file, what="file of rules of consignees", example=EXAMPLE)
    if found == _File():
        cure = f"Compare it with {EXAMPLE}: it holds [ultimate_consignee], [register] or [relief]."
        raise UserError("This file holds no rules of consignees.", cure=cure, file=file)
    for rule in _cited(found):
        if rule.verified not in TAGS:
            cure = f"Use one of {', '.join(TAGS)}."
            raise UserError(f"“{rule.verified}” does not say how far a rule was verified.", cure=cure, file=file)
    return found


def _cited(found: _File) -> list[Cited]:
    rules: list[Cited] = []
    if found.ultimate_consignee is not None:
        rules += [*found.ultimate_consignee.rules, *found.ultimate_consignee.persons]
    if found.register is not None:
        rules += [found.register, *found.register.asked]
    if found.relief is not None:
        rules += [*found.relief.rules, *found.relief.excluded, *found.relief.besides]
    return rules
