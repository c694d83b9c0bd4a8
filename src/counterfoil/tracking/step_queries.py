"""The query of times: how long does each step take, and how many are not done yet?

Rows with the same hours are counted together, so that the answer stays small over millions of events. What happened
after the day counts as not done by then. What a platform refused is not taken down: it is in no time, as in
scorecards, and a notice that was taken back is not waited for.
"""

from typing import Final

from counterfoil.tracking.query import Query

_FIRST = "SELECT case_id, MIN(EXTRACT(EPOCH FROM at)) AS at FROM event WHERE subject_kind = "
# A listing of a notice may stand in several files: the first answer to it counts.
ANSWERED: Final = """
first_answers AS (
  SELECT notice_id, offer_id, MIN(EXTRACT(EPOCH FROM outcome_at)) AS at,
         MIN(CASE WHEN outcome = 'refused' THEN EXTRACT(EPOCH FROM outcome_at) END) AS refused_at
  FROM notice_listing GROUP BY notice_id, offer_id),
answered AS (
  SELECT notice_id, offer_id, at, CASE WHEN refused_at = at THEN 1 ELSE 0 END AS is_refused FROM first_answers)"""
SPANS: Final = f"""
opened AS (SELECT id AS case_id, MIN(EXTRACT(EPOCH FROM CAST(opened_on AS TIMESTAMP))) AS at FROM "case" GROUP BY id),
confirmed AS ({_FIRST}'case' AND kind = 'confirmed' GROUP BY case_id),
decided AS ({_FIRST}'case' AND kind IN ('confirmed', 'not confirmed') GROUP BY case_id),
notified AS (
  SELECT case_id, MIN(EXTRACT(EPOCH FROM sent_at)) AS at FROM notice WHERE sent_at IS NOT NULL GROUP BY case_id),
sent AS (
  SELECT id, MIN(recipient) AS place, MIN(EXTRACT(EPOCH FROM sent_at)) AS at FROM notice
  GROUP BY id HAVING MAX(CASE WHEN state = 'withdrawn' THEN 1 ELSE 0 END) = 0),
{ANSWERED.strip()},
listings AS (SELECT notice_id, offer_id, at FROM answered WHERE is_refused = 0 OR at >= :end),
actions AS (
  SELECT id, MIN(EXTRACT(EPOCH FROM proposed_at)) AS began,
         MIN(EXTRACT(EPOCH FROM COALESCE(in_force_since, ended_at))) AS ended
  FROM action GROUP BY id),
facilities AS (
  SELECT id, MIN(facility) AS place, MIN(EXTRACT(EPOCH FROM sent_at)) AS sent,
         MIN(EXTRACT(EPOCH FROM held_at)) AS held FROM facility_notice GROUP BY id),
answers AS (
  SELECT notice_id, MIN(EXTRACT(EPOCH FROM at)) AS at FROM hold_answer WHERE status = 'held' GROUP BY notice_id),
disposals AS (
  SELECT notice_id, id, MIN(source) AS source, MIN(EXTRACT(EPOCH FROM at)) AS at FROM disposition
  WHERE kind IN ('destroyed', 'abandoned', 'forfeited') GROUP BY notice_id, id),
emptied AS (SELECT notice_id, MAX(at) AS at FROM disposals GROUP BY notice_id),
shown AS (
  SELECT disposition_id AS id, REPLACE(source, 'disposition_proofs', 'dispositions') AS source,
         EXTRACT(EPOCH FROM at) AS at FROM disposition_proof),
proofs AS (SELECT id, source, MIN(at) AS at FROM shown GROUP BY id, source),
asked AS (
  SELECT shipment_id, selected_for, MIN(facility) AS place, MIN(EXTRACT(EPOCH FROM examined_at)) AS ended
  FROM examination WHERE selected_for IS NOT NULL GROUP BY shipment_id, selected_for),
spans AS (
  SELECT 1 AS step, 'case opened to decided on' AS label, '' AS place, opened.at AS began, decided.at AS ended
  FROM opened LEFT JOIN decided ON opened.case_id = decided.case_id
  UNION ALL
  SELECT 2 AS step, 'case confirmed to first notice sent' AS label, '' AS place, confirmed.at AS began,
         notified.at AS ended
  FROM confirmed LEFT JOIN notified ON confirmed.case_id = notified.case_id
  UNION ALL
  SELECT 3 AS step, 'notice sent to listing taken down' AS label, sent.place AS place, sent.at AS began,
         listings.at AS ended
  FROM listings INNER JOIN sent ON listings.notice_id = sent.id
  UNION ALL
  SELECT 4 AS step, 'action proposed to in force or refused' AS label, '' AS place, began, ended FROM actions
  UNION ALL
  SELECT 5 AS step, 'facility told to first units held' AS label, facilities.place AS place, facilities.sent AS began,
         answers.at AS ended
  FROM facilities LEFT JOIN answers ON facilities.id = answers.notice_id
  UNION ALL
  SELECT 6 AS step, 'units held to last disposed of' AS label, facilities.place AS place, answers.at AS began,
         emptied.at AS ended
  FROM answers INNER JOIN facilities ON answers.notice_id = facilities.id
  LEFT JOIN emptied ON answers.notice_id = emptied.notice_id
  UNION ALL
  SELECT 7 AS step, 'disposed of to first proof' AS label, facilities.place AS place, disposals.at AS began,
         proofs.at AS ended
  FROM disposals INNER JOIN facilities ON disposals.notice_id = facilities.id
  LEFT JOIN proofs ON disposals.id = proofs.id AND disposals.source = proofs.source
  UNION ALL
  SELECT 8 AS step, 'day of the worklist to opened' AS label, place,
         EXTRACT(EPOCH FROM CAST(selected_for AS TIMESTAMP)) AS began, ended
  FROM asked)"""
TIMES: Final = Query(
    f"""WITH{SPANS},
until AS (
  SELECT step, label, place, began, CASE WHEN ended < :end THEN ended ELSE :end END AS ended,
         CASE WHEN ended < :end THEN 0 ELSE 1 END AS is_open
  FROM spans WHERE began < :end)
SELECT step, label, place, ROUND((ended - began) / 3600.0, 2) AS hours, is_open, COUNT(*) AS cases
FROM until GROUP BY step, label, place, hours, is_open ORDER BY step, place, hours, is_open""",
    (),
    (
        "case",
        "event",
        "notice",
        "notice_listing",
        "action",
        "facility_notice",
        "hold_answer",
        "disposition",
        "disposition_proof",
        "examination",
    ),
)
