"""Queries of estimates of prevalence: the shares by group, and what they come to."""

from typing import Final

from counterfoil.tracking.query import Query

SHARES: Final = Query(
    """WITH marks AS (SELECT id, MIN(mark) AS mark FROM "right" GROUP BY id),
told AS (
  SELECT CASE WHEN by IS NULL THEN 'all' WHEN by = 'right_id' THEN 'mark' ELSE by END AS dimension,
         COALESCE("group", 'all') AS label, kind AS series, source, estimate AS value, low, high, sampled AS cases,
         finds, method
  FROM prevalence_estimate WHERE measure = 'share of units')
SELECT told.dimension AS dimension, COALESCE(marks.mark, told.label) AS label, told.series AS series,
       told.source AS source, told.value AS value, told.low AS low, told.high AS high, told.cases AS cases,
       told.finds AS finds, told.method AS method
FROM told LEFT JOIN marks ON told.label = marks.id
ORDER BY dimension, label, series, source""",
    ("prevalence_estimate",),
    ("right",),
)
TOTALS: Final = Query(
    """SELECT kind, source, measure, currency, total, total_low, total_high, sampled AS cases
FROM prevalence_estimate WHERE by IS NULL AND (measure = 'share of units' OR currency IS NOT NULL)
ORDER BY kind, source, measure""",
    ("prevalence_estimate",),
)
