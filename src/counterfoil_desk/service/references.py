"""What is an organisation's offers held against right now? Opened by digest, kept in this process while it is live.

Every request reads the generation; only what has another digest is opened anew. So a change is live for the next
request in every process, and two processes with one generation answer alike. The first request after a change opens
it; requests of other organisations, and of the generation before, do not wait for that.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, NamedTuple

import polars as pl

from counterfoil import __version__
from counterfoil.run.request import NO_RIGHTS
from counterfoil.screening.marks import Marks, build_marks
from counterfoil.screening.references import References, of_marks_alone
from counterfoil.screening.seller_names import (
    authorisations_without_names,
    named_sellers,
    rights_without_names,
    sellers_without_names,
)
from counterfoil.screening.told import Remembered
from counterfoil.tables.authorisation import Authorisation
from counterfoil.tables.right import is_screened
from counterfoil.tables.seller import Seller
from counterfoil.text.mark_index import Name
from counterfoil.text.mark_scan import Scanner, scanner_of
from counterfoil_desk.records.models import Generation
from counterfoil_desk.records.publishing import CHANGES, opened, together
from counterfoil_desk.records.registers import AUTHORISATIONS, RIGHTS, SELLERS

MOST_KEPT: Final = 16  # organisations' references in one process; those not used for longest go
SCREENED: Final = (RIGHTS, AUTHORISATIONS, SELLERS)  # registers that screening reads
EMPTY: Final = {RIGHTS: NO_RIGHTS, AUTHORISATIONS: Authorisation.create_empty(), SELLERS: Seller.create_empty()}


class Live(NamedTuple):
    """References, their generation and digests, and rights and sellers as the registers have them."""

    number: int
    digests: Mapping[str, str]
    references: References
    rights: pl.DataFrame
    sellers: pl.DataFrame


class At(NamedTuple):
    """A generation as a request read it."""

    number: int
    digests: Mapping[str, str]


class _Dealers(NamedTuple):
    """Sellers and authorisations as screening uses them, names as digests; `registered` are the register's sellers."""

    sellers: pl.DataFrame
    authorisations: pl.DataFrame
    registered: pl.DataFrame


@dataclass
class _Kept:
    """What this process has opened for one organisation. `opening` is held by the one request that opens a change."""

    opening: threading.Lock = field(default_factory=threading.Lock)
    live: Live | None = None
    bases: dict[str, pl.DataFrame] = field(default_factory=dict)  # by digest
    dealers: tuple[tuple[str | None, ...], _Dealers] | None = None  # with the digests of what they are made of
    remembered: Remembered = field(default_factory=Remembered)
    rights: pl.DataFrame | None = None  # that `marks` are built of
    marks: Marks | None = None
    names: tuple[list[Name], Scanner] | None = None


_kept: OrderedDict[int, _Kept] = OrderedDict()
_lock = threading.Lock()


def generation_of(organisation: int) -> At:
    """Return the generation that is live for an organisation; it must be the one that the transaction acts for."""
    found = Generation.objects.filter(organisation_id=organisation).values_list("number", "digests").first()
    return At(*found) if found else At(0, {})


def live(organisation: int, at: At | None = None) -> Live:
    """Return what is live for an organisation, `at` where the generation was read already."""
    number, told = at or generation_of(organisation)
    digests = {name: sha256 for name, sha256 in told.items() if name.removesuffix(CHANGES) in SCREENED}
    with _lock:
        if organisation not in _kept:  # to make one takes longer than to screen an offer
            _kept[organisation] = _Kept()
        kept = _kept[organisation]
        _kept.move_to_end(organisation)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
        found = kept.live
    if found is None or found.digests != digests:
        with kept.opening:
            found = kept.live
            if found is None or found.digests != digests:
                found = _opened(organisation, At(number, digests), kept)
                if kept.live is None or kept.live.number <= number:  # a request of the generation before may be late
                    kept.live = found
    return found._replace(number=number)


def rests_on(now: Live) -> dict[str, Any]:
    """Return, as answers say it, what a decision rests on: generation, digests of the registers, engine version."""
    return {
        "generation": now.number,
        "digests": dict(now.digests),
        "engine_version": now.references.engine_version,
    }


def _opened(organisation: int, at: At, kept: _Kept) -> Live:
    """Open the files of a generation: bases that are open already are kept, and so is what changed rights do not touch.

    What earlier rights told is remembered, so that the index of marks is built anew from what one change is.
    """
    digest = hashlib.sha256(repr(sorted(at.digests.items())).encode()).hexdigest()
    rights = _table(organisation, RIGHTS, at.digests, kept).filter(is_screened())
    dealers = _dealers(organisation, at.digests, kept)
    for sha256 in kept.bases.keys() - set(at.digests.values()):
        del kept.bases[sha256]
    registered = dealers.registered["id"].to_list()
    used = rights_without_names(rights, registered=registered, trading=named_sellers(rights))
    references = replace(
        of_marks_alone(_marks(used, kept)),
        sellers=dealers.sellers,
        authorisations=dealers.authorisations,
        engine_version=__version__,
        inputs_digest=digest,
    )
    return Live(at.number, at.digests, references, rights, dealers.registered)


def _dealers(organisation: int, digests: Mapping[str, str], kept: _Kept) -> _Dealers:
    """Return accounts and authorisations: those that are there where neither register changed.

    Any authorised seller may be the account of an offer to come: each is read as an account and as a name.
    """
    made_of = tuple(digests.get(name + changes) for name in (AUTHORISATIONS, SELLERS) for changes in ("", CHANGES))
    if kept.dealers is None or kept.dealers[0] != made_of:
        sellers, given = (_table(organisation, name, digests, kept) for name in (SELLERS, AUTHORISATIONS))
        used = authorisations_without_names(
            given, registered=sellers["id"].to_list(), trading=given["seller"].to_list()
        )
        kept.dealers = (made_of, _Dealers(sellers_without_names(sellers), used, sellers))
    return kept.dealers[1]


def _table(organisation: int, register: str, digests: Mapping[str, str], kept: _Kept) -> pl.DataFrame:
    """Return a register: its base, with what changed since."""
    base, changes = digests.get(register), digests.get(register + CHANGES)
    if base is None:
        return EMPTY[register]
    if base not in kept.bases:
        kept.bases[base] = opened(organisation, base)
    return together(kept.bases[base], opened(organisation, changes) if changes else None)


def _marks(rights: pl.DataFrame, kept: _Kept) -> Marks:
    """Return the marks of rights: those that are built where the rights are the same, else built with what is known."""
    if kept.rights is None or not kept.rights.equals(rights):
        kept.marks = build_marks(rights, lambda names: _scanner(names, kept), kept.remembered)
        kept.rights = rights
    assert kept.marks is not None
    return kept.marks


def _scanner(names: Sequence[Name], kept: _Kept) -> Scanner:
    """Return the scanner of names: the one that is there, where no name changed."""
    if kept.names is None or kept.names[0] != names:
        kept.names = (list(names), scanner_of(names))
    return kept.names[1]
