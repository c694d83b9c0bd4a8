"""Queries of accuracy records: of whose word, rule or act was it later known whether it was right?

All give the same columns: `id`, `measure`, `weight`, `reached`, `hours`, `is_open` and `cases`, so many alike. A share
is told by `reached` (1: as it should be; of `overturn` 1: overturned) at the weight 1 / selection probability, a delay
by `hours`. People are told by role:id.
"""

from typing import Final

from counterfoil.tracking.query import Query

_COUNTED: Final = """
SELECT id, measure, weight, reached, hours, is_open, COUNT(*) AS cases
FROM told GROUP BY id, measure, weight, reached, hours, is_open
ORDER BY id, measure, weight, reached, hours, is_open"""
_SHARE: Final = "NULL AS hours, 0 AS is_open"
# One verdict on an offer: it is infringing where any label on it says so.
VERDICTS: Final = """
verdicts AS (
  SELECT subject_id AS id, MIN(selection_probability) AS probability,
         MAX(CASE WHEN label = 'genuine' THEN 0 ELSE 1 END) AS infringing
  FROM label GROUP BY subject_id)"""
_UNDONE: Final = """
undone AS (
  SELECT subject_id AS id, MAX(CASE WHEN state = 'undone' THEN 1 ELSE 0 END) AS overturned
  FROM action WHERE subject_kind = 'offer' AND in_force_since IS NOT NULL GROUP BY subject_id)"""

NOTIFIERS: Final = Query(
    f"""WITH sent AS (
  SELECT id, MIN(right_id) AS right_id, MIN(case_id) AS case_id, MIN(EXTRACT(EPOCH FROM drafted_at)) AS drafted,
         MIN(EXTRACT(EPOCH FROM sent_at)) AS at FROM notice WHERE sent_at IS NOT NULL GROUP BY id),
listings AS (
  SELECT notice_id, offer_id, MAX(CASE WHEN outcome = 'acted' THEN 1 ELSE 0 END) AS acted
  FROM notice_listing WHERE outcome IS NOT NULL GROUP BY notice_id, offer_id),
taken AS (SELECT notice_id FROM listings WHERE acted = 1 GROUP BY notice_id),
restored AS (
  SELECT DISTINCT subject_id AS id, 1 AS back FROM event WHERE subject_kind = 'notice' AND kind = 'restored'),
told AS (
  SELECT sent.right_id AS id, 'precision' AS measure, 1.0 AS weight, listings.acted AS reached, {_SHARE}
  FROM listings INNER JOIN sent ON listings.notice_id = sent.id
  UNION ALL
  SELECT sent.right_id AS id, 'overturn' AS measure, 1.0 AS weight, COALESCE(restored.back, 0) AS reached, {_SHARE}
  FROM taken INNER JOIN sent ON taken.notice_id = sent.id LEFT JOIN restored ON taken.notice_id = restored.id
  UNION ALL
  SELECT right_id AS id, 'delay' AS measure, NULL AS weight, NULL AS reached,
         ROUND((at - drafted) / 3600.0, 2) AS hours, 0 AS is_open
  FROM sent)
{_COUNTED}""",
    ("notice", "notice_listing"),
    ("event",),
)

RULES: Final = Query(
    f"""WITH signs AS (
  SELECT DISTINCT kind, subject_id AS id FROM finding WHERE subject_kind = 'offer' AND weight > 0),{VERDICTS},{_UNDONE},
told AS (
  SELECT signs.kind AS id, 'precision' AS measure, 1.0 / verdicts.probability AS weight,
         verdicts.infringing AS reached, {_SHARE}
  FROM signs INNER JOIN verdicts ON signs.id = verdicts.id
  UNION ALL
  SELECT signs.kind AS id, 'overturn' AS measure, 1.0 AS weight, undone.overturned AS reached, {_SHARE}
  FROM signs INNER JOIN undone ON signs.id = undone.id)
{_COUNTED}""",
    ("finding", "label"),
    ("action",),
)

MODELS: Final = Query(
    f"""WITH{VERDICTS},{_UNDONE},
by_policy AS (SELECT DISTINCT subject_id AS id, policy FROM decision WHERE decision <> 'clear'),
drawn AS (SELECT DISTINCT selected_for, shipment_id, model FROM selection WHERE is_selected),
opened AS (
  SELECT shipment_id, MAX(CASE WHEN result = 'counterfeit' THEN 1 ELSE 0 END) AS found
  FROM examination WHERE result IN ('counterfeit', 'other finding', 'nothing found') GROUP BY shipment_id),
told AS (
  SELECT 'policy ' || by_policy.policy AS id, 'precision' AS measure, 1.0 / verdicts.probability AS weight,
         verdicts.infringing AS reached, {_SHARE}
  FROM by_policy INNER JOIN verdicts ON by_policy.id = verdicts.id
  UNION ALL
  SELECT 'policy ' || by_policy.policy AS id, 'overturn' AS measure, 1.0 AS weight,
         undone.overturned AS reached, {_SHARE}
  FROM by_policy INNER JOIN undone ON by_policy.id = undone.id
  UNION ALL
  SELECT 'targeting ' || drawn.model AS id, 'precision' AS measure, 1.0 AS weight, opened.found AS reached, {_SHARE}
  FROM drawn INNER JOIN opened ON drawn.shipment_id = opened.shipment_id)
{_COUNTED}""",
    (),
    ("decision", "label", "action", "selection", "examination"),
)

