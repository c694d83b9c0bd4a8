"""The slow twin of `scorecards.measures`: which cases does a measure count over? One row after the other.

Tables are lists of rows by name. A case is (subject, day, whether it is reached, amount).
"""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

Row = dict[str, Any]
Tables = Mapping[str, list[Row]]
Case = tuple[str, dt.date, bool | None, float | None]
FIRST, LAST = dt.date(2026, 9, 1), dt.date(2026, 10, 31)
END = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
THIRTY = dt.timedelta(days=30)
PLATFORM = "tidewater market"
STEPS = {
    "identical-offers-removed": {"action remove", "action terminate"},
    "linked-accounts-looked-into": set(),
    "payouts-held": {"action hold-payouts"},
    "stock-set-apart": {f"facility notice {kind}" for kind in ("held", "held in part", "gone", "disposed")},
    "buyers-told": {"action refund-buyers"},
    "owner-told": {"action notify-owner"},
    "authority-told": set(),
    "evidence-kept": {"signature signature-frozen", "exhibit sealed", "case bundled"},
    "re-entry-barred": {"action block-relisting", "action terminate"},
}


def slow_takedowns(tables: Tables) -> list[Case]:
    """Hours from the notice to the takedown, and to the end for what was up then."""
    found = []
    for notice, listing in _noticed(tables):
        acted, at = listing["outcome"], listing["outcome_at"]
        is_known = at is not None and at < END
        if is_known and acted == "refused":
            continue
        until = at if is_known else END
        hours = max((until - notice["sent_at"]).total_seconds() / 3600, 0)
        found.append((f"{notice['id']}/{listing['offer_id']}", notice["sent_at"].date(), is_known, hours))
    return _within(found)


def slow_relists(tables: Tables) -> list[Case]:
    """Whether a listing that was taken down was seen again within 30 days, once these are over."""
    found = []
    for notice, listing in _noticed(tables):
        if listing["outcome"] != "acted" or listing["outcome_at"] is None or listing["outcome_at"] + THIRTY > END:
            continue
        again = [
            one
            for one in tables["reappearance"]
            if (one["notice_id"], one["offer_id"]) == (notice["id"], listing["offer_id"])
            and one["grade"] != "the same words"
            and one["seen_at"] < END
            and one["hours"] <= 30 * 24
        ]
        found.append((f"{notice['id']}/{listing['offer_id']}", listing["outcome_at"].date(), bool(again), None))
    return _within(found)


def slow_returns(tables: Tables) -> list[Case]:
    """Days until a listing was first seen again, of those that were within thirty days that are over."""
    back = []
    for subject, day, is_back, _ in slow_relists(tables):
        seen = [
            one["hours"] / 24
            for one in tables["reappearance"]
            if f"{one['notice_id']}/{one['offer_id']}" == subject
            and one["grade"] != "the same words"
            and one["seen_at"] < END
        ]
        back += [(subject, day, True, min(seen))] if is_back else []
    return _within(back)


def slow_refusals(tables: Tables) -> list[Case]:
    """Whether a notice that was refused was acted on within thirty days of its first refusal, once these are over."""
    found = []
    for notice in {one["id"]: one for one in tables["notice"] if _is_ours(one["recipient"])}.values():
        acts = [one for one in tables["event"] if _is_act(one, "notice", notice["id"])]
        refused = sorted(one["at"] for one in acts if one["kind"] == "refused")
        if refused and refused[0] + THIRTY <= END:
            later = [
                one
                for one in acts
                if one["kind"] in ("acted", "acted in part") and refused[0] < one["at"] <= refused[0] + THIRTY
            ]
            found.append((notice["id"], refused[0].date(), bool(later), None))
    return _within(found)


def slow_steps(tables: Tables) -> list[Case]:
    """How many of the nine steps were done for a confirmed fake by the 30th day after, once it has passed."""
    found = []
    for case in {one["case_id"] for one in tables["event"]}:
        events = [one for one in tables["event"] if one["case_id"] == case and one["at"] < END]
        confirmed = [one["at"] for one in events if (one["kind"], one["subject_kind"]) == ("confirmed", "case")]
        if not confirmed or min(confirmed).date() + THIRTY > LAST:
            continue
        day = min(confirmed).date()
        acts = [(one["kind"], one["at"].date()) for one in events]
        acts += [(f"{one['subject_kind']} {one['kind']}", one["at"].date()) for one in events]
        for one in tables["action"]:
            if one["case_id"] != case:
                continue
            if one["in_force_since"] is not None and one["in_force_since"] < END:
                acts.append((f"action {one['kind']}", one["in_force_since"].date()))
            is_on_another = one["follows_from"] is not None and one["subject_kind"] == "account"
            if is_on_another and one["kind"] in ("suspend", "terminate") and one["proposed_at"] < END:
                acts.append(("linked-accounts-looked-into", one["proposed_at"].date()))
        in_time = {act for act, on in acts if on <= day + THIRTY}
        done = sum(step in in_time or bool(ours & in_time) for step, ours in STEPS.items())
        found.append((case, day, True, float(done)))
    return _within(found)


