"""Charts of the four funnels: offers, accounts, shipments and units, each by itself."""

from collections.abc import Iterator
from functools import partial
from typing import Final

import polars as pl

from counterfoil.tracking.asking import Asking, Plan, Told
from counterfoil.tracking.chart import FUNNEL, Chart
from counterfoil.tracking.funnel_queries import ACCOUNTS, OFFERS, SHIPMENTS, UNITS
from counterfoil.tracking.offer_charts import BY_ID_ALONE, REACH_GROUP, several_notes
from counterfoil.tracking.shape import shaped

APART: Final = (
    "Listings, accounts, shipments and units are counted apart: a count of one is no part of a count of another."
)
OTHER_WAY: Final = "{} of them came here by another way"
FUNNELS: Final = (
    ("offers", "listings", "count", OFFERS),
    ("accounts", "accounts", "count", ACCOUNTS),
    ("shipments", "shipments", "count", SHIPMENTS),
    ("units", "units", "units", UNITS),
)


def funnel_charts(asking: Asking) -> Iterator[Chart]:
    """Yield one funnel for each kind of subject."""
    for name, subject, unit, query in FUNNELS:
        plan = Plan(f"funnel_of_{name}", f"From finding to disposition: {subject}", FUNNEL, REACH_GROUP)
        notes = several_notes(asking, BY_ID_ALONE) if query is OFFERS else ()
        yield asking.chart(plan, query, partial(_funnel, subject=subject, unit=unit, notes=notes))


def _funnel(rows: pl.DataFrame, *, subject: str, unit: str, notes: tuple[str, ...]) -> Told:
    before = pl.col("of_before") if "of_before" in rows.columns else pl.lit(None, pl.Int64)
    counted = rows.with_columns(
        pl.col("value").fill_null(0).cast(pl.Float64),
        of_before=before,
        subject=pl.lit(subject),
        unit=pl.lit(unit),
    )
    other = (pl.col("value") - pl.col("of_before")).cast(pl.Int64)
    noted = counted.with_columns(note=pl.when(other > 0).then(pl.format(OTHER_WAY, other)))
    table = shaped(noted.sort("place"), FUNNEL)
    first, last = table.row(0, named=True), table.row(-1, named=True)
    began, ended = int(first["value"]), int(last["value"])
    says = f"Of {began:,} {subject} {first['label']}, {ended:,} came to the last stage: {last['label']}."
    return Told(table, says, (APART, *notes))