# Labels by review are left out: a reviewer's word is not held against reviewers' words.
REVIEWERS: Final = Query(
    f"""WITH decided AS (
  SELECT DISTINCT case_id, number, actor, kind, EXTRACT(EPOCH FROM at) AS at
  FROM event WHERE subject_kind = 'case' AND kind IN ('confirmed', 'not confirmed')),
last_no AS (SELECT case_id, MAX(number) AS number FROM decided WHERE kind = 'not confirmed' GROUP BY case_id),
yes AS (SELECT case_id, actor, MAX(number) AS number FROM decided WHERE kind = 'confirmed' GROUP BY case_id, actor),
outside AS (
  SELECT subject_id AS id, MIN(selection_probability) AS probability,
         MAX(CASE WHEN label = 'genuine' THEN 0 ELSE 1 END) AS infringing
  FROM label WHERE origin <> 'blind review' GROUP BY subject_id),
members AS (
  SELECT DISTINCT case_id, subject_id AS id FROM case_subject WHERE subject_kind = 'offer' AND decision <> 'clear'),
taken_up AS (
  SELECT case_id, actor, MIN(EXTRACT(EPOCH FROM at)) AS at
  FROM event WHERE subject_kind = 'case' AND kind = 'taken up' GROUP BY case_id, actor),
first_word AS (SELECT case_id, MIN(at) AS at FROM decided GROUP BY case_id),
approvals AS (
  SELECT DISTINCT actor, subject_id AS id FROM event
  WHERE subject_kind = 'action' AND kind IN ('approved', 'approved by one of two')),
acts AS (
  SELECT id, MAX(CASE WHEN state = 'undone' THEN 1 ELSE 0 END) AS overturned
  FROM action WHERE in_force_since IS NOT NULL GROUP BY id),
told AS (
  SELECT yes.actor AS id, 'precision' AS measure, 1.0 / outside.probability AS weight,
         outside.infringing AS reached, {_SHARE}
  FROM yes INNER JOIN members ON yes.case_id = members.case_id INNER JOIN outside ON members.id = outside.id
  UNION ALL
  SELECT yes.actor AS id, 'overturn' AS measure, 1.0 AS weight,
         CASE WHEN last_no.number > yes.number THEN 1 ELSE 0 END AS reached, {_SHARE}
  FROM yes LEFT JOIN last_no ON yes.case_id = last_no.case_id
  UNION ALL
  SELECT approvals.actor AS id, 'overturn' AS measure, 1.0 AS weight, acts.overturned AS reached, {_SHARE}
  FROM approvals INNER JOIN acts ON approvals.id = acts.id
  UNION ALL
  SELECT taken_up.actor AS id, 'delay' AS measure, NULL AS weight, NULL AS reached,
         ROUND((CASE WHEN first_word.at < :end THEN first_word.at ELSE :end END - taken_up.at) / 3600.0, 2) AS hours,
         CASE WHEN first_word.at < :end THEN 0 ELSE 1 END AS is_open
  FROM taken_up LEFT JOIN first_word ON taken_up.case_id = first_word.case_id WHERE taken_up.at < :end)
{_COUNTED}""",
    ("event",),
    ("case_subject", "label", "action"),
)

# An inspector's word is held against that of another who opened the same shipment.
INSPECTORS: Final = Query(
    f"""WITH words AS (
  SELECT DISTINCT shipment_id, inspector, result, EXTRACT(EPOCH FROM examined_at) AS at
  FROM examination WHERE inspector IS NOT NULL AND result IN ('counterfeit', 'other finding', 'nothing found')),
again AS (
  SELECT a.inspector AS id, a.result AS said, a.at AS at, b.at AS later,
         CASE WHEN b.result = 'counterfeit' THEN 1 ELSE 0 END AS found
  FROM words AS a INNER JOIN words AS b ON a.shipment_id = b.shipment_id WHERE a.inspector <> b.inspector),
spans AS (
  SELECT DISTINCT shipment_id, selected_for, inspector AS id,
         EXTRACT(EPOCH FROM CAST(selected_for AS TIMESTAMP)) AS began, EXTRACT(EPOCH FROM examined_at) AS ended
  FROM examination WHERE inspector IS NOT NULL AND selected_for IS NOT NULL),
told AS (
  SELECT id, 'precision' AS measure, 1.0 AS weight, found AS reached, {_SHARE}
  FROM again WHERE said = 'counterfeit'
  UNION ALL
  SELECT id, 'overturn' AS measure, 1.0 AS weight,
         CASE WHEN said = 'counterfeit' THEN 1 - found ELSE found END AS reached, {_SHARE}
  FROM again WHERE later > at
  UNION ALL
  SELECT id, 'delay' AS measure, NULL AS weight, NULL AS reached,
         ROUND((CASE WHEN ended < :end THEN ended ELSE :end END - began) / 3600.0, 2) AS hours,
         CASE WHEN ended < :end THEN 0 ELSE 1 END AS is_open
  FROM spans WHERE began < :end)
{_COUNTED}""",
    ("examination",),
)
