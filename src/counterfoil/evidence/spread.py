"""Which findings count for which pair of offer and right? As numbers, so that sums need no joins of text."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa

from counterfoil.few_rows.column import Column, are_few

Numbers = npt.NDArray[np.int64]
TEXTS = pl.List(pl.String)
PAIR = ["subject_id", "right_id"]


class Spread(NamedTuple):
    """The pairs of offer and right, in the order of their names, and the findings that count for each: `rows` of the
    findings beside the numbers of their pairs. A finding without a right counts for every right of its offer."""

    subjects: list[str | None]
    rights: list[str | None]
    pairs: Numbers  # two lines: the place of the subject and of the right
    pair_of: Numbers
    rows: Numbers

    def named(self) -> dict[str, list[str | None]]:
        """Return the columns PAIR of the pairs."""
        subjects, rights = self.pairs.tolist()
        return {PAIR[0]: [self.subjects[n] for n in subjects], PAIR[1]: [self.rights[n] for n in rights]}

    def taken(self, order: Numbers) -> "Spread":
        """Return some of the findings, in this order."""
        return self._replace(pair_of=self.pair_of[order], rows=self.rows[order])

    def only(self, told: npt.NDArray[np.bool_]) -> "Spread":
        """Return the findings for which it is told."""
        return self.taken(np.flatnonzero(told))


def spread_over_rights(findings: pl.DataFrame, uses: pl.DataFrame) -> Spread:
    """Return the pairs that the findings speak of or that `uses` holds (both have the columns PAIR)."""
    subjects, (of_finding, of_use) = numbered(findings[PAIR[0]], uses[PAIR[0]])
    rights, (right_of_finding, right_of_use) = numbered(findings[PAIR[1]], uses[PAIR[1]])
    width, no_right = len(rights), len(rights) - 1
    touched = np.unique(of_use * width + right_of_use)
    first = np.searchsorted(touched, of_finding * width)
    count = np.searchsorted(touched, (of_finding + 1) * width) - first
    count[(right_of_finding != no_right) | (count == 0)] = 1
    rows = np.repeat(np.arange(len(of_finding)), count)
    own = (of_finding * width + right_of_finding)[rows]
    within = np.arange(len(rows)) - np.repeat(np.cumsum(count) - count, count)
    touches = np.zeros(len(subjects), dtype=np.bool_)
    touches[touched // width] = True
    spreads = (right_of_finding[rows] == no_right) & touches[of_finding[rows]]
    keys = np.where(spreads, np.append(touched, 0)[np.minimum(first[rows] + within, len(touched))], own)
    pairs = np.unique(np.concatenate([touched, keys]))
    return Spread(subjects, rights, np.stack(np.divmod(pairs, width)), np.searchsorted(pairs, keys), rows)


def numbered(*columns: pl.Series) -> tuple[list[str | None], list[Numbers]]:
    """Return the different texts of some columns in their order, with None behind them, and for each column the place
    of each of its texts among them."""
    told = [column.to_list() for column in columns]
    different = set[str | None]().union(*told) - {None}
    names = [*sorted(map(str, different)), None]
    place = {name: number for number, name in enumerate(names)}
    return names, [np.array([place[name] for name in values], dtype=np.int64) for values in told]


def lists_of(texts: pl.Series, spread: Spread) -> pl.Series:
    """Return for each pair the list of the texts of its findings; the pairs of `spread` are in order."""
    height = spread.pairs.shape[1]
    if are_few(height):
        told: list[list[str]] = [[] for _ in range(height)]
        for pair, row in zip(spread.pair_of.tolist(), spread.rows.tolist(), strict=True):
            told[pair].append(texts[row])
        return Column("", told, TEXTS)
    counts = np.bincount(spread.pair_of, minlength=height)
    offsets = np.concatenate([[0], np.cumsum(counts)])
    lists = pa.LargeListArray.from_arrays(pa.array(offsets, pa.int64()), texts[spread.rows].to_arrow())
    return pl.Series(pl.from_arrow(lists), dtype=TEXTS)
