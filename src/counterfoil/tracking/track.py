"""What became of what was found: all charts of a tracking report, from gathered tables, on a day."""

import datetime as dt
from typing import NamedTuple

import polars as pl

from counterfoil.tracking.asking import Asking
from counterfoil.tracking.chart import Chart
from counterfoil.tracking.cost_charts import cost_charts
from counterfoil.tracking.cost_file import Costs
from counterfoil.tracking.funnel_charts import funnel_charts
from counterfoil.tracking.goods_charts import found_charts, goods_reach_charts, goods_value_charts
from counterfoil.tracking.network_chart import network_chart
from counterfoil.tracking.offer_charts import reach_charts, suspicion_charts, value_charts
from counterfoil.tracking.prevalence_charts import prevalence_charts
from counterfoil.tracking.query import Tables
from counterfoil.tracking.record_charts import Records, record_charts
from counterfoil.tracking.time_charts import time_charts


class Settings(NamedTuple):
    """What stands in no table: the user's costs."""

    costs: Costs | None = None


class Tracked(NamedTuple):
    """The charts in the order of the page, and all accuracy records (contract AccuracyRecord)."""

    charts: tuple[Chart, ...]
    records: pl.DataFrame


def track(tables: Tables, *, day: dt.date, settings: Settings = Settings()) -> Tracked:  # noqa: B008
    """Return the charts and the accuracy records of the tables (LazyFrames by the name of their contract)."""
    asking = Asking(tables, day)
    records: Records = record_charts(asking)
    return Tracked(
        (
            *prevalence_charts(asking),
            *suspicion_charts(asking),
            *found_charts(asking),
            *value_charts(asking),
            *goods_value_charts(asking),
            *funnel_charts(asking),
            *reach_charts(asking),
            *goods_reach_charts(asking),
            *time_charts(asking),
            network_chart(asking),
            *cost_charts(asking, settings.costs),
            *records.charts,
        ),
        records.records,
    )
