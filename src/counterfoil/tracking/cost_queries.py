"""Queries of costs: which acts were done, by which role, how often; and how much was stopped."""

from typing import Final

from counterfoil.tracking.funnel_queries import TAKEN_DOWN, UNITS, UNITS_HELD
from counterfoil.tracking.query import Query

# The acts of an order stand in its own folder and, once entered, in the case too: there they are not counted again.
ACTS: Final = Query(
    """WITH numbered AS (SELECT DISTINCT case_id, number, actor, kind, subject_kind, subject_id FROM event),
folders AS (SELECT DISTINCT case_id AS folder FROM event),
copied AS (
  SELECT numbered.case_id AS case_id, numbered.number AS number
  FROM numbered INNER JOIN folders ON numbered.subject_id = folders.folder
  WHERE numbered.subject_kind = 'order' AND numbered.subject_id <> numbered.case_id),
counted AS (SELECT case_id, number FROM numbered EXCEPT SELECT case_id, number FROM copied),
acts AS (
  SELECT SPLIT_PART(numbered.actor, ':', 1) AS role, numbered.kind AS act, numbered.subject_kind AS subject
  FROM numbered INNER JOIN counted ON numbered.case_id = counted.case_id AND numbered.number = counted.number)
SELECT role, act, subject, COUNT(*) AS cases FROM acts GROUP BY role, act, subject ORDER BY role, act, subject""",
    ("event",),
)
OPENINGS: Final = Query(
    """WITH done AS (
  SELECT DISTINCT shipment_id, facility, examined_at, inspector, minutes FROM examination WHERE result <> 'not opened')
SELECT SPLIT_PART(inspector, ':', 1) AS role, COUNT(*) AS cases, COUNT(minutes) AS timed, SUM(minutes) AS minutes
FROM done GROUP BY role ORDER BY role""",
    ("examination",),
)
STOPPED: Final = Query(
    f"""WITH{TAKEN_DOWN},{UNITS_HELD},
ended AS (
  SELECT DISTINCT subject_id AS id FROM action
  WHERE subject_kind = 'account' AND kind = 'terminate' AND in_force_since IS NOT NULL AND state <> 'undone'),
found AS (SELECT DISTINCT shipment_id AS id FROM examination WHERE result = 'counterfeit')
SELECT 1 AS place, 'listing taken down' AS label, COUNT(*) AS cases FROM taken
UNION ALL SELECT 2 AS place, 'unit destroyed, abandoned or forfeited' AS label, SUM(units) AS cases FROM gone
UNION ALL SELECT 3 AS place, 'counterfeit shipment found' AS label, COUNT(*) AS cases FROM found
UNION ALL SELECT 4 AS place, 'account terminated' AS label, COUNT(*) AS cases FROM ended
ORDER BY place""",
    (),
    ("notice_listing", "action", "examination", *UNITS.needs, *UNITS.also),
)
