"""Which actions call for a statement of reasons, and why do the others not?

Regulation (EU) 2022/2065, article 17: whoever is restricted is told why, at the latest when the restriction takes
effect; https://eur-lex.europa.eu/eli/reg/2022/2065/oj. It binds small platforms too: article 19 frees them from
articles 20 to 28 alone.
"""

import datetime as dt
from typing import NamedTuple

import polars as pl

from counterfoil.enforcement.actions.registry import ACTIONS
from counterfoil.enforcement.statements.grounds import DECEPTIVE
from counterfoil.enforcement.states.action_states import UNDONE

ARTICLE = "Regulation (EU) 2022/2065, article 17"
ORDER = "article 9 order"
MADE = "statement of reasons made"  # the kind of the event
RESTRICTING = tuple(key for key, kind in ACTIONS.items() if kind.statement_is_due)
SCHEMA = {"action_id": pl.String, "kind": pl.String, "why": pl.String, "source": pl.String}


class Exemption(NamedTuple):
    """Why an action calls for no statement, and where that stands."""

    why: str
    source: str
    holds: pl.Expr


class Parted(NamedTuple):
    """`due`: actions that call for a statement; `others`: action_id, kind, why and source of those that do not."""

    due: pl.DataFrame
    others: pl.DataFrame


def parted(actions: pl.DataFrame, *, day: dt.date, without_contact: frozenset[str] = frozenset()) -> Parted:
    """Return the actions that call for a statement on `day`, and the others with the reason.

    `without_contact` are accounts of which no electronic contact is known. A kind of action that nobody knows is among
    those that are due: what it does cannot be told, which is for a person to mend.
    """
    of = _exemptions(day, without_contact)
    reason = pl.coalesce(pl.when(one.holds).then(pl.lit(at)) for at, one in enumerate(of))
    told = actions.with_columns(exemption=reason)
    out = told.filter(pl.col("exemption").is_not_null())
    others = out.select(
        "kind",
        action_id="id",
        why=pl.col("exemption").replace_strict(range(len(of)), [one.why for one in of], return_dtype=pl.String),
        source=pl.col("exemption").replace_strict(range(len(of)), [one.source for one in of], return_dtype=pl.String),
    )
    return Parted(told.filter(pl.col("exemption").is_null()).drop("exemption"), others.select(list(SCHEMA)))


def _exemptions(day: dt.date, without_contact: frozenset[str]) -> tuple[Exemption, ...]:
    """Return the exemptions; the first that holds is told."""
    restricts = pl.col("kind").is_in(RESTRICTING) | ~pl.col("kind").is_in(list(ACTIONS))
    in_force = pl.col("in_force_since").dt.date() <= day
    taken_back = (pl.col("state") == UNDONE) & (pl.col("ended_at").dt.date() <= day).fill_null(False)
    no_contact = pl.col("account_id").is_in(sorted(without_contact))
    return (
        Exemption("It restricts nothing.", f"{ARTICLE}(1)", ~restricts),
        Exemption("It is not in force yet.", f"{ARTICLE}(2): due when it takes effect", ~in_force.fill_null(False)),
        Exemption("It was taken back before the party was told.", f"{ARTICLE}(3)(a): nothing is imposed", taken_back),
        Exemption("It carries out an order of an authority.", f"{ARTICLE}(5)", pl.col("source") == ORDER),
        Exemption("It is deceptive high-volume commercial content.", f"{ARTICLE}(2)", pl.col("ground") == DECEPTIVE),
        Exemption("No electronic contact of the account is known.", f"{ARTICLE}(2)", no_contact.fill_null(False)),
        Exemption(
            "It concerns no account.", f"{ARTICLE}(1): a recipient of the service", pl.col("account_id").is_null()
        ),
    )
