"""Turn the matches of all batches into the files that users get, and count what they come to."""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from counterfoil import __version__
from counterfoil.documents.matching_report import MatchingParts, matching_report
from counterfoil.matching.commingled import with_commingled
from counterfoil.matching.source.sought import Sought
from counterfoil.matching.source.travelling import travelling
from counterfoil.run.inputs import digest_of
from counterfoil.run.matching_gathered import FOUND_BY, Gathered
from counterfoil.run.outputs import GROUP, SEAL, TableWriter, frames_of, write_json, write_parquet
from counterfoil.run.product_models import LEARNED
from counterfoil.run.record import versions
from counterfoil.tables.goods import Goods
from counterfoil.tables.match import Match

STAGED_MATCHES, ITEMS, GOODS = "staged-matches.parquet", "items.parquet", "goods.parquet"
OUTPUTS = ("matches.parquet", ITEMS, GOODS, "rejects.parquet")
STAGED = Match.create_empty().with_columns(facility=pl.lit(None, dtype=pl.String))
_ITEM = Goods.create_empty().with_columns(line=pl.lit(None, dtype=pl.Int64), file=pl.lit(None, dtype=pl.String))
MATCHED = _ITEM.select(FOUND_BY)


class Told(NamedTuple):
    """What the results are said of: the goods, the models, what was gathered of the matches, the files, the counts,
    and what was seen of pictures."""

    sought: Sought
    models: Mapping[str, str]
    gathered: Gathered
    files: list[dict[str, object]]
    counts: Mapping[str, int]
    pictures: Mapping[str, Any] | None = None


def write_results(work: Path, told: Told, *, started: dt.datetime, took: Callable[[], float]) -> dict[str, Any]:
    """Write matches, report and run.json into `work`, beside items and rejects, and return what run.json says."""
    shared = told.gathered.commingled()
    with TableWriter(work / "matches.parquet", Match.create_empty()) as matches:
        for found in frames_of(work / STAGED_MATCHES, rows=GROUP):
            matches.append(with_commingled(found, shared).drop("facility"))
    (work / STAGED_MATCHES).unlink()
    write_parquet(work / GOODS, travelling(told.sought))
    record: dict[str, Any] = {
        "engine_version": __version__,
        "models": dict(told.models),
        "started_at": started.replace(microsecond=0).isoformat(),
        "counts": {"goods": told.sought.goods.height, **told.counts, **told.gathered.verdicts},
        "files": told.files,
        **({} if told.pictures is None else {"pictures": dict(told.pictures)}),
        "versions": versions(),
        "outputs": {name: digest_of(work / name) for name in (*OUTPUTS, LEARNED) if (work / name).exists()},
        "seconds": round(took(), 3),
    }
    parts = MatchingParts(
        goods=told.sought.goods,
        shown=with_commingled(told.gathered.shown(), shared),
        places=told.gathered.places(),
        run=record,
    )
    (work / "report.html").write_text(matching_report(parts), encoding="utf-8")
    write_json(work / SEAL, record)
    return record
