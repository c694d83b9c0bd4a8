"""From actions to statements: texts for the parties, what the database gets, and what cannot be told, with its cure."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import Any, NamedTuple

import dataframely as dy
import orjson
import polars as pl

from counterfoil.enforcement.actions.registry import ACTIONS
from counterfoil.enforcement.statements.article_17 import Action, Telling, days_late, parts_of, text_of
from counterfoil.enforcement.statements.payload import category_of, payload_of
from counterfoil.enforcement.statements.payload_fields import PLACES
from counterfoil.enforcement.statements.payload_rules import Violation, violations
from counterfoil.tables.contract import LINE
from counterfoil.tables.statement import Statement
from counterfoil.tables.statement_reject import StatementReject

_PLACES = frozenset(PLACES)
TOLD = (  # columns of the table `action` that a statement is made of
    *("id", "case_id", "kind", "subject_kind", "subject_id", "account_id", "ground", "legal_ground", "provision"),
    *("facts", "source", "detected_automatically", "decided", "territory", "content_on", "in_force_since", "until"),
)
A_DAY = dt.timedelta(days=1)  # by which days differ around the world


class Made(NamedTuple):
    """`statements`: columns of Statement; `payloads`: what the database gets, as JSON, in their order, and its SHA-256;
    `rejects`: columns of StatementReject."""

    statements: pl.DataFrame
    payloads: list[bytes]
    digests: list[str]
    rejects: pl.DataFrame


def statements_of(due: pl.DataFrame, telling: Telling, *, file: str, codes: Mapping[str, str] | None = None) -> Made:
    """Return the statements of actions that call for one (columns of Action and `line`), and rejects for the others.

    `codes` are the valid product codes, of 13 digits, of offers by their ids. Actions in = statements + rejects.
    """
    rows: list[tuple[Any, ...]] = []
    payloads: list[bytes] = []
    rejects: list[tuple[Any, ...]] = []
    gtins = codes or {}
    for action in due.select(*TOLD, LINE).iter_rows(named=True):
        code = gtins.get(action["subject_id"]) if action["subject_kind"] == "offer" else None
        payload, broken = _payload(action, telling, code)
        if broken:
            rejects.append(_reject(action, broken, file=file))
            continue
        rows.append(_row(action, telling, payload))
        payloads.append(orjson.dumps(payload))
    digests = [hashlib.sha256(payload).hexdigest() for payload in payloads]
    return Made(_table(rows, Statement), payloads, digests, _table(rejects, StatementReject))


def _payload(action: Action, telling: Telling, code: str | None) -> tuple[dict[str, Any], Violation | None]:
    """Return what the database gets, or the first rule that is broken."""
    unfit = _unfit(action)
    if unfit is not None:
        return {}, unfit
    category = category_of(action)
    if category is None:
        cure = "Name a ground that the database has a category for, such as counterfeit."
        return {}, Violation("ground", f"“{action['ground']}” is in no category of the database.", cure)
    payload = payload_of(action, telling, category, gtin=code)
    return payload, next(iter(violations(payload)), None)


def _unfit(action: Action) -> Violation | None:
    """Return what makes it impossible to tell an action at all, in words or in fields."""
    since = action["in_force_since"].date()
    if action["kind"] not in ACTIONS:
        return Violation("kind", f"“{action['kind']}” is no kind of action.", "See: counterfoil action kinds.")
    if not action["facts"]:
        return Violation("facts", "No fact is told.", "Give at least one sentence that the party can be told.")
    if action["until"] is not None and action["until"] < since:
        return Violation("until", "It ends before it takes effect.", "Mend one of the two days.")
    if action["content_on"] > since + A_DAY:
        return Violation("content_on", "It was put up after it was restricted.", "Mend one of the two days.")
    if action["territory"] and not set(action["territory"]) & _PLACES:
        cure = "Leave the territory empty where it holds everywhere; elsewhere the regulation does not reach."
        return Violation("territory", "It names no country of the European Economic Area.", cure)
    return None


def _row(action: Action, telling: Telling, payload: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return the columns of Statement in their order; tuples of plain values cost the garbage collector nothing."""
    parts = parts_of(action, telling)
    return (
        action["id"],
        action["case_id"],
        action["account_id"],
        payload["puid"],
        telling.words.language,
        telling.day,
        days_late(action, telling),
        telling.complain_until,
        *parts,
        payload["decision_facts"] != parts.facts,
        text_of(action, parts, telling),
    )


def _reject(action: Action, broken: Violation, *, file: str) -> tuple[Any, ...]:
    """Return the columns of StatementReject in their order; the value is left out, since it could be personal."""
    return (file, action[LINE], broken.field, None, broken.problem, action["id"], broken.cure)


def _table(rows: list[tuple[Any, ...]], contract: type[dy.Schema]) -> pl.DataFrame:
    return contract.cast(pl.DataFrame(rows, schema=contract.create_empty().schema, orient="row"))
