"""What does one chart of a tracking report show, and which query gives its counts?

A chart is a table with words around it: documents/ draws it, run/ writes it as CSV, and anybody can run its query over
the gathered tables again.
"""

from typing import Final, NamedTuple

import polars as pl

BARS, BANDS, FUNNEL, STEPS, RECORDS, NETWORK = "bars", "bands", "funnel", "steps", "records", "network"

# The columns of `table` by kind. Of every kind but the network `label` names the row and `value` is in `unit` (share,
# hours, days, count, units, or a currency of ISO 4217); `low` and `high` are the ends of the 95 % interval (of steps
# that of the median), empty where none can be told; `note` says what the row alone needs said. Bars of several series
# stand on one another.
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    BARS: ("label", "series", "value", "low", "high", "unit", "cases", "note"),
    BANDS: ("label", "series", "period", "value", "low", "high", "unit", "cases", "note"),
    FUNNEL: ("label", "subject", "value", "of_before", "unit", "note"),  # in order; so many of the stage before
    STEPS: ("label", "median", "low", "high", "p90", "unit", "cases", "open", "note"),  # `open`: lasts still
    RECORDS: ("label", "series", "value", "low", "high", "unit", "cases", "note"),  # `series`: precision …
    NETWORK: ("id", "kind", "degree"),  # nodes; an id of an account, a facility …, never a name of a person
}
EDGES: Final = ("from_id", "to_id", "kind", "weight")


class Chart(NamedTuple):
    """One chart. An empty `table` is shown as `says`: which table would have to be given."""

    name: str  # of its CSV file, and its anchor on the page
    title: str
    says: str  # one sentence of what is seen, made from the table
    kind: str  # one of COLUMNS
    table: pl.DataFrame  # COLUMNS[kind], in the order in which it is drawn
    query: str  # SQL over the gathered tables (polars.SQLContext); empty where no table of it was given
    edges: pl.DataFrame | None = None  # of a network: EDGES
    notes: tuple[str, ...] = ()  # what the reader must know to read it rightly
    group: str = ""  # the part of the page that it stands in: "Offers and findings", "Accuracy records" …
