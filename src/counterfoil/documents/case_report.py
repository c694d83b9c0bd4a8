"""What is held against one operator, and what speaks for it? One HTML page for a case, and an index of all cases.

Accounts stand under their ids; no name, address, telephone or whole number of anybody is on the page.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import polars as pl
from jinja2 import Template
from markupsafe import Markup

from counterfoil.documents.page import environment
from counterfoil.documents.party_network import CLOSED, party_network
from counterfoil.documents.words import counted, day_in_words, listed, price_in_words, weight_in_figures
from counterfoil.tables.link import ONE_OPERATOR

LISTINGS, EXHIBITS, EVENTS = 200, 200, 100  # rows shown of each
SIGNS = 40  # kinds of signs shown on a side
FIRST = 8  # of them shown before the reader asks for the rest
EXAMPLES = 12  # signs of one kind listed
# the colour of a state is that of the decision of the same gravity in a screening report
STYLE = {
    "found": "review",
    "under review": "request-documents",
    "confirmed": "hold",
    "acted on": "remove",
    "not confirmed": "clear",
    "closed": "clear",
}
SIDES = ("for", "against")
LINKED = "linked"  # the kind of evidence that says of two accounts that they are one operator's


class Exit(NamedTuple):
    """What can be done next: the act, the state that it leads to, and whose it is."""

    act: str
    to: str
    by: str


class Deadline(NamedTuple):
    """One clock that runs in the case: see `enforcement.clocks`."""

    due: dt.date
    state: str
    what: str
    owner: str
    since: str
    arithmetic: str
    source: str
    flag: str


@dataclass(frozen=True, kw_only=True)
class CaseParts:
    """One case: its row (contract Case), what its state says, whose turn it is and the exits, what is due, and its
    tables by their contracts."""

    case: Mapping[str, Any]
    says: str
    turn: str
    exits: Sequence[Exit]
    deadlines: Sequence[Deadline]
    day: dt.date
    subjects: pl.DataFrame
    evidence: pl.DataFrame
    exhibits: pl.DataFrame
    events: pl.DataFrame
    actions: pl.DataFrame
    notices: pl.DataFrame
    orders: pl.DataFrame


class Sign(NamedTuple):
    """All signs of one kind on one side: how many, weight (in nats) and sentence of the heaviest, the first rows."""

    kind: str
    signs: int
    subjects: int
    weight: str
    sentence: str
    party_sentence: str
    rows: list[dict[str, Any]]


def signs_by_kind(evidence: pl.DataFrame, side: str) -> list[Sign]:
    """Return the signs of one side by kind: those that weigh nothing by themselves, such as what a comparison of goods
    found, first; then by weight."""
    own = evidence.filter(side=side).sort(
        pl.col("weight").abs(), descending=True, nulls_last=False, maintain_order=True
    )
    groups = own.group_by("kind", maintain_order=True)
    return [_sign(str(kind), rows) for (kind,), rows in groups]


def _sign(kind: str, rows: pl.DataFrame) -> Sign:
    first = rows.row(0, named=True)
    shown = rows.head(EXAMPLES).select("subject_id", "weight", "detail", "exhibit_id").rows(named=True)
    weight = "" if first["weight"] is None else weight_in_figures(first["weight"])
    subjects = rows["subject_id"].n_unique()
    told = first["party_detail"] or ""
    return Sign(kind.replace("_", " "), rows.height, subjects, weight, first["detail"], told, shown)


def value_in_words(case: Mapping[str, Any]) -> str:
    """Return the value at risk as `USD 2,131.40`, or `not known`."""
    return price_in_words(case["value_at_risk"], case["value_currency"]) or "not known"


@cache
def _template(name: str) -> Template:
    """Return a template, read once: a thousand cases have a thousand pages."""
    return environment().get_template(name)


def case_report(parts: CaseParts) -> str:
    """Return the page of one case as one HTML document (UTF-8 text) without script or outside resource."""
    by_kind = {kind: parts.subjects.filter(subject_kind=kind) for kind in ("account", "offer", "goods", "item")}
    offers = by_kind["offer"].sort("score", "subject_id", descending=[True, False], nulls_last=True)
    filled = {
        "case": parts.case,
        "style": STYLE.get(parts.case["state"], "review"),
        "says": parts.says,
        "turn": parts.turn,
        "exits": parts.exits,
        "deadlines": parts.deadlines,
        "day": parts.day,
        "value": value_in_words(parts.case),
        "summary": _summary(parts),
        "network": _network(parts, by_kind["account"]),
        "accounts": _accounts(by_kind["account"], offers),
        "offers": {"rows": offers.head(LISTINGS).rows(named=True), "all": offers.height},
        "price": price_in_words,
        "shown_first": FIRST,
        "items": by_kind["item"].rows(named=True),
        "goods": by_kind["goods"]["subject_id"].to_list(),
        "signs": {side: _side(parts.evidence, side) for side in SIDES},
        "told": _told(parts.evidence),
        "done": done_in(parts),
        "events": parts.events.tail(EVENTS).rows(named=True),
        "exhibits": {"rows": parts.exhibits.head(EXHIBITS).rows(named=True), "all": parts.exhibits.height},
    }
    return _template("case.html.j2").render(filled)


def cases_index(cases: pl.DataFrame, day: dt.date) -> str:
    """Return the page that lists all cases (contract Case), those whose turn it is soonest first."""
    order = {state: at for at, state in enumerate(STYLE)}
    rank = pl.col("state").replace_strict(order, default=len(order), return_dtype=pl.Int64)
    ordered = cases.sort(rank, "offers", "accounts", "id", descending=[False, True, True, False])
    states = {state: cases.filter(state=state).height for state in STYLE}
    filled = {
        "cases": [row | {"value": value_in_words(row)} for row in ordered.iter_rows(named=True)],
        "states": {state: number for state, number in states.items() if number},
        "style": STYLE,
        "day": day,
        "totals": _totals(cases),
    }
    return _template("cases.html.j2").render(filled)


def _totals(cases: pl.DataFrame) -> list[str]:
    """Return the value at risk of all open cases, a sum for each currency: two are never added."""
    still = cases.filter(~pl.col("state").is_in(["closed", "not confirmed"])).drop_nulls("value_at_risk")
    sums = still.group_by("value_currency").agg(pl.col("value_at_risk").sum()).sort("value_currency")
    return [price_in_words(amount, currency) for currency, amount in sums.iter_rows()]


def _summary(parts: CaseParts) -> str:
    case, sides = parts.case, parts.evidence["side"].to_list()
    held = [counted(case["accounts"], "account"), counted(case["offers"], "listing")]
    held += [counted(case["items"], "lot") + " of goods"] if case["items"] else []
    signs = f"{counted(sides.count('for'), 'sign')} for the charge, {sides.count('against'):,} against it."
    said = f"{listed(held)}. {signs}"
    if parts.deadlines:
        said += f" Next is due on {day_in_words(min(one.due for one in parts.deadlines))}."
    return said


def _network(parts: CaseParts, accounts: pl.DataFrame) -> Markup:
    """Return the drawing of how the accounts hang together; empty where nothing links them."""
    linked = parts.evidence.filter(kind=LINKED).select(
        "weight",
        seller_id="subject_id",
        other_seller_id="seen",
        relation=pl.lit(ONE_OPERATOR),
        reasons=pl.concat_list("detail"),
    )
    if linked.is_empty():
        return Markup()
    closed = parts.evidence.filter(pl.col("kind").is_in(CLOSED)).unique("subject_id", maintain_order=True)
    statuses = closed.select(id="subject_id", status="kind")
    drawn = accounts.select(id="subject_id").join(statuses, on="id", how="left", maintain_order="left")
    return Markup(party_network(parts.case["party_id"] or parts.case["id"], drawn, linked))  # noqa: S704  escaped


def _side(evidence: pl.DataFrame, side: str) -> dict[str, Any]:
    kinds = signs_by_kind(evidence, side)
    return {"kinds": kinds[:SIGNS], "all": len(kinds), "signs": evidence.filter(side=side).height}


def _accounts(accounts: pl.DataFrame, offers: pl.DataFrame) -> list[dict[str, Any]]:
    asked = offers.filter(pl.col("decision") != "clear").group_by(subject_id="account_id").agg(listings=pl.len())
    return (
        accounts.join(asked, on="subject_id", how="left").with_columns(pl.col("listings").fill_null(0)).rows(named=True)
    )


def _told(evidence: pl.DataFrame) -> list[str]:
    """Return what the party may be told: the different sentences for it, the heaviest first."""
    own = evidence.filter(side="for").drop_nulls("party_detail").sort("weight", descending=True, nulls_last=True)
    return own["party_detail"].unique(maintain_order=True).head(SIGNS).to_list()


def done_in(parts: CaseParts) -> list[dict[str, Any]]:
    """Return the actions, notices and orders of the case, as what, of what and in which state."""
    rows = [
        {
            "what": f"action {row['id']}: {row['kind']}",
            "of": f"{row['subject_kind']} {row['subject_id']}",
            "state": row["state"],
        }
        for row in parts.actions.iter_rows(named=True)
    ]
    rows += [
        {"what": f"notice {row['id']}: {row['form']}", "of": f"to {row['recipient']}", "state": row["state"]}
        for row in parts.notices.iter_rows(named=True)
    ]
    rows += [
        {"what": f"order {row['id']}: {row['kind']}", "of": f"{row['court']} {row['docket']}", "state": row["state"]}
        for row in parts.orders.iter_rows(named=True)
    ]
    return rows
