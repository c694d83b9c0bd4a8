"""Queries of the funnels: how many offers, accounts, shipments and units reached each stage, in order?

Each funnel counts distinct subjects of one kind, and of each stage also how many were in the stage before: where the
two differ, something was reached by another way. Offers, accounts, shipments and units are never one of another.
"""

from typing import Final

from counterfoil.tracking.query import Query

# A case holds unless a person later found that it does not.
HELD: Final = """
said AS (
  SELECT case_id, MAX(CASE WHEN kind = 'confirmed' THEN number ELSE 0 END) AS yes,
         MAX(CASE WHEN kind = 'not confirmed' THEN number ELSE 0 END) AS no
  FROM event WHERE subject_kind = 'case' GROUP BY case_id),
holds AS (SELECT case_id FROM said WHERE yes > no)"""
TAKEN_DOWN: Final = """
taken AS (
  SELECT offer_id AS id FROM notice_listing WHERE outcome = 'acted'
  UNION
  SELECT subject_id AS id FROM action
  WHERE subject_kind = 'offer' AND kind = 'remove' AND in_force_since IS NOT NULL AND state <> 'undone')"""


def _stages(names: tuple[tuple[str, str], ...]) -> str:
    """Return the count of each stage (label, table of ids), and how many of it are in the stage before."""
    parts = []
    for place, (label, table) in enumerate(names, start=1):
        before = names[max(place - 2, 0)][1]
        parts.append(
            f"SELECT {place} AS place, '{label}' AS label, COUNT(*) AS value, COUNT(b.there) AS of_before\n"
            f"FROM {table} AS a LEFT JOIN (SELECT id, 1 AS there FROM {before}) AS b ON a.id = b.id"
        )
    return "\nUNION ALL\n".join(parts) + "\nORDER BY place"


OFFERS: Final = Query(
    f"""WITH screened AS (SELECT DISTINCT subject_id AS id FROM decision),
seen AS (SELECT DISTINCT subject_id AS id FROM finding WHERE subject_kind = 'offer' AND weight > 0),
suspected AS (SELECT DISTINCT subject_id AS id FROM decision WHERE decision <> 'clear'),
cased AS (SELECT DISTINCT subject_id AS id FROM case_subject WHERE subject_kind = 'offer' AND decision <> 'clear'),
{HELD.strip()},
confirmed AS (
  SELECT DISTINCT case_subject.subject_id AS id
  FROM case_subject INNER JOIN holds ON case_subject.case_id = holds.case_id
  WHERE case_subject.subject_kind = 'offer' AND case_subject.decision <> 'clear'),
noticed AS (
  SELECT DISTINCT notice_listing.offer_id AS id
  FROM notice_listing INNER JOIN notice ON notice_listing.notice_id = notice.id WHERE notice.sent_at IS NOT NULL),
{TAKEN_DOWN.strip()},
back AS (SELECT DISTINCT offer_id AS id FROM reappearance WHERE grade <> 'the same words'),
stayed AS (SELECT id FROM taken EXCEPT SELECT id FROM back)
"""
    + _stages(
        (
            ("screened", "screened"),
            ("with a sign against it", "seen"),
            ("suspected", "suspected"),
            ("in a case", "cased"),
            ("case confirmed", "confirmed"),
            ("in a notice that was sent", "noticed"),
            ("taken down", "taken"),
            ("not seen again", "stayed"),
        )
    ),
    ("decision",),
    ("finding", "case_subject", "event", "notice", "notice_listing", "action", "reappearance"),
)