def slow_complaints(tables: Tables) -> list[Case]:
    """Days from a complaint to the decision that came next, and to the end where none did."""
    found = []
    for action in {one["subject_id"] for one in tables["event"]}:
        numbers: dict[tuple[dt.datetime, str], int] = {}
        for one in tables["event"]:
            if _is_act(one, "action", action) and one["kind"] in ("appealed", "upheld", "undone"):
                key = (one["at"], one["kind"])
                numbers[key] = min(one["number"], numbers.get(key, one["number"]))
        since: dt.datetime | None = None
        for (at, kind), _ in sorted(numbers.items(), key=lambda item: (item[0][0], item[1])):
            if kind == "appealed":
                since = at if since is None else since
            elif since is not None:
                found.append((action, since.date(), True, (at - since).total_seconds() / 86400))
                since = None
        if since is not None:
            found.append((action, since.date(), False, (END - since).total_seconds() / 86400))
    return _within(found)


def slow_repeaters(tables: Tables) -> list[Case]:
    """Whether an account was closed within 30 days, which are over, of its first third violation in a year in the
    window."""
    found = []
    for account in {one["account_id"] for one in tables["violation"]}:
        own = [one for one in tables["violation"] if one["account_id"] == account]
        counted = sorted(
            (one["found_on"], one["id"])
            for one in own
            if one["found_on"] <= LAST
            and not (one["outcome"] == "overturned" and one["outcome_on"] is not None and one["outcome_on"] <= LAST)
        )
        thirds = [
            on
            for place, (on, _) in enumerate(counted)
            if place >= 2 and (on - counted[place - 2][0]).days < 365 and on >= FIRST
        ]
        if not thirds or thirds[0] + THIRTY > LAST:
            continue
        closings = [one["found_on"] for one in own if one["answer"] in ("suspend", "terminate")]
        closings += [
            one["day"]
            for one in tables["seller_event"]
            if one["seller_id"] == account and one["kind"] in ("suspended", "terminated")
        ]
        until = thirds[0] + THIRTY
        found.append((account, thirds[0], any(thirds[0] <= day <= until for day in closings), None))
    return _within(found)


def slow_banks(tables: Tables) -> list[Case]:
    """Whether the bank of a payout had answered in time what fell due last before it."""
    found = []
    for payout in tables["payout"]:
        due = [
            one
            for one in tables["bank_request"]
            if payout["bank"] is not None and one["bank"] == payout["bank"] and one["due_on"] < payout["paid_on"]
        ]
        if due:
            last = [one for one in due if one["due_on"] == max(two["due_on"] for two in due)]
            is_good = all(one["answered_on"] is not None and one["answered_on"] <= one["due_on"] for one in last)
            found.append((payout["id"], payout["paid_on"], is_good, None))
    return _within(found)


SLOW: Mapping[str, Callable[[Tables], list[Case]]] = {
    "hours-to-takedown-median": slow_takedowns,
    "relists-after-removal": slow_relists,
    "days-to-reappearance-median": slow_returns,
    "refusals-overturned": slow_refusals,
    "post-discovery-steps-median": slow_steps,
    "days-to-complaint-decision-median": slow_complaints,
    "repeat-offenders-closed": slow_repeaters,
    "payouts-through-responsive-banks": slow_banks,
}


def _noticed(tables: Tables) -> list[tuple[Row, Row]]:
    return [
        (notice, listing)
        for notice in tables["notice"]
        for listing in tables["notice_listing"]
        if listing["notice_id"] == notice["id"]
        and _is_ours(notice["recipient"])
        and notice["sent_at"] is not None
        and notice["sent_at"] < END
        and notice["state"] != "withdrawn"
    ]


def _is_ours(platform: str) -> bool:
    return platform.strip().lower() == PLATFORM


def _is_act(event: Row, kind: str, subject: str) -> bool:
    return bool(event["subject_kind"] == kind and event["subject_id"] == subject and event["at"] < END)


def _within(found: list[Case]) -> list[Case]:
    return sorted((one for one in found if FIRST <= one[1] <= LAST), key=str)
