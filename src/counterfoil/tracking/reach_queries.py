"""Queries of how far what was suspected was carried, each counted once at its furthest stage, by dimension."""

from typing import Final

from counterfoil.tracking.funnel_queries import HELD, TAKEN_DOWN, UNITS_HELD
from counterfoil.tracking.offer_queries import DECIDED, DIMENSIONS, JOINS, LISTED, MARKS
from counterfoil.tracking.query import Query
from counterfoil.tracking.step_queries import ANSWERED

STAGES: Final = ("only suspected", "in a case", "case confirmed", "in a notice that was sent", "taken down")


def reach(dimension: str) -> Query:
    """Return: label, series (a place in STAGES), cases, of the suspected offers."""
    sql = f"""WITH{DECIDED},{LISTED},{MARKS},{HELD},{TAKEN_DOWN},
cases AS (SELECT DISTINCT subject_id AS id, 1 AS there FROM case_subject WHERE subject_kind = 'offer'),
firm AS (
  SELECT DISTINCT case_subject.subject_id AS id, 1 AS there
  FROM case_subject INNER JOIN holds ON case_subject.case_id = holds.case_id
  WHERE case_subject.subject_kind = 'offer'),
noticed AS (
  SELECT DISTINCT notice_listing.offer_id AS id, 1 AS there
  FROM notice_listing INNER JOIN notice ON notice_listing.notice_id = notice.id WHERE notice.sent_at IS NOT NULL),
gone AS (SELECT id, 1 AS there FROM taken),
placed AS (
  SELECT {DIMENSIONS[dimension]} AS label,
         CASE WHEN gone.there = 1 THEN 4 WHEN noticed.there = 1 THEN 3 WHEN firm.there = 1 THEN 2
              WHEN cases.there = 1 THEN 1 ELSE 0 END AS series
  FROM {JOINS}
  LEFT JOIN cases ON decided.id = cases.id
  LEFT JOIN firm ON decided.id = firm.id
  LEFT JOIN noticed ON decided.id = noticed.id
  LEFT JOIN gone ON decided.id = gone.id
  WHERE decided.gravity > 0)
SELECT label, series, COUNT(*) AS cases FROM placed GROUP BY label, series ORDER BY label, series"""
    needs = ("decision",) if dimension == "mark" else ("decision", "offer")
    return Query(sql, needs, ("offer", "right", "case_subject", "event", "notice", "notice_listing", "action"))


# By facility units are summed, line by line: what was asked to be held, what was held, what is gone.
UNITS_BY_FACILITY: Final = Query(
    f"""WITH places AS (SELECT id, MIN(facility) AS facility FROM facility_notice GROUP BY id),{UNITS_HELD},
counted AS (
  SELECT notice_id, 'asked' AS series, units FROM asked
  UNION ALL SELECT notice_id, 'held' AS series, units FROM held
  UNION ALL SELECT notice_id, 'gone' AS series, units FROM gone)
SELECT places.facility AS label, counted.series AS series, SUM(counted.units) AS cases
FROM counted INNER JOIN places ON counted.notice_id = places.id
GROUP BY places.facility, counted.series ORDER BY label, series""",
    ("facility_line", "facility_notice"),
    ("hold_answer", "disposition", "event"),
)

# The platform that a notice goes to is the intermediary here.
LISTINGS_BY_RECIPIENT: Final = Query(
    f"""WITH sent AS (SELECT id, MIN(recipient) AS label FROM notice WHERE sent_at IS NOT NULL GROUP BY id),{ANSWERED},
listings AS (
  SELECT notice_id, CASE WHEN at IS NULL THEN 'open' WHEN is_refused = 1 THEN 'refused' ELSE 'acted' END AS series
  FROM answered)
SELECT sent.label AS label, listings.series AS series, COUNT(*) AS cases
FROM listings INNER JOIN sent ON listings.notice_id = sent.id
GROUP BY sent.label, listings.series ORDER BY label, series""",
    ("notice", "notice_listing"),
)