ACCOUNTS: Final = Query(
    f"""WITH vetted AS (SELECT DISTINCT seller_id AS id FROM dossier),
doubted AS (SELECT DISTINCT seller_id AS id FROM dossier WHERE status IN ('review', 'suspended', 'refused')),
cased AS (SELECT DISTINCT subject_id AS id FROM case_subject WHERE subject_kind = 'account'),{HELD},
confirmed AS (
  SELECT DISTINCT case_subject.subject_id AS id
  FROM case_subject INNER JOIN holds ON case_subject.case_id = holds.case_id
  WHERE case_subject.subject_kind = 'account'),
asked AS (SELECT DISTINCT subject_id AS id FROM action WHERE subject_kind = 'account'),
acted AS (
  SELECT DISTINCT subject_id AS id FROM action
  WHERE subject_kind = 'account' AND in_force_since IS NOT NULL AND state <> 'undone')
"""
    + _stages(
        (
            ("vetted", "vetted"),
            ("in doubt, suspended or refused", "doubted"),
            ("in a case", "cased"),
            ("case confirmed", "confirmed"),
            ("with an action proposed", "asked"),
            ("with an action in force", "acted"),
        )
    ),
    ("dossier",),
    ("case_subject", "event", "action"),
)

SHIPMENTS: Final = Query(
    """WITH ranked AS (SELECT DISTINCT shipment_id AS id FROM selection),
selected AS (SELECT DISTINCT shipment_id AS id FROM selection WHERE is_selected),
opened AS (SELECT DISTINCT shipment_id AS id FROM examination WHERE result <> 'not opened'),
found AS (SELECT DISTINCT shipment_id AS id FROM examination WHERE result = 'counterfeit')
"""
    + _stages((("ranked", "ranked"), ("selected", "selected"), ("opened", "opened"), ("found counterfeit", "found"))),
    ("selection",),
    ("examination",),
)

# Units are numbers on lines of facility notices, not things that are told apart: `of_before` stays empty. The ids of
# dispositions are those of one case: a proof is of the disposition with its id in the file beside its own.
UNITS_HELD: Final = """
asked AS (SELECT DISTINCT notice_id, line, units FROM facility_line WHERE asked = 'hold'),
held AS (SELECT DISTINCT notice_id, line, reference, units FROM hold_answer WHERE status = 'held'),
replaced AS (SELECT DISTINCT corrects AS id, notice_id FROM disposition WHERE corrects IS NOT NULL),
withdrawn AS (
  SELECT DISTINCT facility_notice.id AS notice_id, event.subject_id AS id
  FROM event INNER JOIN facility_notice ON event.case_id = facility_notice.case_id
  WHERE event.kind = 'withdrawn' AND event.subject_kind = 'disposition'),
recorded AS (SELECT DISTINCT notice_id, id, source, kind, units FROM disposition),
standing AS (
  SELECT notice_id, id FROM recorded
  EXCEPT SELECT notice_id, id FROM replaced
  EXCEPT SELECT notice_id, id FROM withdrawn),
gone AS (
  SELECT recorded.notice_id AS notice_id, recorded.id AS id, recorded.source AS source, recorded.units AS units
  FROM recorded INNER JOIN standing ON recorded.notice_id = standing.notice_id AND recorded.id = standing.id
  WHERE recorded.kind IN ('destroyed', 'abandoned', 'forfeited'))"""
UNITS: Final = Query(
    f"""WITH{UNITS_HELD},
shown AS (
  SELECT DISTINCT disposition_id AS id, REPLACE(source, 'disposition_proofs', 'dispositions') AS source
  FROM disposition_proof),
proven AS (
  SELECT gone.units AS units FROM gone INNER JOIN shown ON gone.id = shown.id AND gone.source = shown.source)
SELECT 1 AS place, 'asked to be held' AS label, SUM(units) AS value FROM asked
UNION ALL SELECT 2 AS place, 'held' AS label, SUM(units) AS value FROM held
UNION ALL SELECT 3 AS place, 'destroyed, abandoned or forfeited' AS label, SUM(units) AS value FROM gone
UNION ALL SELECT 4 AS place, 'with a proof of it' AS label, SUM(units) AS value FROM proven
ORDER BY place""",
    ("facility_line",),
    ("facility_notice", "hold_answer", "disposition", "disposition_proof", "event"),
)
