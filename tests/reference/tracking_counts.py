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
