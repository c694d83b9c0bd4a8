"""Open the folder of a finished screening and read from it what belongs to one offer."""

import json
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from counterfoil.documents.terminal_text import harmless
from counterfoil.errors import UserError
from counterfoil.run.outputs import SEAL
from counterfoil.run.record import FOLDER

SUGGESTED = 3  # ids named where the one asked for does not exist
CANDIDATES = 500  # ids compared closely
COMPARED = 24  # characters from either end that count for a first comparison
LIKE = 0.5  # share of an id that must agree before it is suggested
RESULTS = {"findings": "subject_id", "assessments": "subject_id", "decisions": "subject_id", "offers": "id"}


class OfferRows(NamedTuple):
    """The rows of one offer in the tables of a run; `offers` and `decisions` have one each."""

    offers: pl.DataFrame
    findings: pl.DataFrame
    assessments: pl.DataFrame
    decisions: pl.DataFrame


def run_record(folder: Path) -> dict[str, Any]:
    """Return what run.json says. Raises UserError where no finished run lies there, or one without a replay folder."""
    path = folder / SEAL
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except OSError as cause:
        cure = "Name the folder that was given to `counterfoil screen` with -o."
        raise UserError("There is no finished run here.", cure=cure, file=str(folder)) from cause
    except ValueError as cause:
        raise UserError("This is no JSON any more.", cure="Screen again.", file=str(path)) from cause
    if not isinstance(record, dict) or not isinstance(record.get(FOLDER), dict):
        raise UserError("This run kept nothing to explain it from.", cure="Screen again.", file=str(folder))
    return record


def rows_of(folder: Path, offer_id: str) -> OfferRows:
    """Return the rows of one offer. Raises UserError for an id that is not there, and names those nearest to it."""
    found = {name: _rows(folder / f"{name}.parquet", id_column, offer_id) for name, id_column in RESULTS.items()}
    rows = OfferRows(**found)
    if rows.offers.is_empty() or rows.decisions.is_empty():
        raise _unknown(folder / "offers.parquet", offer_id)
    return rows


def nearest(ids: pl.LazyFrame, wanted: str) -> list[str]:
    """Return up to SUGGESTED of the ids (column `id`) that resemble the wanted one, the nearest first."""
    if not wanted:
        return []
    text, asked = pl.col("id"), wanted[:COMPARED]
    ahead = pl.sum_horizontal(text.str.slice(place, 1) == letter for place, letter in enumerate(asked))
    backward = enumerate(reversed(wanted[-COMPARED:]), start=1)
    behind = pl.sum_horizontal(text.str.slice(-place, 1) == letter for place, letter in backward)
    likeness = pl.max_horizontal(ahead, behind)
    closest = (
        ids.select(text).unique().with_columns(likeness=likeness).sort(["likeness", "id"], descending=[True, False])
    )
    among = closest.head(CANDIDATES).collect()["id"].to_list()
    return get_close_matches(wanted, among, n=SUGGESTED, cutoff=LIKE)


def _rows(path: Path, column: str, offer_id: str) -> pl.DataFrame:
    try:
        return pl.scan_parquet(path).filter(pl.col(column) == offer_id).collect()
    except (OSError, pl.exceptions.PolarsError) as cause:
        raise UserError("This file is missing or damaged.", cure="Screen again.", file=str(path)) from cause


def _unknown(path: Path, offer_id: str) -> UserError:
    close = nearest(pl.scan_parquet(path), offer_id)
    cure = f"Nearest ids: {harmless(', '.join(close))}." if close else f"The ids stand in {path}."
    return UserError(f"No offer “{harmless(offer_id)}” was screened in this run.", cure=cure)
