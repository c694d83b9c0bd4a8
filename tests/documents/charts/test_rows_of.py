"""What is said beside a step of a funnel: the part of the stage before that came on, and no other."""

import polars as pl

from counterfoil.documents.charts.draw import drawings
from counterfoil.tracking.chart import FUNNEL, Chart

STAGES = pl.DataFrame(
    {
        "label": ["selected", "opened"],
        "subject": ["shipments", "shipments"],
        "value": [4.0, 4.0],
        "of_before": [4, 3],
        "unit": ["count", "count"],
        "note": [None, "1 of them came here by another way"],
    }
)


def test_who_came_by_another_way_is_no_part_of_the_stage_before() -> None:
    shown = drawings(Chart("funnel", "Funnel", "Four were opened.", FUNNEL, STAGES, "SELECT 1"))
    assert shown is not None
    assert "4 (75 % of the last)" in shown.wide[0].svg
