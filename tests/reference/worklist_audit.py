"""The slow twin of `targeting.audit`: one row after the other, with nothing but dictionaries."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

Row = dict[str, Any]


def slow_audit(
    selections: list[Row], examinations: list[Row], *, zone: str = ""
) -> tuple[dict[tuple[str, str], str], list[str]]:
    """Return the outcome of each selected shipment by (facility, shipment), and the standing of each examination."""
    day = selections[0]["selected_for"]
    asked = {(row["facility"], row["shipment_id"]) for row in selections if row["is_selected"]}
    belongs = [_belongs(row, day, asked, zone) for row in examinations]
    seen: list[Row] = []
    is_repeated = []
    for row in examinations:
        is_repeated.append(row in seen)
        seen.append(row)
    counts = [one and not again for one, again in zip(belongs, is_repeated, strict=True)]
    openings: dict[tuple[str, str], list[int]] = {key: [] for key in asked}
    for at, row in enumerate(examinations):
        if counts[at] and _key(row) in asked and row["result"] != "not opened":
            openings[_key(row)].append(at)
    for own in openings.values():
        own.sort(key=lambda at: (examinations[at]["examined_at"], at))
    standings = [
        "same row again"
        if is_repeated[at]
        else _standing(row, first_of=openings, at=at, off=_off(row, day, zone))
        if belongs[at]
        else "of another worklist"
        for at, row in enumerate(examinations)
    ]
    outcomes = {key: _outcome(key, openings[key], examinations, standings) for key in asked}
    return outcomes, standings


def _standing(row: Row, *, first_of: dict[tuple[str, str], list[int]], at: int, off: int | None) -> str:
    if row["result"] == "not opened":
        return "told as not opened" if _key(row) in first_of else "not opened, not selected"
    if _key(row) in first_of:
        if first_of[_key(row)][0] != at:
            return "opened again"
        return "as drawn" if off == 0 else "on another day"
    if first_of.get((row["facility"], row["instead_of"])) == []:
        return "substitute"
    elsewhere = any(row["shipment_id"] == shipment for _, shipment in first_of)
    return "in another facility" if elsewhere else "not selected"


def _outcome(key: tuple[str, str], openings: list[int], examinations: list[Row], standings: list[str]) -> str:
    if len(openings) > 1:
        return "opened twice"
    if openings:
        return "opened as drawn" if standings[openings[0]] == "as drawn" else "opened on another day"
    for row, standing in zip(examinations, standings, strict=True):
        if standing == "substitute" and (row["facility"], row["instead_of"]) == key:
            return "substituted"
    for row, standing in zip(examinations, standings, strict=True):
        if standing == "told as not opened" and _key(row) == key:
            return "not opened"
    return "no answer"


def _key(row: Row) -> tuple[str, str]:
    return row["facility"], row["shipment_id"]


def _belongs(row: Row, day: dt.date, asked: set[tuple[str, str]], zone: str) -> bool:
    if row["selected_for"] is not None:
        return bool(row["selected_for"] == day)
    off = _off(row, day, zone)
    if _key(row) in asked:
        return off is None or off >= 0
    return off == 0


def _off(row: Row, day: dt.date, zone: str) -> int | None:
    """Return by how many days the examination misses the day, in the zone, or in the kindest of all zones."""
    at = row["examined_at"]
    if at is None:
        return None
    if zone:
        return int((at.astimezone(ZoneInfo(zone)).date() - day).days)
    places = [dt.timezone(dt.timedelta(hours=hours)) for hours in range(-12, 15)]
    offs = [(at.astimezone(place).date() - day).days for place in places]
    return int(min(offs, key=abs))
