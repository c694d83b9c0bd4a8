"""What tracking counts, in plain loops: slow, obvious, and without SQL."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

Row = Mapping[str, Any]
GRAVITY = ("clear", "review", "request-documents", "hold", "remove")
GONE = ("destroyed", "abandoned", "forfeited")


def gravest(decisions: Iterable[Row]) -> dict[str, Row]:
    """Return by offer the row of its gravest decision; of equals that with the smallest right."""
    found: dict[str, Row] = {}
    for row in decisions:
        known = found.get(row["subject_id"])
        if known is None or _rank(row) < _rank(known):
            found[row["subject_id"]] = row
    return found


def _rank(row: Row) -> tuple[int, bool, str]:
    return -GRAVITY.index(row["decision"]), row["right_id"] is None, row["right_id"] or ""


def suspected_by_mark(decisions: Iterable[Row], rights: Iterable[Row]) -> Counter[tuple[str | None, str]]:
    """Return how many offers stand at each mark and decision."""
    marks = {row["id"]: row["mark"] for row in rights}
    counted: Counter[tuple[str | None, str]] = Counter()
    for row in gravest(decisions).values():
        counted[marks.get(row["right_id"]) or row["right_id"], row["decision"]] += 1
    return counted


def holding(events: Iterable[Row]) -> set[str]:
    """Return the cases whose last word is that they hold."""
    last: dict[str, tuple[int, str]] = {}
    for event in events:
        if event["subject_kind"] == "case" and event["kind"] in ("confirmed", "not confirmed"):
            last[event["case_id"]] = max(last.get(event["case_id"], (0, "")), (event["number"], event["kind"]))
    return {case for case, (_, kind) in last.items() if kind == "confirmed"}


def funnel_of_offers(tables: Mapping[str, list[Row]]) -> list[set[str]]:
    """Return the offers at each stage, in order."""
    members = [
        row
        for row in tables["case_subject"]
        if row["subject_kind"] == "offer" and row["decision"] not in ("clear", None)
    ]
    firm = holding(tables["event"])
    sent = {row["id"] for row in tables["notice"] if row["sent_at"] is not None}
    taken = {row["offer_id"] for row in tables["notice_listing"] if row["outcome"] == "acted"}
    for action in tables["action"]:
        in_force = action["in_force_since"] is not None and action["state"] != "undone"
        if action["subject_kind"] == "offer" and action["kind"] == "remove" and in_force:
            taken.add(action["subject_id"])
    back = {row["offer_id"] for row in tables["reappearance"] if row["grade"] != "the same words"}
    return [
        {row["subject_id"] for row in tables["decision"]},
        {row["subject_id"] for row in tables["finding"] if row["subject_kind"] == "offer" and row["weight"] > 0},
        {row["subject_id"] for row in tables["decision"] if row["decision"] != "clear"},
        {row["subject_id"] for row in members},
        {row["subject_id"] for row in members if row["case_id"] in firm},
        {row["offer_id"] for row in tables["notice_listing"] if row["notice_id"] in sent},
        taken,
        taken - back,
    ]


def units_gone(dispositions: Iterable[Row], events: Iterable[Row], cases: Mapping[str, str]) -> int:
    """Return the units that are gone for good; `cases` tells the case of each notice."""
    rows = {(row["notice_id"], row["id"]): row for row in dispositions}
    corrected = {(row["notice_id"], row["corrects"]) for row in rows.values()}
    withdrawn = {
        (event["case_id"], event["subject_id"])
        for event in events
        if event["kind"] == "withdrawn" and event["subject_kind"] == "disposition"
    }
    return sum(
        row["units"]
        for key, row in rows.items()
        if row["kind"] in GONE and key not in corrected and (cases[key[0]], key[1]) not in withdrawn
    )


def precision_of_rules(findings: Iterable[Row], labels: Iterable[Row]) -> dict[str, list[tuple[float, int]]]:
    """Return by rule the weight of each labelled offer that it fired on, and whether that is infringing."""
    by_offer: dict[str, list[Row]] = {}
    for label in labels:
        by_offer.setdefault(label["subject_id"], []).append(label)
    told: dict[str, list[tuple[float, int]]] = {}
    fired = {
        (row["kind"], row["subject_id"]) for row in findings if row["subject_kind"] == "offer" and row["weight"] > 0
    }
    for kind, offer in sorted(fired):
        if offer in by_offer:
            verdicts = by_offer[offer]
            weight = 1 / min(row["selection_probability"] for row in verdicts)
            told.setdefault(kind, []).append((weight, int(any(row["label"] != "genuine" for row in verdicts))))
    return told


def platform_key(written: str | None) -> str | None:
    """Return a platform however it is spaced and written large or small."""
    return (written or "").strip().lower() or None


def home(one: str, folder: str, offers: Iterable[Row]) -> str:
    """Return the platform that an offer's id means in a folder; "" where none is told, "?" where several may be."""
    rows = [row for row in offers if row["id"] == one]
    near = {platform_key(row["marketplace"]) for row in rows if row["folder"] == folder} - {None}
    everywhere = {platform_key(row["marketplace"]) for row in rows} - {None}
    for known in (near, everywhere):
        if len(known) == 1:
            return str(known.pop())
    return "?" if everywhere else ""


