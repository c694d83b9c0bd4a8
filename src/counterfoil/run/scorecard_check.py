"""Is an exported scorecard what its evidence says, and is its evidence what the tables say? Whoever has them may ask.

Four questions, in this order: are the files those that run.json names, is run.json what was signed, do the numbers
follow from the evidence, and does the evidence follow from the tables, where those are given.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from counterfoil import __version__
from counterfoil.documents.flat import flat
from counterfoil.documents.scorecard_page import scorecard_page
from counterfoil.run.gathered_tables import gathered
from counterfoil.run.inputs import digest_of
from counterfoil.run.outputs import SEAL
from counterfoil.run.scorecard_folder import MEASURES_CSV, PAGE, TRENDS, ScorecardFolder, opened_scorecard
from counterfoil.run.scorecard_parts import parts_of
from counterfoil.run.scorecard_seal import SIGNATURE, seal_of
from counterfoil.scorecards.card import Wanted, counted, evidence_of, wanted_of
from counterfoil.tables.scorecard_evidence import ScorecardEvidence
from counterfoil.tables.scorecard_measure import NOT_MEASURABLE, ScorecardMeasure

LISTED = 20  # differences that are told one by one
NEAR = 1e-6  # numbers are rounded to six decimals; another machine may round the last one otherwise
_OURS = (SEAL, SIGNATURE)
_WHERE = {True: "in the tables and not in the evidence", False: "in the evidence and not so in the tables"}


class Checked(NamedTuple):
    """What was checked, in words, and every difference; `key` is the fingerprint of the key that signed, if any."""

    numbers: int
    evidence: int
    from_tables: bool
    key: str | None
    differences: tuple[str, ...]
    notes: tuple[str, ...]


def check_scorecard(folder: Path, tables: Sequence[Path], *, signer: Path | None = None) -> Checked:
    """Return how a scorecard stands to its own evidence, and to the tables where any are given.

    Raises UserError for a folder or tables that cannot be read, and for a signature that was changed.
    """
    card = opened_scorecard(folder)
    found = list(_files(folder, card.record["outputs"]))
    seal = seal_of(folder, signer=signer)
    if seal is None and card.record.get("signed"):
        found.append(f"{SIGNATURE} is missing: the scorecard was signed")
    if seal is not None and not seal[1]:
        found.append(f"{SEAL} is not the one that was signed")
    found += _numbers(folder, card)
    if tables:
        found += _evidence(card, tables)
    made_with = card.record.get("engine_version")
    notes = [] if made_with == __version__ else [f"made with Counterfoil {made_with}, counted again with {__version__}"]
    return Checked(
        card.measures.height,
        card.evidence.select(pl.len()).collect().item(),
        bool(tables),
        seal[0] if seal else None,
        tuple(found),
        tuple(notes),
    )


def _files(folder: Path, outputs: dict[str, Any]) -> Iterator[str]:
    there = {path.name for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")}
    for name in sorted({*outputs, *there} - set(_OURS)):
        if name not in there:
            yield f"{name} is missing"
        elif name not in outputs:
            yield f"{name} was not there when the scorecard was made"
        elif digest_of(folder / name) != outputs[name]:
            yield f"{name} was changed: its digest is not the one in {SEAL}"


def _numbers(folder: Path, card: ScorecardFolder) -> list[str]:
    """Return in which numbers the evidence and the scorecard differ, and which files do not follow from them."""
    now = counted(_as_told(card), card.evidence, card.asked)
    found = _between(card.measures, now.measures)
    texts = {MEASURES_CSV: flat(card.measures).write_csv(), TRENDS: flat(now.trends).write_csv()}
    if card.record.get("engine_version") == __version__:  # another version may say the same in other words
        texts[PAGE] = scorecard_page(parts_of(now, card.record, card.practices, card.answers))
    for name, text in texts.items():
        path = folder / name
        if path.exists() and path.read_bytes() != text.encode():
            found.append(f"{name} does not say what the evidence says")
    return found


def _as_told(card: ScorecardFolder) -> tuple[Wanted, ...]:
    """Return what was wanted; what was not measurable stays so, for the evidence cannot say why."""
    told = card.measures.filter(pl.col("standing") == NOT_MEASURABLE).select("measure", "why").unique("measure")
    why = dict(told.iter_rows())
    wanted = wanted_of(card.practices, {}, card.asked.edition)
    return tuple(one._replace(hindrance=why.get(one.measure.name, "")) for one in wanted)


def _between(was: pl.DataFrame, now: pl.DataFrame) -> list[str]:
    keys = ["practice", "measure", "period_from"]
    both = was.join(now, on=keys, how="full", suffix="_now", coalesce=True, maintain_order="left_right")
    found = []
    for row in both.iter_rows(named=True):
        where = f"{row['measure']} of {row['period_from']} ({row['practice']})"
        if row["platform"] is None or row["platform_now"] is None:
            found.append(f"{where} {'is new' if row['platform'] is None else 'is gone'}")
            continue
        for name in ScorecardMeasure.column_names():
            if name not in keys and not _same(row[name], row[f"{name}_now"]):
                found.append(f"{where}: {name} was {_told(row[name])}, is {_told(row[f'{name}_now'])}")
    return _cut(found, "numbers")


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= NEAR * max(1.0, abs(one))
    return bool(one == other)


def _evidence(card: ScorecardFolder, paths: Sequence[Path]) -> list[str]:
    """Return in which rows the tables and the evidence differ, and which measures can be taken now and could not."""
    tables = gathered(paths).tables
    then = {one.measure.name: one for one in _as_told(card)}
    now = {one.measure.name: one for one in wanted_of(card.practices, tables, card.asked.edition)}
    found = []
    for name, one in now.items():
        if bool(one.hindrance) != bool(then[name].hindrance):
            said = one.hindrance or "it can be measured from these tables, and was told as not measurable"
            found.append(f"{name}: {said}")
        elif not one.hindrance:
            taken = evidence_of([one], tables, card.asked)
            found += _rows(name, card.evidence.filter(pl.col("measure") == name), taken)
    return found


def _rows(name: str, was: pl.LazyFrame, now: pl.LazyFrame) -> list[str]:
    """Return the rows that one has and the other lacks; by the name of the file, wherever its folder lies."""
    columns = ScorecardEvidence.column_names()
    file = pl.col("source").str.split("/").list.last()
    signed = [
        frame.select(columns).with_columns(file.alias("source"), pl.col("amount").round(6), pl.lit(sign).alias("sign"))
        for frame, sign in ((was, -1), (now, 1))
    ]
    odd = pl.concat(signed).group_by(columns).agg(pl.sum("sign")).filter(pl.col("sign") != 0)
    rows = odd.sort(columns).head(LISTED + 1).collect(engine="streaming")
    more = odd.select(pl.len()).collect(engine="streaming").item() if rows.height > LISTED else rows.height
    told = [
        f"{name} of {row['period_from']}: {row['subject_kind']} {row['subject_id']} ({row['source']}, row {row['row']})"
        f" stands {_WHERE[row['sign'] > 0]}"
        for row in rows.head(LISTED).iter_rows(named=True)
    ]
    return [*told, *([f"{name}: {more - LISTED:,} more rows differ"] if more > LISTED else [])]


def _cut(found: list[str], what: str) -> list[str]:
    more = len(found) - LISTED
    return [*found[:LISTED], *([f"{more:,} more differences of {what}"] if more > 0 else [])]


def _told(value: Any) -> str:
    return "nothing" if value is None else str(value)
