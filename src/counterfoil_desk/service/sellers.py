"""Check sellers for an organisation: status, findings, obligations with their clocks, and denied parties.

The engine vets (`vetting.vet`); what the register knows of a seller stands where the request is silent. An answer holds
what the engine's tables hold: no name, no address, and of numbers no more than their last four signs.
"""

import datetime as dt
import hashlib
import io
import json
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

import orjson
import polars as pl

from counterfoil import __version__
from counterfoil.intake.convert import emptied
from counterfoil.intake.mapping import Mapping
from counterfoil.intake.tables import read_sellers
from counterfoil.tables.contract import LINE
from counterfoil.vetting.references import VettingReferences
from counterfoil.vetting.vet import Vetted, vet
from counterfoil_desk.audit.actions import record
from counterfoil_desk.records.models import SellerRow
from counterfoil_desk.service.denied_lists import denied
from counterfoil_desk.service.references import live, rests_on
from counterfoil_desk.service.telling import tell_checked

REPEATED: Final = "id must not be used twice; an earlier one has it"
TOLD: Final = (
    "status", "tier", "score", "why", "reasons", "party_reasons", "missing", "party_missing", "due_on", "disclosure",
    "regimes",
)  # fmt: skip
FINDING: Final = ("kind", "weight", "field", "detail", "party_detail")
CLOCK: Final = ("regime", "clock", "began_on", "due_on", "met_on", "state", "by_platform", "says", "source")
MATCH: Final = ("dataset", "entry_id", "listed_as", "topics", "strength", "weight", "explained")
CERTAIN: Final = "certain"
JSON_LINES: Final = Mapping(format="json_lines")
Json = dict[str, Any]


def check_sellers(sellers: Sequence[Json], *, organisation: int, by: str, day: dt.date | None = None) -> Json:
    """Return what vetting says of each seller on a day (today, UTC), and on what it rests; rejects of the others.

    Raises UserError where no seller can be used.
    """
    on = day or dt.datetime.now(dt.UTC).date()
    sellers = _with_ids_as_read(sellers)
    now = live(organisation)
    sha256, lists = denied(organisation, day=on)
    repeated = _repeated(sellers)
    lines = _lines(sellers, {one[LINE] for one in repeated}, _known(sellers, organisation))
    read = read_sellers(io.BytesIO(lines), file="request", mapping=JSON_LINES)
    digests = {**rests_on(now)["digests"], **({"denied lists": sha256} if sha256 else {})}
    references = VettingReferences(
        denied=lists,
        rights=now.rights,
        authorisations=now.references.authorisations,
        engine_version=__version__,
        inputs_digest=_digest(digests, on),
    )
    vetted = vet(read.kept.drop(LINE), references, day=on)
    _note(vetted, now.number, organisation=organisation, by=by)
    rejects = [*read.rejects.select(LINE, "field", "value", "rule").to_dicts(), *repeated]
    return {
        **rests_on(now),
        "digests": digests,
        "day": on.isoformat(),
        "regimes": [regime.label for regime in references.regimes],
        "results": _results(vetted),
        "rejects": sorted(rejects, key=lambda one: int(one[LINE])),
    }


def _with_ids_as_read(sellers: Sequence[Json]) -> list[Json]:
    """Return the sellers with their ids as the engine will read them, which is how the register has them."""
    ids = emptied(pl.DataFrame({"id": [one["id"] for one in sellers]}, schema={"id": pl.String}))["id"]
    return [{**one, "id": read or one["id"]} for one, read in zip(sellers, ids, strict=True)]


def _repeated(sellers: Sequence[Json]) -> list[Json]:
    """Return a reject for each seller whose id an earlier one has; the engine would refuse both."""
    seen: set[str] = set()
    found: list[Json] = []
    for line, seller in enumerate(sellers, start=1):
        if seller["id"] in seen:
            found.append({LINE: line, "field": "id", "value": seller["id"], "rule": REPEATED})
        seen.add(seller["id"])
    return found


def _known(sellers: Sequence[Json], organisation: int) -> dict[str, Json]:
    """Return what the organisation's own register says of them; rows that others share are not asked."""
    ids = [one["id"] for one in sellers]
    own = SellerRow.objects.filter(organisation_id=organisation, key__in=ids)
    return dict(own.values_list("key", "content"))


def _lines(sellers: Sequence[Json], left_out: set[int], known: dict[str, Json]) -> bytes:
    """Return the sellers as the engine reads them, the register's rows under what the request says."""
    return b"\n".join(
        b"" if line in left_out else orjson.dumps({**known.get(one["id"], {}), **one})
        for line, one in enumerate(sellers, start=1)
    )


def _note(vetted: Vetted, generation: int, *, organisation: int, by: str) -> None:
    statuses = dict(vetted.dossiers.select("seller_id", "status").iter_rows())
    told: Json = {"statuses": dict(sorted(Counter(statuses.values()).items()))}
    record(actor=by, act="sellers checked", subject=("generation", str(generation)), told=told)
    tell_checked(statuses, organisation=organisation)


def _results(vetted: Vetted) -> list[Json]:
    findings = _by_seller(vetted.findings.rename({"subject_id": "seller_id"}), FINDING)
    clocks, matches = _by_seller(vetted.clocks, CLOCK), _by_seller(vetted.matches, MATCH)
    return [
        {
            "id": row["seller_id"],
            **{name: _plain(row[name]) for name in TOLD},
            "findings": findings.get(row["seller_id"], []),
            "clocks": clocks.get(row["seller_id"], []),
            "denied_matches": matches.get(row["seller_id"], []),
            "is_denied": any(one["strength"] == CERTAIN for one in matches.get(row["seller_id"], [])),
        }
        for row in vetted.dossiers.iter_rows(named=True)
    ]


def _by_seller(rows: pl.DataFrame, columns: Sequence[str]) -> dict[str, list[Json]]:
    found: dict[str, list[Json]] = {}
    for row in rows.iter_rows(named=True):
        found.setdefault(row["seller_id"], []).append({name: _plain(row[name]) for name in columns})
    return found


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def _digest(digests: dict[str, str], day: dt.date) -> str:
    """Return one SHA-256 over all that an answer depends on beside the sellers themselves."""
    content = {"engine": __version__, "day": day.isoformat(), "digests": digests}
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
