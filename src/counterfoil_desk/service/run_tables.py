"""Draw from the tables of a finished run, batch by batch, what belongs to its suspect offers; memory does not grow.

All tables are in the order of the offers, so each is read once, beside the decisions.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import polars as pl

from counterfoil.errors import UserError
from counterfoil.run.outputs import frames_of
from counterfoil.tables.offer import Offer
from counterfoil_desk.service.keeping import CLEAR

BATCH: Final = 10_000  # decisions at a time
TABLES: Final = ("decisions", "offers", "findings", "assessments")
FINDING: Final = ("right_id", "kind", "weight", "field", "seen", "expected", "detail", "party_detail")
ASSESSMENT: Final = ("right_id", "ground", "weight", "score")


class Part(NamedTuple):
    """Decisions of one batch, and of its suspect offers the offers, findings and assessments; `done` with it."""

    done: int
    decisions: pl.DataFrame
    offers: pl.DataFrame
    findings: pl.DataFrame
    assessments: pl.DataFrame


def parts_of(folder: Path, *, after: int = 0) -> Iterator[Part]:
    """Yield a finished run's decisions in batches, those behind the first `after` of them.

    Raises UserError where the tables are not in one order: nothing that screened them wrote them so.
    """
    offers = frames_of(folder / "offers.parquet", rows=BATCH)
    beside = {name: _Beside(folder / f"{name}.parquet") for name in ("findings", "assessments")}
    done = 0
    for decisions in frames_of(folder / "decisions.parquet", rows=BATCH):
        done += decisions.height
        same = next(offers, None)
        if same is None or not same["id"].equals(decisions["subject_id"]):
            raise UserError("Offers and decisions are not in one order.", cure="Screen again.", file=str(folder))
        found = {name: table.of(decisions["subject_id"]) for name, table in beside.items()}
        if done > after:
            suspects = decisions.filter(pl.col("decision") != CLEAR)["subject_id"].implode()
            yield Part(
                done,
                decisions,
                same.filter(pl.col("id").is_in(suspects)).select(Offer.column_names()),
                **{name: rows.filter(pl.col("subject_id").is_in(suspects)) for name, rows in found.items()},
            )
    if any(table.is_left() for table in beside.values()):
        raise UserError("Evidence of unknown offers lies in the run.", cure="Screen again.", file=str(folder))


class _Beside:
    """A table with any number of rows to an offer, in the order of the offers."""

    def __init__(self, path: Path) -> None:
        self._frames = frames_of(path, rows=BATCH)
        self._rest: pl.DataFrame | None = next(self._frames, None)

    def of(self, ids: pl.Series) -> pl.DataFrame:
        """Return the rows of the next offers, all of them."""
        taken: list[pl.DataFrame] = []
        while self._rest is not None:
            is_theirs = self._rest["subject_id"].is_in(ids.implode())
            there = int(is_theirs.sum()) if is_theirs.all() else int((~is_theirs).arg_max() or 0)
            taken.append(self._rest.head(there))
            if there < self._rest.height:
                self._rest = self._rest.slice(there)
                break
            self._rest = next(self._frames, None)
        return pl.concat(taken) if taken else pl.DataFrame(schema={"subject_id": pl.String})

    def is_left(self) -> bool:
        """Tell whether rows are left that belonged to no offer."""
        return self._rest is not None and self._rest.height > 0
