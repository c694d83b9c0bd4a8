"""What does an answer of a warehouse's system do to a notice? Each row is one of its lines, or says why it is none.

A row names its line, or the pallet, or product and lot that only one line has. What counts is never guessed, and no
line gets more units than were found of it unless a person accepts that more were there.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import polars as pl

from counterfoil.codes import gtin
from counterfoil.codes.hold_request import request_id
from counterfoil.tables.hold_answer import HoldAnswer

OTHER_NOTICE = "notice_id must be that of the notice that is answered"
NO_LINE = "notice_line must be one of the notice, or sscc, or gtin and lot, must fit one of its lines"
SEVERAL = "sscc, or gtin and lot, fit several lines; notice_line must say which"
CONTRADICTS = "gtin, lot and sscc must be those of the line"
ALONE = "notice_line must not be one that is left alone: nothing of it is asked for"
FUTURE = "at must not lie after the time at which the answer is read"
OLDER = "at must not lie before what was already told under the same reference"
UNCOUNTED = "units must be given where the line was not counted"
ECHO = "reference must not be that of the request: what is asked for is no answer"
TWICE = "the same row must not stand there twice"
Key = tuple[str, int, str]
_AT = "line of the file"  # of a row, once `line` is that of the notice


class Left(NamedTuple):
    """A row that was not taken: the line of the file it began on, the field, what stood there, and the rule."""

    line: int
    field: str
    value: str | None
    rule: str


class Taken(NamedTuple):
    """`answers`: all that counts now (contract HoldAnswer); `rows`: those of this file; `left`: what was not taken;
    `more`: of lines, how many units beyond those found; `is_new`: whether anything is told that was not."""

    answers: pl.DataFrame
    rows: pl.DataFrame
    left: list[Left]
    more: dict[int, int]
    is_new: bool


class Reading(NamedTuple):
    """Of which file, when it is read, and whether more units than were found are taken."""

    file: str
    at: dt.datetime
    accept_more: bool = False


class _Lines:
    """The lines of a notice by their number, and by what an answer may name them by: a notice may have thousands."""

    def __init__(self, lines: Mapping[int, dict[str, Any]]) -> None:
        self.by_number = lines
        self._by_code: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._by_lot: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        for line in lines.values():
            for code in {line["sscc"] or "", _gtin(line)} - {""}:
                self._by_code[code].append(line)
            self._by_lot[_gtin(line), line["lot"] or ""].append(line)

    def alike(self, row: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return the lines with the pallet that a row names, else with its product and lot, else with its product."""
        if row["sscc"]:
            return self._by_code.get(row["sscc"], [])
        if row["gtin"] and row["lot"]:
            return self._by_lot.get((_gtin(row), row["lot"]), [])
        return self._by_code.get(_gtin(row), []) if row["gtin"] else []


def take(told: pl.DataFrame, lines: pl.DataFrame, known: pl.DataFrame, reading: Reading) -> Taken:
    """Return what the rows of an answer (columns of intake's ToldHold, and `line`, that of the file) do to one notice.

    `lines` are the notice's (contract FacilityLine), `known` what was answered before (contract HoldAnswer; of any
    notice). A row under a reference that a line has already been told takes the place of what was told under it.
    """
    notice_id, by_line = lines["notice_id"].item(0), {row["line"]: row for row in lines.iter_rows(named=True)}
    others = known.filter(pl.col("notice_id") != notice_id)
    own = known.filter(notice_id=notice_id)
    found, left = _resolved(told, notice_id, _Lines(by_line), reading)
    found, stale = _in_time(found, own)
    replaced = {_key(row) for row in found}
    stays = [row for row in own.iter_rows(named=True) if _key(row) not in replaced]
    taken, over, more = _within(found, stays, by_line, accept_more=reading.accept_more)
    dropped = {_key(row) for row in found} - {_key(row) for row in taken}
    stays += [row for row in own.iter_rows(named=True) if _key(row) in dropped]  # what nothing took the place of
    schema = HoldAnswer.create_empty().schema
    rows = pl.DataFrame([{name: row[name] for name in schema} for row in taken], schema=schema)
    kept = pl.DataFrame([{name: row[name] for name in schema} for row in stays], schema=schema)
    after = pl.concat([kept, rows])
    is_new = _facts(after) != _facts(own)
    answers = pl.concat([others, after if is_new else own]).sort("notice_id", "line", maintain_order=True)
    return Taken(answers, rows, [*left, *stale, *over], more, is_new)


