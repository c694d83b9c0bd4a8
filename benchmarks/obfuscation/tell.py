"""How do the measures become published figures? Shares with their intervals, counts of clean rows for each 100,000."""

from typing import NamedTuple

import polars as pl
from figures import Figure, Share, figure_of, wilson

TARGETS = {"dropped letter": ">= 0.90"}
TARGET = ">= 0.95"  # of every other kind
CLEAN_TARGET = "<= 10"
PER = 100_000  # clean rows
WHOLE = "clean rows"  # the name of all of them; the fuzzy sample holds too few of the retail catalogues' alone
WAYS = {  # column of the measured cases → what it counts; the first has the target
    "index": "found by the mark index",
    "named": "named by the screening",
    "alarmed": "named and decided review or above",
}


class Clean(NamedTuple):
    """What clean texts set off: `rows` with `source` and a column of booleans for each count of COUNTS; `words`:
    how many different spellings are read as a mark though they are none written plainly."""

    rows: pl.DataFrame
    words: int


COUNTS = {  # column of the clean rows → what it counts, and whether the target is for it
    "decided": ("decided review or above", True),
    "decided_unbranded": ("decided review or above, brand field left empty", True),
    "hit": ("with a name not written plainly (raw hits)", False),
    "plain": ("with a name that is also a word, written plainly", False),
}
CLEAN_PEERS = {"plain": ("exact", "Python fold + hyperscan"), "hit": ("fuzzy", "rapidfuzz partial ratio")}
CASE_PEERS = {"exact": "Python fold + hyperscan", "fuzzy": "rapidfuzz partial ratio"}


def recall_figures(cases: pl.DataFrame, half: str) -> list[Figure]:
    """Return three figures for each kind (WAYS); peers, where they ran, stand beside the first."""
    figures = []
    for kind in cases["kind"].unique(maintain_order=True):
        rows = cases.filter(pl.col("kind") == kind)
        peers = {name: share_of(rows, column) for column, name in CASE_PEERS.items() if column in rows.columns}
        for column, counted in WAYS.items():
            first = column == "index"
            figures.append(
                figure_of(
                    share_of(rows, column),
                    name=f"{kind}: {counted}",
                    file=f"{half}, marks of five letters and more",
                    target=TARGETS.get(kind, TARGET) if first else "",
                    peers=peers if first else None,
                )
            )
    return figures


def clean_figures(clean: Clean, half: str, retail: tuple[str, ...]) -> list[Figure]:
    """Return the counts of clean rows for each 100,000, of all rows and of the retail catalogues alone."""
    shops = clean.rows.filter(pl.col("source").is_in(retail))
    figures = [
        _for_each_100_000(rows, column, which, half)
        for column in COUNTS
        for which, rows in ((WHOLE, clean.rows), ("clean rows of the retail catalogues", shops))
    ]
    data = f"{half}: different words and pieces read as a mark not written plainly, in {clean.rows.height:,} rows"
    return [*figures, Figure("different spellings behind the raw hits", clean.words, "spellings", "", {}, data)]


def share_of(rows: pl.DataFrame, column: str) -> Share:
    """Return how many of the rows are true, of those that are not null."""
    known = rows[column].drop_nulls()
    return Share(int(known.sum()), len(known))


def _for_each_100_000(rows: pl.DataFrame, column: str, which: str, half: str) -> Figure:
    counted, aimed = COUNTS[column]
    share = share_of(rows, column)
    peers = {}
    if which == WHOLE and column in CLEAN_PEERS and CLEAN_PEERS[column][0] in rows.columns:
        theirs, name = CLEAN_PEERS[column]
        peers = {name: _scaled(share_of(rows, theirs).value)}
    low, high = wilson(share)
    data = f"{half}: {share.hits:,} of {share.total:,} rows, 95 % Wilson {low * PER:.0f} to {high * PER:.0f}"
    target = CLEAN_TARGET if aimed else ""
    value = share.hits * PER / share.total if share.total else None
    return Figure(f"{which} {counted}", None if value is None else round(value), "rows in 100,000", target, peers, data)


def _scaled(value: float | None) -> float | None:
    return None if value is None else round(value * PER)
