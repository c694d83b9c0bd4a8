"""The query of the network: which platforms, accounts, consignors, facilities, cases and orders stand together?

Accounts are told by the platform's own id, facilities by their number, never by a name of a person. Only what a
suspicion touches is in it: a marketplace's honest trade is nobody's network.
"""

from typing import Final

from counterfoil.tracking.offer_queries import DECIDED, LISTED
from counterfoil.tracking.query import Query

EDGES: Final = Query(
    f"""WITH{DECIDED},{LISTED},
suspects AS (
  SELECT listed.account AS account, listed.platform AS platform
  FROM decided INNER JOIN listed ON decided.id = listed.id WHERE decided.gravity > 0 AND listed.account IS NOT NULL),
members AS (SELECT DISTINCT subject_id AS account, case_id FROM case_subject WHERE subject_kind = 'account'),
pairs AS (SELECT DISTINCT seller_id, other_seller_id, relation FROM link WHERE relation <> 'not the same'),
again AS (SELECT DISTINCT seller_id, known_seller_id FROM re_entry),
lines AS (
  SELECT DISTINCT notice_id, line, external_seller_id AS account FROM facility_line
  WHERE asked = 'hold' AND external_seller_id IS NOT NULL),
places AS (SELECT id, MIN(facility) AS facility FROM facility_notice GROUP BY id),
found AS (SELECT DISTINCT shipment_id FROM examination WHERE result = 'counterfeit'),
sent AS (SELECT DISTINCT shipment_id, consignor, facility_gln, external_seller_id AS account FROM shipment),
bad AS (
  SELECT sent.shipment_id AS shipment_id, sent.consignor AS consignor, sent.facility_gln AS facility,
         sent.account AS account
  FROM sent INNER JOIN found ON sent.shipment_id = found.shipment_id)
SELECT 'platform' AS from_kind, platform AS from_id, 'account' AS to_kind, account AS to_id,
       'suspected listings' AS kind, COUNT(*) AS weight
FROM suspects WHERE platform IS NOT NULL GROUP BY platform, account
UNION ALL
SELECT 'case' AS from_kind, case_id AS from_id, 'account' AS to_kind, account AS to_id, 'in the case' AS kind,
       COUNT(*) AS weight
FROM members GROUP BY case_id, account
UNION ALL
SELECT 'account' AS from_kind, seller_id AS from_id, 'account' AS to_kind, other_seller_id AS to_id, relation AS kind,
       COUNT(*) AS weight
FROM pairs GROUP BY seller_id, other_seller_id, relation
UNION ALL
SELECT 'account' AS from_kind, seller_id AS from_id, 'account' AS to_kind, known_seller_id AS to_id,
       're-entry' AS kind, COUNT(*) AS weight
FROM again GROUP BY seller_id, known_seller_id
UNION ALL
SELECT 'account' AS from_kind, lines.account AS from_id, 'facility' AS to_kind, places.facility AS to_id,
       'goods to be held' AS kind, COUNT(*) AS weight
FROM lines INNER JOIN places ON lines.notice_id = places.id GROUP BY lines.account, places.facility
UNION ALL
SELECT 'consignor' AS from_kind, consignor AS from_id, 'facility' AS to_kind, facility AS to_id,
       'counterfeit shipments' AS kind, COUNT(*) AS weight
FROM bad WHERE consignor IS NOT NULL AND facility IS NOT NULL GROUP BY consignor, facility
UNION ALL
SELECT 'consignor' AS from_kind, consignor AS from_id, 'account' AS to_kind, account AS to_id,
       'counterfeit shipments' AS kind, COUNT(*) AS weight
FROM bad WHERE consignor IS NOT NULL AND account IS NOT NULL GROUP BY consignor, account
UNION ALL
SELECT 'order' AS from_kind, order_id AS from_id, 'account' AS to_kind, subject_id AS to_id, 'restrained' AS kind,
       COUNT(*) AS weight
FROM order_reach WHERE subject_kind = 'account' AND state = 'reached' GROUP BY order_id, subject_id
ORDER BY from_kind, from_id, to_kind, to_id, kind""",
    (),
    (
        "decision",
        "offer",
        "case_subject",
        "link",
        "re_entry",
        "facility_line",
        "facility_notice",
        "examination",
        "shipment",
        "order_reach",
    ),
)