def _resolved(
    told: pl.DataFrame, notice_id: str, lines: "_Lines", reading: Reading
) -> tuple[list[dict[str, Any]], list[Left]]:
    """Return the rows with their lines, and those that fit none."""
    found: list[dict[str, Any]] = []
    left: list[Left] = []
    seen: set[tuple[object, ...]] = set()
    for row in told.iter_rows(named=True):
        at = row["line"]
        line = _line_of(row, notice_id, lines)
        if isinstance(line, tuple):
            left.append(Left(at, *line))
            continue
        units = row["units"] if row["units"] is not None else line["units"]
        whole = {**row, "notice_id": notice_id, "line": line["line"], "units": units, "file": reading.file, _AT: at}
        fault = _fault(whole, line, reading)
        facts = tuple(whole[name] for name in (*_FACTS, "warehouse_lot"))
        if fault is None and facts in seen:
            fault = ("reference", whole["reference"], TWICE)
        if fault is not None:
            left.append(Left(at, *fault))
            continue
        seen.add(facts)
        found.append(whole)
    return found, left


def _line_of(row: dict[str, Any], notice_id: str, lines: "_Lines") -> dict[str, Any] | tuple[str, str | None, str]:
    """Return the line that a row speaks of, or field, value and rule of why there is none."""
    if row["notice_id"] and row["notice_id"] != notice_id:
        return "notice_id", row["notice_id"], OTHER_NOTICE
    if row["notice_line"] is not None:
        one = lines.by_number.get(row["notice_line"])
        return one if one is not None else ("notice_line", str(row["notice_line"]), NO_LINE)
    fitting = [one for one in lines.alike(row) if _fits(row, one)]
    if len(fitting) != 1:
        asked = [one for one in fitting if one["asked"] != "leave"]
        fitting = asked if len(asked) == 1 else fitting
    if len(fitting) == 1 and (row["sscc"] or row["gtin"]):
        return fitting[0]
    shown = row["sscc"] or " ".join(part for part in (row["gtin"], row["lot"]) if part) or None
    return "notice_line", shown, SEVERAL if len(fitting) > 1 and shown else NO_LINE


def _fits(row: Mapping[str, Any], line: Mapping[str, Any]) -> bool:
    """Return whether nothing that the row tells of the goods is another than the line's."""
    pairs = ((row["sscc"], line["sscc"]), (row["lot"], line["lot"]), (_gtin(row), _gtin(line)))
    return all(told == known for told, known in pairs if told)


def _gtin(row: Mapping[str, Any]) -> str:
    return gtin.normalise(row["gtin"] or "") or row["gtin"] or ""


def _fault(row: dict[str, Any], line: dict[str, Any], reading: Reading) -> tuple[str, str | None, str] | None:
    if line["asked"] == "leave":
        return "notice_line", str(line["line"]), ALONE
    if not _fits(row, line):
        return "notice_line", str(line["line"]), CONTRADICTS
    if row["reference"] == request_id(row["notice_id"], line["line"]):
        return "reference", row["reference"], ECHO
    if row["at"] > reading.at:
        return "at", row["at"].isoformat(), FUTURE
    return ("units", None, UNCOUNTED) if row["units"] is None else None


def _in_time(found: list[dict[str, Any]], own: pl.DataFrame) -> tuple[list[dict[str, Any]], list[Left]]:
    """Return the rows that are not older than what was told under their reference, and those that are."""
    last: dict[Key, dt.datetime] = {}
    for row in own.iter_rows(named=True):
        last[_key(row)] = max(row["at"], last.get(_key(row), row["at"]))
    late = [row for row in found if _key(row) in last and row["at"] < last[_key(row)]]
    stale = {_key(row) for row in late}
    left = [Left(row[_AT], "at", row["at"].isoformat(), OLDER) for row in found if _key(row) in stale]
    return [row for row in found if _key(row) not in stale], left


def _within(
    found: list[dict[str, Any]],
    stays: Iterable[dict[str, Any]],
    lines: Mapping[int, dict[str, Any]],
    *,
    accept_more: bool,
) -> tuple[list[dict[str, Any]], list[Left], dict[int, int]]:
    """Return the rows that fit into their lines, those that do not, and by line how many units were told beyond."""
    told: dict[int, int] = defaultdict(int)
    for row in (*stays, *found):
        told[row["line"]] += row["units"]
    most = {line: one["units"] for line, one in lines.items()}
    more = {line: sum_ - (most[line] or 0) for line, sum_ in told.items() if most[line] is None or sum_ > most[line]}
    if accept_more:
        return found, [], more
    beyond = {line for line in more if most[line] is not None}
    kept = [row for row in found if row["line"] not in beyond]
    left = [
        Left(row[_AT], "units", str(row["units"]), too_many(told[row["line"]], most[row["line"]]))
        for row in found
        if row["line"] in beyond
    ]
    return kept, left, {line: units for line, units in more.items() if line not in beyond}


def too_many(told: int, found: int) -> str:
    """Return the rule that a line's answers break where they tell of more units than were found."""
    return f"units of a line must not be more than were found: {told} told, {found} found"


_FACTS = ("line", "status", "units", "at", "reference", "order_id")


def _facts(answers: pl.DataFrame) -> list[tuple[object, ...]]:
    """Return what answers tell, whichever file told it."""
    return sorted(answers.select(_FACTS).rows(), key=repr)


def _key(row: Mapping[str, Any]) -> Key:
    return row["notice_id"], row["line"], row["reference"]
