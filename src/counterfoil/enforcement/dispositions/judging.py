"""May these units be disposed of in this way? Row by row, each against what the rows before it left.

A row that may not be is told as a reject: the field, the value and the rule that it breaks.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

import polars as pl

from counterfoil.enforcement.dispositions.all_kinds import DISPOSITIONS
from counterfoil.enforcement.dispositions.barriers import Barriers
from counterfoil.enforcement.dispositions.hazards import hazards_of
from counterfoil.enforcement.dispositions.kind import DispositionKind
from counterfoil.enforcement.dispositions.line_balances import LEAVE
from counterfoil.enforcement.dispositions.release import CONSENT, DECISION
from counterfoil.tables.reject import Reject

LINE_OF_FILE = "line of file"  # `line` is that of the notice
Row = dict[str, Any]
Units = dict[tuple[str, int, str], int]  # of a notice's line, in an open account
SAME = ("notice_id", "line", "kind", "units", "of", "authority", "reference", "at")


class Known(NamedTuple):
    """What is known before the rows: lines (with drafted_at), open units, what stands, barriers, the next number."""

    case_id: str
    lines: Mapping[tuple[str, int], Row]
    open_units: Units
    standing: Mapping[str, Row]
    barriers: Barriers
    next_number: int
    recorded_at: dt.datetime


class Refusal(NamedTuple):
    """Why a row may not be: the field, what stands there, and the rule as a sentence."""

    field: str
    value: object
    rule: str


def judge(rows: list[Row], known: Known, *, file: str) -> tuple[list[Row], pl.DataFrame]:
    """Return the rows (contract Disposition) that may be, with their ids and hazards, and the rejects (Reject).

    A row that corrects another takes its place: the units of that one are open again before it is judged.
    """
    units, standing, kept, rejects = dict(known.open_units), dict(known.standing), list[Row](), list[Row]()
    for row in rows:
        mine = {name: value for name, value in row.items() if name != LINE_OF_FILE}
        refusal = _refusal(mine, known, units, standing)
        if refusal is not None:
            rejects.append(_reject(row, refusal, file))
            continue
        _take_back(standing.pop(mine["corrects"], None), units)
        done = mine | {"id": f"d-{known.next_number + len(kept)}", "hazards": _hazards(mine, known)}
        units[done["notice_id"], done["line"], done["of"]] -= done["units"]
        standing[done["id"]] = done
        kept.append(done)
    return kept, pl.DataFrame(rejects, schema=Reject.create_empty().schema)


def _refusal(row: Row, known: Known, units: Units, standing: Mapping[str, Row]) -> Refusal | None:
    line, kind = known.lines.get((row["notice_id"], row["line"])), DISPOSITIONS[row["kind"]]
    if line is None:
        return Refusal("notice_line", f"{row['notice_id']}/{row['line']}", "the line must be one of the case's notices")
    return (
        _of_authority(row, kind, line, known.barriers)
        or _of_time(row, line, known)
        or _of_barriers(row, kind, known)
        or _of_repetition(row, standing)
        or _of_units(row, units, standing)
    )


def _of_authority(row: Row, kind: DispositionKind, line: Row, barriers: Barriers) -> Refusal | None:
    if line["asked"] == LEAVE:
        return Refusal("notice_line", row["line"], "goods that are to be left alone are not disposed of")
    basis, authority = kind.basis(row["authority"]), row["authority"]
    if basis is None:
        able = ", ".join(one.authority for one in kind.bases)
        return Refusal("authority", authority, f"goods are {kind.key} by: {able}")
    is_suspect = line["asked"] != "hold"
    if is_suspect and not basis.of_suspects:
        rule = f"by a {authority} only goods that were found identical to counterfeits are {kind.key}"
        return Refusal("authority", authority, rule)
    is_overturned = barriers.is_overturned(row["notice_id"], row["line"])
    if kind.key == "released":
        return _of_release(row, is_suspect=is_suspect, is_overturned=is_overturned, title=line["title"])
    if is_overturned and kind.key not in ("retained", "missing"):
        return Refusal("kind", row["kind"], "goods of which the finding was overturned are released or retained")
    return None


def _of_release(row: Row, *, is_suspect: bool, is_overturned: bool, title: str | None) -> Refusal | None:
    """What was found identical goes by an act that overturns that, an order, or the owner's consent if it is safe."""
    authority = row["authority"]
    if authority == DECISION and not is_overturned:
        rule = "the decision must stand in the case: counterfoil disposition act CASE finding-overturned"
        return Refusal("authority", authority, rule)
    if authority == "none needed" and not is_suspect and not is_overturned:
        rule = "goods found identical to counterfeits are released only by a decision that overturns it"
        return Refusal("authority", authority, rule)
    found = sorted({*hazards_of(title, code=row["hs"]), *row["hazards"]})
    if authority == CONSENT and found:
        rule = f"goods are released by the owner's consent only if they are safe: {', '.join(found)}"
        return Refusal("authority", authority, rule)
    return None


def _of_time(row: Row, line: Row, known: Known) -> Refusal | None:
    if row["at"] < line["drafted_at"]:
        return Refusal("at", row["at"], "it must not be done before the notice was drafted")
    if row["at"] > known.recorded_at:
        return Refusal("at", row["at"], "it must be done before it is recorded (--at)")
    return None


def _of_barriers(row: Row, kind: DispositionKind, known: Known) -> Refusal | None:
    barred = known.barriers.of(known.case_id, row["notice_id"], row["line"]) if kind.ends_the_goods else ()
    return (
        Refusal("notice_line", row["line"], f"nothing is disposed of while {' and '.join(barred)}") if barred else None
    )


def _of_repetition(row: Row, standing: Mapping[str, Row]) -> Refusal | None:
    if row["corrects"] is not None:
        if row["corrects"] not in standing:
            able = ", ".join(list(standing)[-5:]) or "there are none"
            return Refusal("corrects", row["corrects"], f"what is corrected must be a disposition that counts: {able}")
        return None
    twice = next((one["id"] for one in standing.values() if all(one[name] == row[name] for name in SAME)), None)
    return Refusal("reference", row["reference"], f"it is recorded already, as {twice}") if twice else None


def _of_units(row: Row, units: Units, standing: Mapping[str, Row]) -> Refusal | None:
    place = (row["notice_id"], row["line"], row["of"])
    able = units.get(place, 0)
    old = standing.get(row["corrects"] or "")
    if old is not None and (old["notice_id"], old["line"], old["of"]) == place:
        able += old["units"]
    if row["units"] <= able:
        return None
    others = {of: many for (notice, line, of), many in units.items() if (notice, line) == place[:2] and many > 0}
    told = ", ".join(f"{many:,} {of}" for of, many in others.items() if of != row["of"])
    hint = f"; open besides: {told}" if told else ""
    return Refusal("units", row["units"], f"no more than the {able:,} units that are {row['of']}{hint}")


def _take_back(row: Row | None, units: Units) -> None:
    if row is not None:
        units[row["notice_id"], row["line"], row["of"]] += row["units"]


def _hazards(row: Row, known: Known) -> list[str]:
    """Return the hazards of the goods, and those that the row tells itself."""
    title = known.lines[row["notice_id"], row["line"]]["title"]
    return list(dict.fromkeys([*hazards_of(title, code=row["hs"]), *row["hazards"]]))


def _reject(row: Row, refusal: Refusal, file: str) -> Row:
    value = refusal.value.isoformat() if isinstance(refusal.value, dt.datetime) else str(refusal.value)
    line = row[LINE_OF_FILE]
    return {"file": file, "line": line, "field": refusal.field, "value": value, "rule": refusal.rule}
