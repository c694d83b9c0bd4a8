"""Make the decision on one offer again from what its run kept: the same bytes, or what differs and why."""

import hashlib
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from counterfoil.run.differences import between_settings, between_tables, between_versions, canonical
from counterfoil.run.finished import OfferRows, rows_of, run_record
from counterfoil.run.inputs import digest_of
from counterfoil.run.order_blocking import screened
from counterfoil.run.pictures.kept import FILES as PICTURES
from counterfoil.run.pictures.kept import pictures_of_offer
from counterfoil.run.record import (
    FOLDER,
    MODEL,
    POLICY,
    Kept,
    inputs_digest,
    read_kept,
    references_from,
    versions,
)
from counterfoil.run.replay_inputs import inputs_in
from counterfoil.screening.offer_rows import prepared
from counterfoil.screening.pictures.given import NO_PICTURES, PictureTables
from counterfoil.screening.references import References
from counterfoil.tables.offer import Offer

COMPARED = ("offers.parquet", "findings.parquet", "assessments.parquet", "decisions.parquet")
SAME_IN_ALL = ("engine_version", "inputs_digest")  # columns that say the same in every assessment: told once
OF_THE_WHOLE = "assessments: "  # how a sentence about one of them begins
DIGITS = 12  # of a digest shown where two are compared


class Replayed(NamedTuple):
    """What a replay found; each tuple holds one sentence per difference.

    `recorded` and `recomputed` are the SHA-256 of the offer's rows as canonical JSON; `unused` says which of the
    inputs named by the user stood in for nothing.
    """

    recorded: str
    recomputed: str
    damaged: tuple[str, ...]
    versions: tuple[str, ...]
    inputs: tuple[str, ...]
    rows: tuple[str, ...]
    unused: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """True where the rows are the same bytes and every file is as the run left it."""
        return self.recorded == self.recomputed and not self.damaged


def replay(folder: Path, offer_id: str, *, inputs: Path | None = None) -> Replayed:
    """Return how the offer's rows, made again, compare with those that the run in `folder` wrote.

    With `inputs`, a folder of input files or of another run's kept tables, those are used in place of what was kept.
    Raises UserError where no finished run lies there, the offer is unknown, or a file cannot be read.
    """
    record = run_record(folder)
    rows = rows_of(folder, offer_id)
    kept = read_kept(folder / FOLDER)
    offers = pl.scan_parquet(folder / "offers.parquet")
    given = inputs_in(inputs, record["files"], kept=kept, offers=offers) if inputs else None
    used = given.kept if given else kept
    again = made_again(rows.offers, references_from(used), pictures_of_offer(folder, offer_id))
    before, after = rows._asdict(), again._asdict()
    return Replayed(
        recorded=hashlib.sha256(canonical(before)).hexdigest(),
        recomputed=hashlib.sha256(canonical(after)).hexdigest(),
        damaged=tuple(_damaged(folder, record) or _digest_of_inputs(record, kept)),
        versions=tuple(between_versions(record.get("versions", {}), versions())),
        inputs=tuple(_between(kept, used)),
        rows=tuple(_between_rows(rows, again)),
        unused=given.unused if given else (),
    )


def made_again(recorded: pl.DataFrame, references: References, pictures: PictureTables = NO_PICTURES) -> OfferRows:
    """Return the rows of one offer, screened anew (`recorded`: its row of offers.parquet; `pictures`: of the offer).

    What intake derives from its words is derived anew too; its place in the file is taken over.
    """
    anew = prepared(recorded.select(Offer.column_names()))
    offer = pl.concat([anew, recorded.drop(anew.columns, strict=False)], how="horizontal").select(recorded.columns)
    result = screened(offer, references, pictures)
    return OfferRows(offer, result.findings, result.assessments, result.decisions)


def _damaged(folder: Path, record: dict[str, Any]) -> list[str]:
    """Name the files that are not, byte for byte, what the run wrote."""
    outputs = record.get("outputs", {})
    expected = {f"{FOLDER}/{name}": digest for name, digest in record[FOLDER].items()}
    expected |= {name: outputs.get(name) for name in COMPARED}
    expected |= {name: outputs[name] for name in PICTURES.values() if name in outputs}
    found = ((name, digest, digest_of(folder / name)) for name, digest in expected.items())
    return [
        f"{name} was changed after the run: SHA-256 {is_now[:DIGITS]}…, recorded {str(digest)[:DIGITS]}…"
        for name, digest, is_now in found
        if digest != is_now
    ]


def _digest_of_inputs(record: dict[str, Any], kept: Kept) -> list[str]:
    """Check that run.json's inputs_digest is that of the kept files; another engine version makes another one."""
    same_engine = record.get("engine_version") == versions()["counterfoil"]
    now, then = inputs_digest(kept), str(record.get("inputs_digest"))
    if not same_engine or now == then:
        return []
    return [f"the kept inputs come to the digest {now[:DIGITS]}…, run.json says {then[:DIGITS]}…"]


def _between(kept: Kept, used: Kept) -> list[str]:
    tables = [
        line
        for name, was in kept.tables.items()
        for line in between_tables(name, was, used.tables.get(name, was.clear()))
    ]
    settings = ((MODEL, kept.model, used.model), (POLICY, kept.policy, used.policy))
    return tables + [line for name, was, now in settings for line in between_settings(name, was, now)]


def _between_rows(rows: OfferRows, again: OfferRows) -> list[str]:
    plain = [
        line
        for name, was in rows._asdict().items()
        for line in between_tables(name, was.drop(SAME_IN_ALL, strict=False), _like(getattr(again, name), was))
    ]
    wholes = (
        (column, *(_first(table.assessments, column) for table in (rows, again)))
        for column in SAME_IN_ALL
        if not rows.assessments.is_empty() and not again.assessments.is_empty()
    )
    return plain + [f"{OF_THE_WHOLE}{column} was {was}, is {now}" for column, was, now in wholes if was != now]


def _like(table: pl.DataFrame, model: pl.DataFrame) -> pl.DataFrame:
    kept = table.drop(SAME_IN_ALL, strict=False)
    return kept.select([name for name in model.columns if name in kept.columns])


def _first(table: pl.DataFrame, column: str) -> object:
    return table[column].first()
