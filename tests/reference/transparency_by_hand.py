"""A transparency report counted row by row in plain Python: the slow and obvious twin of `transparency.counting`.

Nothing is withheld. Numbers by (measure, breakdown, part), medians under “median hours”.
"""

import datetime as dt
import statistics
from collections import Counter
from collections.abc import Iterator
from typing import Any

Row = dict[str, Any]
Key = tuple[str, str, str]
ON_ACCOUNTS = ("suspend", "terminate")
ON_NOTICE = ("article 16 notice", "trusted flagger", "other notification")


def by_hand(tables: dict[str, list[Row]], *, platform: str, first: dt.date, last: dt.date) -> Counter[Key]:
    """Return every count that is not nought of all these tables: what another table puts elsewhere is left out."""
    found: Counter[Key] = Counter()
    for measure, parts in (
        *_actions([row for row in tables["action"] if _is_ours(row, tables, platform)], first, last),
        *_notices(tables, platform, first, last),
        *_complaints([row for row in tables["event"] if _is_ours(row, tables, platform)], first, last),
        *_orders(tables, platform, first, last),
        *_sellers(tables, platform, first, last),
    ):
        found[measure, "", ""] += 1
        for breakdown, part in parts.items():
            found[measure, breakdown, part] += 1
    return found


def _same(name: str, platform: str) -> bool:
    return name.strip().lower() == platform.strip().lower()


def _is_ours(row: Row, tables: dict[str, list[Row]], platform: str) -> bool:
    """Ask the row's case, then its notice, then its account; what names no platform tells nothing."""
    for column, table, name in (
        ("case_id", "case", "platform"),
        ("notice_id", "notice", "recipient"),
        ("account_id", "seller", "marketplace"),
        ("seller_id", "seller", "marketplace"),
    ):
        said = [
            _same(one[name], platform)
            for one in tables[table]
            if one["id"] == row.get(column) and one[name] and one[name].strip()
        ]
        if said:
            return any(said)
    return True


def _orders(
    tables: dict[str, list[Row]], platform: str, first: dt.date, last: dt.date
) -> Iterator[tuple[str, dict[str, str]]]:
    for row in tables["order"]:
        if _is_ours(row, tables, platform) and first <= row["served_on"] <= last:
            yield (
                "orders",
                {
                    "by kind of order": row["kind"],
                    "by the state that they are in force in": "outside the European Economic Area",
                },
            )


def _sellers(
    tables: dict[str, list[Row]], platform: str, first: dt.date, last: dt.date
) -> Iterator[tuple[str, dict[str, str]]]:
    for row in tables["statement"]:
        if _is_ours(row, tables, platform) and first <= row["told_on"] <= last:
            late = "later" if row["days_late"] else "when the measure took effect"
            answer = {"by what the DSA Transparency Database answered": "no answer is given"}
            yield "statements-of-reasons", {"by when it was given": late} | answer
    for row in tables["seller_event"]:
        if _is_ours(row, tables, platform) and first <= row["day"] <= last:
            yield "seller-acts", {"by act": row["kind"]}
    for row in tables["dossier"]:
        if row["is_high_volume"] and _is_ours(row, tables, platform) and first <= row["day"] <= last:
            shown = {"by what of their identity buyers are shown": row["disclosure"]}
            yield "high-volume-sellers", {"by status of the vetting": row["status"]} | shown


def _within(moment: dt.datetime | None, first: dt.date, last: dt.date) -> bool:
    return moment is not None and first <= moment.date() <= last


def _actions(actions: list[Row], first: dt.date, last: dt.date) -> Iterator[tuple[str, dict[str, str]]]:
    for row in actions:
        if not _within(row["in_force_since"], first, last):
            continue
        taken_back = row["state"] == "undone" and row["ended_at"] is not None and row["ended_at"].date() <= last
        automated = {"fully": "fully automated", "partially": "partially automated"}.get(
            row["decided"], "not automated"
        )
        parts = {
            "by what it rests on": row["legal_ground"],
            "by how it was decided, and whether it stands": f"{automated}, {'taken back' if taken_back else 'stands'}",
        }
        if row["kind"] in ON_ACCOUNTS:
            yield "accounts-suspended", parts | {"by measure": row["kind"], "by how it came to be known": row["source"]}
        elif row["source"] in ON_NOTICE:
            yield "measures-on-notices", parts | {"by restriction": row["kind"], "by who notified": row["source"]}
        elif row["source"] == "own initiative":
            found = "automated detection" if row["detected_automatically"] else "found by people"
            named = {"by restriction": row["kind"], "by what it was about": row["ground"], "by how it was found": found}
            yield "measures-own-initiative", parts | named
        else:
            parts.pop("by what it rests on")
            yield "measures-on-orders", parts | {"by restriction": row["kind"]}


def _notices(
    tables: dict[str, list[Row]], platform: str, first: dt.date, last: dt.date
) -> Iterator[tuple[str, dict[str, str]]]:
    for row in tables["notice"]:
        if not _same(row["recipient"], platform) or not _within(row["sent_at"], first, last):
            continue
        yield "notices", {"by what is alleged": row["ground"], "by form of the notice": row["form"]}
        for listing in tables["notice_listing"]:
            if listing["notice_id"] == row["id"]:
                is_decided = listing["outcome"] is not None and listing["outcome_at"].date() <= last
                words = {"acted": "acted on", "refused": "refused"}
                yield (
                    "listings-notified",
                    {"by what was decided": words[listing["outcome"]] if is_decided else "not decided"},
                )


def _complaints(events: list[Row], first: dt.date, last: dt.date) -> Iterator[tuple[str, dict[str, str]]]:
    words = {"upheld": "measure upheld", "undone": "measure taken back"}
    waiting: dict[str, Row] = {}  # by action: the complaint that nobody has decided on
    for row in sorted(events, key=lambda row: row["at"]):
        if row["subject_kind"] != "action" or row["at"].date() > last:
            continue
        if row["kind"] == "appealed":
            waiting.setdefault(row["subject_id"], row)
        elif row["kind"] in words and row["subject_id"] in waiting:
            made = waiting.pop(row["subject_id"])
            if _within(made["at"], first, last):
                yield "complaints", {"by what was decided": words[row["kind"]]}
    for made in waiting.values():
        if _within(made["at"], first, last):
            yield "complaints", {"by what was decided": "not decided"}


def median_hours(tables: dict[str, list[Row]], *, platform: str, first: dt.date, last: dt.date) -> float | None:
    """Return the median hours from notice to decision of the listings decided by the last day, to one decimal."""
    sent = {row["id"]: row["sent_at"] for row in tables["notice"] if _same(row["recipient"], platform)}
    hours = [
        max(0.0, (row["outcome_at"] - sent[row["notice_id"]]).total_seconds() / 3600)
        for row in tables["notice_listing"]
        if row["outcome"] is not None
        and row["outcome_at"].date() <= last
        and _within(sent.get(row["notice_id"]), first, last)
    ]
    return round(statistics.median(hours), 1) if hours else None
