"""The query of the network: which platforms, accounts, consignors, facilities, cases and orders stand together?

Accounts are told by the platform's own id, facilities by their number, never by a name of a person. Only what a
suspicion touches is in it: a marketplace's honest trade is nobody's network.
"""

from typing import Final

from counterfoil.tracking.offer_queries import DECIDED, LISTED
from counterfoil.tracking.query import Query

# An account's id is its platform's own: each is told with that platform (`at`). Tables that name the id alone mean the
# only platform on which an account of that id is known; "?" where there are several: nobody knows whose it is.
_ACCOUNTS: Final = """
suspects AS (
  SELECT listed.account AS account, NULLIF(listed.at, '') AS at, listed.platform AS platform
  FROM decided INNER JOIN listed ON decided.id = listed.id AND decided.at = listed.at
  WHERE decided.gravity > 0 AND listed.account IS NOT NULL),
held_at AS (
  SELECT account, NULLIF(at, '') AS at FROM homed WHERE account IS NOT NULL
  UNION ALL
  SELECT id AS account, NULLIF(LOWER(TRIM(marketplace)), '') AS at FROM seller),
homes AS (SELECT account, MIN(at) AS at, COUNT(DISTINCT at) AS platforms FROM held_at GROUP BY account),
known AS (SELECT account, CASE WHEN platforms > 1 THEN '?' ELSE COALESCE(at, '') END AS at FROM homes),
folders AS (SELECT id, MIN(NULLIF(LOWER(TRIM(platform)), '')) AS at FROM "case" GROUP BY id)"""
_TIES: Final = """
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
  FROM sent INNER JOIN found ON sent.shipment_id = found.shipment_id),
ties AS (
  SELECT 'platform' AS from_kind, '' AS from_at, platform AS from_id, 'account' AS to_kind, at AS to_at,
         account AS to_id, 'suspected listings' AS kind
  FROM suspects WHERE platform IS NOT NULL
  UNION ALL
  SELECT 'case' AS from_kind, '' AS from_at, members.case_id AS from_id, 'account' AS to_kind, folders.at AS to_at,
         members.account AS to_id, 'in the case' AS kind
  FROM members LEFT JOIN folders ON members.case_id = folders.id
  UNION ALL
  SELECT 'account' AS from_kind, CAST(NULL AS VARCHAR) AS from_at, seller_id AS from_id, 'account' AS to_kind,
         CAST(NULL AS VARCHAR) AS to_at, other_seller_id AS to_id, relation AS kind
  FROM pairs
  UNION ALL
  SELECT 'account' AS from_kind, CAST(NULL AS VARCHAR) AS from_at, seller_id AS from_id, 'account' AS to_kind,
         CAST(NULL AS VARCHAR) AS to_at, known_seller_id AS to_id, 're-entry' AS kind
  FROM again
  UNION ALL
  SELECT 'account' AS from_kind, CAST(NULL AS VARCHAR) AS from_at, lines.account AS from_id, 'facility' AS to_kind,
         '' AS to_at, places.facility AS to_id, 'goods to be held' AS kind
  FROM lines INNER JOIN places ON lines.notice_id = places.id
  UNION ALL
  SELECT 'consignor' AS from_kind, '' AS from_at, consignor AS from_id, 'facility' AS to_kind, '' AS to_at,
         facility AS to_id, 'counterfeit shipments' AS kind
  FROM bad WHERE consignor IS NOT NULL AND facility IS NOT NULL
  UNION ALL
  SELECT 'consignor' AS from_kind, '' AS from_at, consignor AS from_id, 'account' AS to_kind,
         CAST(NULL AS VARCHAR) AS to_at, account AS to_id, 'counterfeit shipments' AS kind
  FROM bad WHERE consignor IS NOT NULL AND account IS NOT NULL
  UNION ALL
  SELECT 'order' AS from_kind, '' AS from_at, order_id AS from_id, 'account' AS to_kind,
         CAST(NULL AS VARCHAR) AS to_at, subject_id AS to_id, 'restrained' AS kind
  FROM order_reach WHERE subject_kind = 'account' AND state = 'reached')"""
EDGES: Final = Query(
    f"""WITH{DECIDED},{LISTED},{_ACCOUNTS},{_TIES},
ends AS (
  SELECT ties.from_kind AS from_kind, COALESCE(ties.from_at, one.at, '') AS from_at, ties.from_id AS from_id,
         ties.to_kind AS to_kind, COALESCE(ties.to_at, other.at, '') AS to_at, ties.to_id AS to_id, ties.kind AS kind
  FROM ties LEFT JOIN known AS one ON ties.from_id = one.account LEFT JOIN known AS other ON ties.to_id = other.account)
SELECT from_kind, from_at, from_id, to_kind, to_at, to_id, kind, COUNT(*) AS weight
FROM ends GROUP BY from_kind, from_at, from_id, to_kind, to_at, to_id, kind
ORDER BY from_kind, from_at, from_id, to_kind, to_at, to_id, kind""",
    (),
    (
        "decision",
        "offer",
        "seller",
        "case",
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
