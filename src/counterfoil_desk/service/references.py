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
from counterfoil.evidence.policy import default_policy
from counterfoil.evidence.policy_file import read_policy
from counterfoil.evidence.weights import default_model, read_model
from counterfoil.run.request import NO_RIGHTS, without_names
from counterfoil.screening.marks import Marks, build_marks
from counterfoil.screening.references import References, of_marks_alone
from counterfoil.screening.seller_names import named_sellers
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


@dataclass
class _Kept:
    """What this process has opened for one organisation. `opening` is held by the one request that opens a change."""

    opening: threading.Lock = field(default_factory=threading.Lock)
    live: Live | None = None
    bases: dict[str, pl.DataFrame] = field(default_factory=dict)  # by digest
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
        kept = _kept.setdefault(organisation, _Kept())
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
    tables = {name: _table(organisation, name, at.digests, kept) for name in SCREENED}
    for sha256 in kept.bases.keys() - set(at.digests.values()):
        del kept.bases[sha256]
    rights = tables[RIGHTS].filter(is_screened())
    used = without_names(rights, tables, offers=_whoever_may_trade(rights, tables[AUTHORISATIONS]))
    references = replace(
        of_marks_alone(_marks(used[RIGHTS], kept)),
        sellers=used[SELLERS],
        authorisations=used[AUTHORISATIONS],
        model=read_model(default_model()),
        policy=read_policy(default_policy()),
        engine_version=__version__,
        inputs_digest=digest,
    )
    return Live(at.number, at.digests, references, rights, tables[SELLERS])


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


def _whoever_may_trade(rights: pl.DataFrame, authorisations: pl.DataFrame) -> pl.LazyFrame:
    """Any authorised seller may be the account of an offer to come: each is read as an account and as a name."""
    named = [*named_sellers(rights), *authorisations["seller"]]
    return pl.LazyFrame({"external_seller_id": named}, schema={"external_seller_id": pl.String})
