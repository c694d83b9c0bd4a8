"""What does a case know of a subject: is it part of it, whose is it, which facts may its party be told?"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import polars as pl

from counterfoil.enforcement.actions.known_case import KnownCase
from counterfoil.enforcement.actions.needs import PRECEDING, Earlier, Standing
from counterfoil.errors import UserError

MOST_FACTS = 6  # told to a party, the strongest first
NO_FACT = ("likely_denied_party", "possibly_denied_party")  # a person has to look first
CLOSED, RETURNED = "terminated", "terminated_party_returns"  # kinds of evidence on accounts
MOST_NAMED = 5  # subjects that a message names

Tables = Mapping[str, pl.DataFrame]


class Subject(NamedTuple):
    """One subject of a case; `account` whose it is, None where it is nobody's that the case knows."""

    kind: str
    id: str
    account: str | None
    right_id: str | None

    @property
    def told(self) -> str:
        """The kind and id, as commands take them: `offer:o-2`."""
        return f"{self.kind}:{self.id}"


def subject_of(tables: Tables, kind: str, subject_id: str) -> Subject:
    """Return a subject of the case. Raises UserError, naming some, for one that is no part of it."""
    of_kind = tables["subjects"].filter(pl.col("subject_kind") == kind)
    found = of_kind.filter(pl.col("subject_id") == subject_id)
    if found.is_empty():
        some = ", ".join(f"{kind}:{one}" for one in of_kind["subject_id"].unique().sort().head(MOST_NAMED))
        cure = f"Name one of it: {some} …" if some else f"It has no subject of the kind “{kind}”: see subjects.parquet."
        raise UserError(f"{kind}:{subject_id} is no part of the case.", cure=cure)
    account = subject_id if kind == "account" else found["account_id"].drop_nulls().first()
    return Subject(kind, subject_id, account if isinstance(account, str) else None, _right(tables, kind, found))


def _right(tables: Tables, kind: str, found: pl.DataFrame) -> str | None:
    """Return the right of a subject; of an account that of most of its offers, the first of the alphabet if equal."""
    rights = found["right_id"].drop_nulls()
    if rights.is_empty() and kind == "account":
        account = found["subject_id"][0]
        rights = tables["subjects"].filter(pl.col("account_id") == account)["right_id"].drop_nulls()
    return str(rights.mode().sort()[0]) if rights.len() else None


def accounts_of(tables: Tables) -> list[str]:
    """Return the ids of the accounts of a case, sorted: they are one party's."""
    return sorted(set(tables["subjects"].filter(pl.col("subject_kind") == "account")["subject_id"]))


def closed_accounts(tables: Tables) -> frozenset[str]:
    """Return the accounts that were closed before the case was built, as vetting found."""
    closed = tables["evidence"].filter(subject_kind="account", kind=CLOSED)
    return frozenset(closed["subject_id"])


def offers_of(tables: Tables, account: str) -> list[str]:
    """Return the ids of an account's offers in the case, sorted."""
    mine = (pl.col("subject_kind") == "offer") & (pl.col("account_id") == account)
    return sorted(set(tables["subjects"].filter(mine)["subject_id"]))


def facts_of(tables: Tables, subject: Subject) -> tuple[list[str], bool]:
    """Return the sentences for the party on a subject, the strongest first, and whether a rule of ours found one.

    Before all others comes that an account is of the operator of a closed one: it is why such an account is closed.

    An account's are its own and those of its offers in the case. Evidence without a sentence for the party is never
    told, nor what speaks for the party, nor a resemblance to a listed party, whose sentence states no fact.
    """
    about = (pl.col("subject_kind") == subject.kind) & (pl.col("subject_id") == subject.id)
    if subject.kind == "account":
        about |= (pl.col("subject_kind") == "offer") & pl.col("subject_id").is_in(offers_of(tables, subject.id))
    told = (
        tables["evidence"]
        .filter(about, pl.col("side") == "for", pl.col("party_detail").is_not_null(), ~pl.col("kind").is_in(NO_FACT))
        .sort(pl.col("kind") == RETURNED, pl.col("weight").fill_null(0), "party_detail", descending=[True, True, False])
    )
    facts = told["party_detail"].unique(maintain_order=True).head(MOST_FACTS).to_list()
    return facts, bool(told["weight"].is_not_null().any())


def standing_of(known: KnownCase, *, facts: Sequence[str], right_id: str | None, day: dt.date) -> Standing:
    """Return what is known when an action is asked for.

    Earlier actions are those on any account of the case, of the kinds that others need first.
    """
    earlier = tuple(
        Earlier(
            kind=row["kind"],
            subject_kind=row["subject_kind"],
            subject_id=row["subject_id"],
            account_id=row["account_id"],
            state=row["state"],
            since=row["in_force_since"].date() if row["in_force_since"] else None,
            until=row["until"],
        )
        for row in known.actions
        if row["kind"] in PRECEDING
    )
    return Standing(known.state, day, tuple(facts), right_id, earlier)
