"""How does a transparency report say its numbers? Section by section, for the page and the paper alike.

Parts that are nought are named in one line, and so are those that are withheld, with what they are together.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

import polars as pl

from counterfoil.documents.charts.drawing import in_figures
from counterfoil.documents.words import counted, day_in_words, listed
from counterfoil.tables.transparency_count import COUNT, COUNTED, HOURS, NOT_COUNTED, SHARE, WITHHELD

BAR: Final = 100  # units of the longest bar
LEAD: Final = (  # totals that the first sentence tells
    ("notices", "notice", "notices"),
    ("listings-notified", "listing named in notices", "listings named in notices"),
    ("measures-on-notices", "measure on notices", "measures on notices"),
    ("measures-own-initiative", "measure at its own initiative", "measures at its own initiative"),
    ("accounts-suspended", "account suspended or terminated", "accounts suspended or terminated"),
    ("complaints", "complaint", "complaints"),
)
Told = dict[str, Any]


def in_words(asked: Mapping[str, Any], counts: pl.DataFrame, *, digest: str) -> Told:
    """Return the report in words; `counts` is a TransparencyCount.

    `asked` has platform, from, until and asked_until (days, the last empty where the period was over) and limit.
    """
    rows = counts.to_dicts()
    sections = [_section(list(own)) for _, own in groupby(rows, key=itemgetter("section"))]
    return {
        "platform": asked["platform"],
        "from": day_in_words(asked["from"]),
        "until": day_in_words(asked["until"]),
        "limit": asked["limit"],
        "unfinished": unfinished(asked["asked_until"], asked["until"]),
        "rule": _rule(asked["limit"]),
        "digest": digest,
        "lead": _lead(rows),
        "sections": sections,
    }


def unfinished(asked_until: dt.date | None, last: dt.date) -> str:
    """Return a sentence where the period was not over: nothing that is to come is counted."""
    if asked_until is None:
        return ""
    counted_to = f"counted is what was done until {day_in_words(last)}"
    return f"The period was to end on {day_in_words(asked_until)} and was not over: {counted_to}."


def _rule(limit: int) -> str:
    if not limit:
        return "No number is withheld: this edition is not for publication where a small number could point at people."
    return (
        f"Numbers below {limit} are withheld, noughts among them where they would give one away, and so is what would"
        " let anyone work one out."
    )


def _lead(rows: Iterable[Told]) -> str:
    """Return the totals that are told, in a sentence."""
    totals = {row["measure"]: row for row in rows if not row["breakdown"] and row["unit"] == COUNT}
    told = [
        counted(totals[name]["count"], one, several)
        for name, one, several in LEAD
        if name in totals and totals[name]["standing"] == COUNTED and totals[name]["count"]
    ]
    return f"{listed(told).capitalize()}." if told else "No total is large enough to be told."


def _section(rows: list[Told]) -> Told:
    measures, missing = [], []
    for _, own in groupby(rows, key=itemgetter("measure")):
        told = list(own)
        if len(told) == 1 and told[0]["standing"] == NOT_COUNTED:
            missing.append({"title": told[0]["title"], "why": told[0]["why"]})
        else:
            measures.append(_measure(told))
    name = rows[0]["section"].replace("-", " ").capitalize()
    return {
        "title": TITLES.get(rows[0]["section"], name),
        "article": rows[0]["article"],
        "measures": measures,
        "missing": missing,
    }


TITLES: Final[Mapping[str, str]] = {
    "orders": "Orders of authorities",
    "automation": "Automated means: what was taken back",
    "disputes": "Out-of-court disputes",
    "statements": "Statements of reasons",
    "service": "The service and its people",
    "inform": "Who sellers are (United States)",
}


def _measure(rows: list[Told]) -> Told:
    total = next((row for row in rows if not row["breakdown"]), None)
    parts = [row for row in rows if row["breakdown"] and row["unit"] == COUNT]
    number = total["count"] if total else None
    return {
        "title": rows[0]["title"],
        "number": _number(total) if total else "",
        "says": total["why"] if total else "",
        "breakdowns": [
            _breakdown(title, list(own), number)
            for title, own in groupby(parts, key=itemgetter("breakdown"))
            if number  # of none, and of what is withheld, every part is told by that
        ],
        "times": [_time(row) for row in rows if row["unit"] == HOURS and number],
        "shares": [_share(row) for row in rows if row["unit"] == SHARE],
    }


def _number(row: Told) -> str:
    return f"{row['count']:,}" if row["standing"] == COUNTED else "withheld"


def _breakdown(title: str, rows: list[Told], total: int) -> Told:
    told = [row for row in rows if row["standing"] == COUNTED]
    hidden = [row["part"] for row in rows if row["standing"] == WITHHELD]
    known = sum(row["count"] for row in told)
    longest = max((row["count"] for row in told), default=0) or 1
    return {
        "title": title.capitalize(),
        "rows": [
            {"part": row["part"], "number": f"{row['count']:,}", "bar": round(BAR * row["count"] / longest)}
            for row in told
            if row["count"]
        ],
        "none": listed([row["part"] for row in told if not row["count"]]),
        "withheld": listed(hidden),
        "together": f"{total - known:,}" if hidden else "",
    }


def _time(row: Told) -> Told:
    told = in_figures(row["value"], "hours") if row["standing"] == COUNTED else "withheld"
    return {"what": row["part"], "number": told, "why": row["why"]}


def _share(row: Told) -> Told:
    if row["standing"] != COUNTED:
        return {"what": row["part"], "number": row["standing"], "between": "", "why": row["why"]}
    low, high = (in_figures(row[name], "share") for name in ("low", "high"))
    return {"what": row["part"], "number": in_figures(row["value"], "share"), "between": f"{low} to {high}", "why": ""}
