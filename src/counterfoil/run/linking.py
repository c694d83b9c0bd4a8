"""Link sellers on files: read them, compare, and write links, parties, re-entries, networks and run.json."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from counterfoil import __version__
from counterfoil.documents.party_report import PartyTables, party_report
from counterfoil.intake.judgements import read_judgements, read_resolved_parties
from counterfoil.intake.tables import read_sellers
from counterfoil.linking.link import NO_JUDGEMENTS, Linked, link_sellers
from counterfoil.linking.parties import NO_PARTIES
from counterfoil.linking.seller_comparisons import SELLERS
from counterfoil.linking.seller_records import NO_SIGNS
from counterfoil.linking.weights import BUILT_IN, Weights, built_in, read_weights
from counterfoil.run.inputs import Inputs, opened
from counterfoil.run.linking_files import NETWORKS, write_networks
from counterfoil.run.linking_offers import signs_in
from counterfoil.run.outputs import SEAL, staged, write_json, write_parquet
from counterfoil.tables.contract import LINE
from counterfoil.tables.reject import Reject
from counterfoil.tables.seller import Seller

TERMINATED = "terminated"
STEPS = ("Reading sellers", "Reading offers", "Comparing sellers", "Writing the results")
NO_SELLERS = Seller.create_empty()
Telling = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class LinkRequest:
    """The files of one linking; only sellers, the day and the folder for the results must be given."""

    sellers: Path
    out: Path
    day: dt.date
    offers: Path | None = None
    images: Path | None = None
    terminated: Path | None = None
    judgements: Path | None = None
    previous: Path | None = None
    weights: Path | None = None
    learn: int | None = None


def run_linking(request: LinkRequest, *, tell: Telling = lambda _: None) -> dict[str, Any]:
    """Link a file of sellers into `request.out` and return what run.json says of it.

    Writes parties, links, re_entries and rejects (Parquet), networks as SVG, GraphML and FollowTheMoney, report.html
    and, last, run.json. Raises UserError for input that cannot be used; nothing is then left behind.
    """
    started, inputs = dt.datetime.now(dt.UTC), Inputs()
    tell(STEPS[0])
    sellers = _sellers(request, inputs)
    weights = _weights(request.weights, inputs)
    judgements = inputs.table("judgements", request.judgements, read_judgements, NO_JUDGEMENTS)
    previous = inputs.table("previous parties", request.previous, read_resolved_parties, NO_PARTIES)
    tell(STEPS[1])
    signs = signs_in(request.offers, request.images, inputs) if request.offers else NO_SIGNS
    tell(STEPS[2])
    linked = link_sellers(
        sellers,
        weights,
        day=request.day,
        signs=signs,
        judgements=judgements,
        previous=previous.drop(LINE, strict=False),
        learn=request.learn,
    )
    tell(STEPS[3])
    record = _record(request, inputs, linked, sellers, weights) | {"started_at": started.isoformat(timespec="seconds")}
    with staged(request.out) as work:
        for name, table in (*linked._asdict().items(), ("rejects", _rejects(inputs))):
            write_parquet(work / f"{name}.parquet", table)
        write_networks(work, linked, sellers)
        (work / "report.html").write_text(_report(work, linked, sellers, record), encoding="utf-8")
        write_json(work / SEAL, record)
    return record


def _report(work: Path, linked: Linked, sellers: pl.DataFrame, record: dict[str, Any]) -> str:
    drawn = {path.stem: path.read_text(encoding="utf-8") for path in sorted((work / NETWORKS).glob("*.svg"))}
    tables = PartyTables(
        linked.parties, linked.links, linked.re_entries, linked.evidence, sellers.select("id", "status")
    )
    return party_report(tables, drawn, record)


def _sellers(request: LinkRequest, inputs: Inputs) -> pl.DataFrame:
    """Return all sellers; those of the file of terminated ones are that, whatever the file says. Each account once."""
    own = inputs.table("sellers", request.sellers, read_sellers, NO_SELLERS)
    closed = inputs.table("terminated", request.terminated, read_sellers, NO_SELLERS)
    is_known = pl.col("status").is_in([TERMINATED, "debarred"]).fill_null(value=False)
    named = closed.with_columns(status=pl.when(is_known).then("status").otherwise(pl.lit(TERMINATED)))
    columns = NO_SELLERS.columns
    first_told = pl.concat([named.select(columns), own.select(columns)])
    return Seller.cast(first_told.unique("id", keep="first", maintain_order=True))


def _weights(path: Path | None, inputs: Inputs) -> Weights:
    if path is None:
        return read_weights(built_in(), SELLERS, file=BUILT_IN)
    with opened(path) as stream:
        data = stream.read()
    inputs.note("weights", path)
    return read_weights(data, SELLERS, file=path.name)


def _rejects(inputs: Inputs) -> pl.DataFrame:
    return pl.concat([Reject.create_empty(), *inputs.rejects])


def _record(
    request: LinkRequest, inputs: Inputs, linked: Linked, sellers: pl.DataFrame, weights: Weights
) -> dict[str, Any]:
    """Return what run.json says: counts, files with their digests, and by what it was linked."""
    still = linked.parties.filter(pl.col("until").is_null() & pl.col("seller_id").is_in(sellers["id"].implode()))
    sizes = still.group_by("party_id").len()["len"]
    relations = dict(linked.links.group_by("relation").len().iter_rows())
    return {
        "engine_version": __version__,
        "model": weights.name,
        "day": request.day.isoformat(),
        "learned_by_seed": request.learn,
        "counts": {
            "sellers": sellers.height,
            "rejected": _rejects(inputs).height,
            "parties": sizes.len(),
            "parties_of_several_accounts": int((sizes > 1).sum()),
            "links": {relation: relations[relation] for relation in sorted(relations)},
            "re_entries": linked.re_entries["seller_id"].n_unique(),
        },
        "files": inputs.files,
    }
