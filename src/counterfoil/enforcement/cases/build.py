"""From the results of runs to cases: which there are, what each is about, what speaks for and against it."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import polars as pl

from counterfoil.codes.mark_territory import countries
from counterfoil.enforcement.cases.evidence import evidence_of
from counterfoil.enforcement.cases.networks import (
    KNOWN,
    LEAST,
    cases_among,
    in_words,
    networks,
    overtaken,
    with_case_ids,
)
from counterfoil.enforcement.cases.runs import Runs
from counterfoil.enforcement.cases.subjects import subjects_of
from counterfoil.enforcement.cases.value import rates_by_currency, value_at_risk
from counterfoil.enforcement.states.case_states import CASE
from counterfoil.tables.case import Case
from counterfoil.tables.contract import completed
from counterfoil.tables.decision import DECISIONS

COUNTED = ("account", "offer", "item")
CLEAR = DECISIONS[0]
NONE_KNOWN = pl.DataFrame(schema=KNOWN)


class Built(NamedTuple):
    """`accounts` of the cases (account_id, party_id, platform, case_id); subjects and evidence of all cases by their
    contracts; `overtaken`: earlier cases (case_id) whose accounts are now all in another (into); `runs`: of the results
    what is of these accounts."""

    accounts: pl.DataFrame
    subjects: pl.DataFrame
    evidence: pl.DataFrame
    overtaken: pl.DataFrame
    runs: Runs


def build(runs: Runs, *, least: str = LEAST, known: pl.DataFrame = NONE_KNOWN) -> Built:
    """Return what the runs say of the networks that become cases.

    `known` are the accounts (account_id) of earlier cases (case_id), which go on under their ids; `least` is the
    mildest decision that makes a case of a lone account.
    """
    accounts = with_case_ids(cases_among(networks(runs), runs, least=least), known)
    gone = overtaken(accounts, known)
    own = runs.of_accounts(accounts["account_id"])
    return Built(accounts, subjects_of(accounts, own), evidence_of(accounts, own), gone, own)


class Told(NamedTuple):
    """What is said of cases beside their subjects: marks and territories by right, grounds by offer, platforms by case,
    rates by currency; and the rows (contract Case) of the cases that there are already."""

    marks: Mapping[str, str]
    territories: Mapping[str, tuple[str, ...]]
    grounds: Mapping[str, str]
    platforms: Mapping[str, str]
    rates: Mapping[str, Decimal]
    before: Mapping[str, Mapping[str, Any]]


def told_of(built: Built, before: pl.DataFrame) -> Told:
    """Return what the runs say of the cases; `before` are the rows of the cases that there are already."""
    places = built.accounts.drop_nulls("platform").group_by("case_id").agg(pl.col("platform").mode().min())
    runs = built.runs
    return Told(
        dict(runs.rights.select("id", "mark").drop_nulls().iter_rows()),
        {one: countries(place) for one, place in runs.rights.select("id", "territory").drop_nulls().iter_rows()},
        dict(runs.decisions.select("subject_id", "ground").drop_nulls().iter_rows()),
        dict(places.iter_rows()),
        rates_by_currency(runs.rates.iter_rows(named=True)),
        {row["id"]: row for row in before.iter_rows(named=True)},
    )


def case_rows(subjects: pl.DataFrame, told: Told, *, day: date) -> pl.DataFrame:
    """Return one row for each case of the subjects (contract Case).

    What an earlier row says of rights, marks and grounds is kept; a case that is new is opened on `day`.
    """
    parts: dict[str, list[dict[str, Any]]] = {}
    for row in subjects.iter_rows(named=True):
        parts.setdefault(row["case_id"], []).append(row)
    rows = [_row(case_id, part, told, day) for case_id, part in parts.items()]
    return Case.cast(completed(pl.DataFrame(rows, schema=Case.create_empty().schema), Case))


def _row(case_id: str, subjects: list[dict[str, Any]], told: Told, day: date) -> dict[str, Any]:
    before = told.before.get(case_id, {})
    accounts, all_offers, items = ([one for one in subjects if one["subject_kind"] == kind] for kind in COUNTED)
    offers = [one for one in all_offers if one["decision"] != CLEAR]
    rights = sorted({one["right_id"] for one in offers if one["right_id"]}.union(before.get("right_ids", ())))
    marks = sorted({told.marks[right] for right in rights if right in told.marks}.union(before.get("marks", ())))
    held = {place for right in rights for place in told.territories.get(right, ())}
    grounds = {told.grounds[one["subject_id"]] for one in offers if one["subject_id"] in told.grounds}
    party = next((one["subject_id"] for one in reversed(subjects) if one["subject_kind"] == "party"), None)
    value = value_at_risk(subjects, told.rates)
    return {
        "id": case_id,
        "opened_on": before.get("opened_on", day),
        "state": before.get("state", CASE.first),
        "party_id": party,
        "platform": told.platforms.get(case_id, before.get("platform")),
        "title": _title(len(accounts), len(offers), _most(offers, told.marks) or marks),
        "right_ids": rights,
        "marks": marks,
        "territories": sorted(held.union(before.get("territories") or ())),
        "grounds": sorted(grounds.union(before.get("grounds", ()))),
        "accounts": len(accounts),
        "offers": len(offers),
        "items": len(items),
        "value_at_risk": value.amount,
        "value_currency": value.currency,
        "value_basis": value.basis,
    }


def _most(offers: list[dict[str, Any]], marks: Mapping[str, str]) -> list[str]:
    """Return the marks of the offers, that of most offers first."""
    counts = Counter(marks[one["right_id"]] for one in offers if one["right_id"] in marks)
    return sorted(counts, key=lambda mark: (-counts[mark], mark))


def _title(accounts: int, offers: int, marks: list[str]) -> str:
    who = f"{accounts:,} accounts of one operator" if accounts > 1 else "1 account"
    listings = f", {offers:,} listing{'s' * (offers != 1)}" if offers else ""
    return f"{who}{listings}" + (f": {in_words(marks, 3)}" if marks else "")
