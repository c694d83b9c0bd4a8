"""What is known of a case when its penalties are worked out: seizures, values, registrations, proofs, factors.

Amounts are US dollars: the statutes know no other currency, and none is converted here.
"""

import datetime as dt
from decimal import Decimal
from typing import Literal

from counterfoil.tables.record_file import Record

Culpability = Literal["fraud", "gross negligence", "negligence"]
Evidence = Literal["document", "object", "testimony", "admission", "record"]  # a score is none of them
COUNTERFEIT_SEIZURE = "19 USC 1526(e)"


class Msrp(Record, frozen=True):
    """The manufacturer's suggested retail price in the United States, as genuine: a record, never an estimate."""

    amount: Decimal | None = None
    source: str = ""
    on: dt.date | None = None  # the day for which the source gives it
    model: str = ""  # the closest genuine model
    none_because: str = ""  # why there is none


class Line(Record, frozen=True):
    """Goods of one kind under one mark in one seizure."""

    goods: str
    mark: str
    units: int
    msrp: Msrp | None = None
    article_value: Decimal | None = None  # of all units, as they are


class Seizure(Record, frozen=True):
    """One seizure of one person's goods, by its number."""

    number: str
    on: dt.date
    lines: tuple[Line, ...]
    under: str = COUNTERFEIT_SEIZURE


class Registration(Record, frozen=True):
    """A mark's registration, and its recordation with Customs."""

    mark: str
    number: str
    register: Literal["principal", "supplemental"]
    registered_on: dt.date
    ended_on: dt.date | None = None
    recordation: str = ""
    recorded_on: dt.date | None = None
    recordation_ended_on: dt.date | None = None


class Proof(Record, frozen=True):
    """What proves one element of one statute: `element` is its key, such as `1526f.assistance`.

    Who examined goods speaks of those alone: a proof of what only a witness can prove names their mark, and their
    seizure where it is of one.
    """

    element: str
    exhibit: str
    kind: Evidence
    witness: str = ""
    seizure: str = ""  # its number, where the proof is of one alone
    mark: str = ""  # where the proof is of the goods under one mark alone


class Entry(Record, frozen=True):
    """Goods entered by false or left-out information, 19 USC 1592; `lost` duties, taxes and fees, 0 where none."""

    culpability: Culpability
    domestic_value: Decimal
    dutiable_value: Decimal
    lost: Decimal
    on: dt.date
    prior_disclosure: bool = False


class CounterfeitUse(Record, frozen=True):
    """A counterfeit mark and the types of goods that it was used on."""

    mark: str
    types: tuple[str, ...]


class Suit(Record, frozen=True):
    """What a rights holder may ask in court."""

    uses: tuple[CounterfeitUse, ...] = ()
    wilful: bool = False
    profits: Decimal | None = None
    damages: Decimal | None = None
    domains: tuple[str, ...] = ()
    works: tuple[str, ...] = ()  # copyright works; a compilation counts once
    innocent: bool = False


class Offence(Record, frozen=True):
    """Trafficking in counterfeits, 18 USC 2320."""

    by: Literal["individual", "entity"]
    earlier: bool = False  # an earlier conviction under the section
    harm: Literal["none", "serious injury", "death"] = "none"
    military_or_drugs: bool = False


class Violation(Record, frozen=True):
    """One violation of the INFORM Consumers Act by a marketplace."""

    says: str
    on: dt.date


class Band(Record, frozen=True):
    """Shares of the most between which an operator expects a mitigated penalty under a statute, with its source."""

    statute: str
    least: Decimal
    most: Decimal
    source: str


class PenaltyCase(Record, frozen=True):
    """One person's case; `person` is an id, never a name."""

    id: str
    person: str
    seizures: tuple[Seizure, ...] = ()
    registrations: tuple[Registration, ...] = ()
    proofs: tuple[Proof, ...] = ()
    entries: tuple[Entry, ...] = ()
    suit: Suit | None = None
    offence: Offence | None = None
    violations: tuple[Violation, ...] = ()
    factors: tuple[str, ...] = ()  # keys of mitigation.FACTORS
    bands: tuple[Band, ...] = ()  # none are shipped: the published ones could not be verified
