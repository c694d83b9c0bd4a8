"""What is an organisation's offers held against right now? Opened by digest, kept in this process while it is live.

Every request reads the generation in its own transaction; only what has another digest is opened anew. So a change is
live for the next request in every process, and two processes with one generation answer alike.
"""

import hashlib
import io
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
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
from counterfoil.tables.authorisation import Authorisation
from counterfoil.tables.right import is_screened
from counterfoil.tables.seller import Seller
from counterfoil_desk.records.models import Generation, PublishedFile
from counterfoil_desk.records.registers import AUTHORISATIONS, RIGHTS, SELLERS

MOST_KEPT: Final = 16  # organisations' references in one process; those not used for longest go
SCREENED: Final = (RIGHTS, AUTHORISATIONS, SELLERS)  # registers that screening reads
EMPTY: Final = {RIGHTS: NO_RIGHTS, AUTHORISATIONS: Authorisation.create_empty(), SELLERS: Seller.create_empty()}


class Live(NamedTuple):
    """References with the generation and the digests that they are of."""

    number: int
    digests: Mapping[str, str]
    references: References
    rights: pl.DataFrame


_kept: OrderedDict[tuple[int, str], Live] = OrderedDict()
_marks: OrderedDict[str, Marks] = OrderedDict()
_lock = threading.Lock()


def live(organisation: int) -> Live:
    """Return what is live for an organisation; it must be the one that the transaction acts for."""
    generation = Generation.objects.filter(organisation_id=organisation).first()
    number = generation.number if generation else 0
    digests = {name: (generation.digests if generation else {}).get(name, "") for name in SCREENED}
    digest = hashlib.sha256(repr(sorted(digests.items())).encode()).hexdigest()
    with _lock:
        found = _kept.get((organisation, digest))
        if found is None:
            found = Live(number, digests, *_opened(organisation, digests, digest))
            _kept[organisation, digest] = found
        _kept.move_to_end((organisation, digest))
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return found._replace(number=number)


def rests_on(now: Live) -> dict[str, Any]:
    """Return, as answers say it, what a decision rests on: generation, digests of the registers, engine version."""
    return {
        "generation": now.number,
        "digests": {name: sha256 for name, sha256 in now.digests.items() if sha256},
        "engine_version": now.references.engine_version,
    }


def _opened(organisation: int, digests: Mapping[str, str], digest: str) -> tuple[References, pl.DataFrame]:
    """Open the files of a generation; the index of marks is built anew only where the rights are others."""
    tables = {name: _file(organisation, name, digests[name]) for name in SCREENED}
    rights = tables[RIGHTS].filter(is_screened())
    used = without_names(rights, tables, offers=_whoever_may_trade(rights, tables[AUTHORISATIONS]))
    if digests[RIGHTS] not in _marks:
        _marks[digests[RIGHTS]] = build_marks(used[RIGHTS])
        while len(_marks) > MOST_KEPT:
            _marks.popitem(last=False)
    references = replace(
        of_marks_alone(_marks[digests[RIGHTS]]),
        sellers=used[SELLERS],
        authorisations=used[AUTHORISATIONS],
        model=read_model(default_model()),
        policy=read_policy(default_policy()),
        engine_version=__version__,
        inputs_digest=digest,
    )
    return references, rights


def _whoever_may_trade(rights: pl.DataFrame, authorisations: pl.DataFrame) -> pl.LazyFrame:
    """Any authorised seller may be the account of an offer to come: each is read as an account and as a name."""
    named = [*named_sellers(rights), *authorisations["seller"]]
    return pl.LazyFrame({"external_seller_id": named}, schema={"external_seller_id": pl.String})


def _file(organisation: int, register: str, sha256: str) -> pl.DataFrame:
    if not sha256:
        return EMPTY[register]
    kept = PublishedFile.objects.get(organisation_id=organisation, sha256=sha256)
    return pl.read_parquet(io.BytesIO(bytes(kept.content)))
