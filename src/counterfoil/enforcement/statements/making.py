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
    rows: list[dict[str, Any]] = []
    payloads: list[bytes] = []
    rejects: list[dict[str, Any]] = []
    gtins = codes or {}
    for action in due.iter_rows(named=True):
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


def _row(action: Action, telling: Telling, payload: Mapping[str, Any]) -> dict[str, Any]:
    parts = parts_of(action, telling)
    return {
        "action_id": action["id"],
        "case_id": action["case_id"],
        "account_id": action["account_id"],
        "puid": payload["puid"],
        "language": telling.words.language,
        "told_on": telling.day,
        "days_late": days_late(action, telling),
        "complain_until": telling.complain_until,
        **parts._asdict(),
        "is_shortened": payload["decision_facts"] != parts.facts,
        "text": text_of(action, parts, telling),
    }


def _reject(action: Action, broken: Violation, *, file: str) -> dict[str, Any]:
    return {
        "file": file,
        "line": action[LINE],
        "field": broken.field,
        "value": None,
        "rule": broken.problem,
        "action_id": action["id"],
        "cure": broken.cure,
    }


def _table(rows: list[dict[str, Any]], contract: type[dy.Schema]) -> pl.DataFrame:
    return contract.cast(pl.DataFrame(rows, schema=contract.create_empty().schema))
