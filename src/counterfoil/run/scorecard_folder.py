"""Open the folder of a finished scorecard: what run.json says, its tables, and its practices."""

import datetime as dt
from pathlib import Path
from typing import Any, NamedTuple

import dataframely as dy
import polars as pl

from counterfoil.errors import UserError
from counterfoil.run.inputs import opened
from counterfoil.run.outputs import SEAL
from counterfoil.run.scorecard_inputs import MOST_PERIODS
from counterfoil.run.sealed_record import ScorecardSealed, Sort, sealed_record
from counterfoil.scorecards.card import Asked
from counterfoil.scorecards.measure import Window
from counterfoil.scorecards.practices.reading import Practices, read_practices
from counterfoil.tables.measure_answer import MeasureAnswer
from counterfoil.tables.scorecard_evidence import ScorecardEvidence
from counterfoil.tables.scorecard_measure import ScorecardMeasure

EVIDENCE, MEASURES_FILE, ANSWERS = "evidence.parquet", "measures.parquet", "answers.parquet"
TRENDS, MEASURES_CSV, PAGE, REJECTS = "trends.csv", "measures.csv", "scorecard.html", "rejects.parquet"
SORT = Sort("scorecard", "scorecard", ScorecardSealed)
CURE = "Ask who made the scorecard to send its folder again."


class ScorecardFolder(NamedTuple):
    """What a folder holds; `evidence` is lazy."""

    record: dict[str, Any]
    asked: Asked
    practices: list[Practices]
    measures: pl.DataFrame
    evidence: pl.LazyFrame
    answers: pl.DataFrame


def opened_scorecard(folder: Path) -> ScorecardFolder:
    """Return the scorecard in a folder. Raises UserError where there is none, or a part is missing or damaged."""
    record = sealed_record(folder, SORT)
    try:
        first, until, day = (dt.date.fromisoformat(record[name]) for name in ("from", "until", "day"))
        if first > min(until, day):
            raise ValueError(f"from {first} until {until} on {day}")
        window = Window(str(record["platform"]), first, until)
        asked = Asked(window, str(record["edition"]), str(record["periods"])).on(day)
        names = ["practices.toml", *(f"practices-{place}.toml" for place in range(2, len(record["practices"]) + 1))]
        if not 0 < len(asked.periods) <= MOST_PERIODS:  # an unknown kind of period is told here too
            raise _damaged(folder / SEAL)
    except (KeyError, TypeError, ValueError) as cause:
        raise _damaged(folder / SEAL) from cause
    return ScorecardFolder(
        record,
        asked,
        [_practices(folder / name) for name in names],
        scanned(folder / MEASURES_FILE, ScorecardMeasure).collect(),
        scanned(folder / EVIDENCE, ScorecardEvidence),
        scanned(folder / ANSWERS, MeasureAnswer).collect(),
    )


def scanned(path: Path, contract: type[dy.Schema]) -> pl.LazyFrame:
    """Return a table of the folder, lazily, once its columns are those of the contract. Raises UserError otherwise."""
    with opened(path):
        pass
    try:
        frame = pl.scan_parquet(path)
        if dict(frame.collect_schema()) != dict(contract.create_empty().schema):
            raise _damaged(path)
    except (OSError, pl.exceptions.PolarsError) as cause:
        raise _damaged(path) from cause
    return frame


def _practices(path: Path) -> Practices:
    with opened(path) as stream:
        return read_practices(stream.read(), file=path.name)


def _damaged(path: Path) -> UserError:
    return UserError("This file is damaged, or of another scorecard.", cure=CURE, file=str(path))
