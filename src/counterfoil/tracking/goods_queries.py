"""Queries over goods: what was found in which facility and from which consignor, and what it is worth."""

from typing import Final

from counterfoil.tracking.query import Query

# A shipment may have been opened more than once: it counts as counterfeit where any opening found it so.
OPENED: Final = """
opened AS (
  SELECT shipment_id, MIN(facility) AS facility, MAX(CASE WHEN result = 'counterfeit' THEN 1 ELSE 0 END) AS found
  FROM examination WHERE result <> 'not opened' GROUP BY shipment_id)"""

FOUND_BY_FACILITY: Final = Query(
    f"""WITH{OPENED}
SELECT facility AS label, SUM(found) AS reached, COUNT(*) AS cases
FROM opened GROUP BY facility ORDER BY facility""",
    ("examination",),
)

FOUND_BY_INTERMEDIARY: Final = Query(
    f"""WITH{OPENED},
sent AS (SELECT DISTINCT shipment_id, consignor FROM shipment WHERE consignor IS NOT NULL)
SELECT sent.consignor AS label, SUM(opened.found) AS reached, COUNT(*) AS cases
FROM opened INNER JOIN sent ON opened.shipment_id = sent.shipment_id
GROUP BY sent.consignor ORDER BY sent.consignor""",
    ("examination", "shipment"),
)

# Pieces at the lowest price that an offer of a case, not clear, asks for the same GTIN: a lower bound.
VALUE_BY_FACILITY: Final = Query(
    """WITH asked AS (
  SELECT gtin, price_currency AS unit, MIN(price) AS price
  FROM case_subject
  WHERE subject_kind = 'offer' AND decision <> 'clear' AND gtin IS NOT NULL AND price IS NOT NULL
  GROUP BY gtin, price_currency),
lines AS (
  SELECT DISTINCT facility_notice.facility AS label, facility_line.notice_id AS notice_id, facility_line.line AS line,
         facility_line.gtin AS gtin, facility_line.units AS units
  FROM facility_line INNER JOIN facility_notice ON facility_line.notice_id = facility_notice.id
  WHERE facility_line.asked = 'hold' AND facility_line.units IS NOT NULL)
SELECT lines.label AS label, asked.unit AS unit, SUM(asked.price * lines.units) AS amount, SUM(lines.units) AS cases
FROM lines INNER JOIN asked ON lines.gtin = asked.gtin
GROUP BY lines.label, asked.unit ORDER BY label, unit""",
    ("facility_line", "facility_notice", "case_subject"),
)

VALUE_BY_INTERMEDIARY: Final = Query(
    f"""WITH{OPENED},
rows AS (
  SELECT DISTINCT shipment_id, item, consignor, currency, declared_value
  FROM shipment WHERE consignor IS NOT NULL AND declared_value IS NOT NULL)
SELECT rows.consignor AS label, rows.currency AS unit, SUM(rows.declared_value) AS amount, COUNT(*) AS cases
FROM rows INNER JOIN opened ON rows.shipment_id = opened.shipment_id
WHERE opened.found = 1 GROUP BY rows.consignor, rows.currency ORDER BY label, unit""",
    ("examination", "shipment"),
)