def asked_for(decisions: Iterable[Row], offers: Iterable[Row]) -> Counter[tuple[str | None, str, Any]]:
    """Return how many suspected offers ask so much (platform, currency, price), each offer of a platform once."""
    gravity: dict[tuple[str, str], int] = {}
    for row in decisions:
        key = (row["subject_id"], home(row["subject_id"], row["folder"], offers))
        gravity[key] = max(gravity.get(key, 0), GRAVITY.index(row["decision"]))
    asked: Counter[tuple[str | None, str, Any]] = Counter()
    for (one, place), grave in gravity.items():
        prices = [
            (row["price_currency"], row["price"])
            for row in offers
            if row["id"] == one
            and place != "?"
            and (platform_key(row["marketplace"]) or home(one, row["folder"], offers)) == place
        ]
        if grave and prices:
            asked[place or None, *min(prices)] += 1
    return asked


def suspect_accounts(decisions: Iterable[Row], offers: Iterable[Row]) -> Counter[tuple[str, str]]:
    """Return how many suspected offers each account (platform, id) has, where its platform is told."""
    suspected = {
        (row["subject_id"], home(row["subject_id"], row["folder"], offers))
        for row in decisions
        if row["decision"] != "clear"
    }
    sellers: dict[tuple[str, str], set[str]] = {}
    for row in offers:
        place = platform_key(row["marketplace"]) or home(row["id"], row["folder"], offers)
        sellers.setdefault((row["id"], place), set()).add(row["external_seller_id"])
    return Counter((key[1], min(sellers[key])) for key in suspected if key in sellers and key[1] not in ("", "?"))


def answers(listings: Iterable[Row]) -> dict[tuple[str, str], Row]:
    """Return the first answer to each listing of a notice, or a row without one; of two at one time the refusal."""
    found: dict[tuple[str, str], Row] = {}
    for row in listings:
        key = (row["notice_id"], row["offer_id"])
        if key not in found or _when(row) < _when(found[key]):
            found[key] = row
    return found


def _when(row: Row) -> tuple[bool, Any, bool]:
    return row["outcome_at"] is None, row["outcome_at"] or 0, row["outcome"] != "refused"


def takedowns(notices: Iterable[Row], listings: Iterable[Row], end: Any) -> Counter[tuple[str, float, int]]:
    """Return recipient, hours and whether it is up still, of each listing notified before `end` and not refused."""
    taken_back = {row["id"] for row in notices if row["state"] == "withdrawn"}
    sent: dict[str, Any] = {}
    for row in notices:
        if row["sent_at"] is not None and row["id"] not in taken_back:
            sent[row["id"]] = min(sent.get(row["id"], row["sent_at"]), row["sent_at"])
    places = {row["id"]: row["recipient"] for row in notices}
    counted: Counter[tuple[str, float, int]] = Counter()
    for (notice, _), row in answers(listings).items():
        answered = row["outcome_at"] if row["outcome_at"] is not None and row["outcome_at"] < end else None
        if notice not in sent or sent[notice] >= end or (answered and row["outcome"] == "refused"):
            continue
        hours = ((answered or end) - sent[notice]).total_seconds() / 3600
        counted[places[notice], round(hours, 2), int(answered is None)] += 1
    return counted


def outcomes(notices: Iterable[Row], listings: Iterable[Row]) -> Counter[tuple[str, str]]:
    """Return recipient and outcome of each listing in notices that were sent."""
    sent = {row["id"]: row["recipient"] for row in notices if row["sent_at"] is not None}
    return Counter(
        (sent[notice], row["outcome"] or "open") for (notice, _), row in answers(listings).items() if notice in sent
    )
