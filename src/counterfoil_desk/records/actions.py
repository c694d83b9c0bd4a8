"""Change a register: rows from a file or from a form, each written down, and published in the same transaction.

What is published is live with the transaction: the next request in any process reads the new generation.
"""

from collections.abc import Iterable
from typing import Any, BinaryIO, NamedTuple

import polars as pl
from django.db import transaction

from counterfoil.errors import UserError
from counterfoil.tables.contract import sort_rows
from counterfoil_desk.accounts.models import Organisation
from counterfoil_desk.audit.actions import record
from counterfoil_desk.records.models import Row
from counterfoil_desk.records.publishing import locked, publish
from counterfoil_desk.records.registers import Content, Register, contents_of, key_of


class Imported(NamedTuple):
    """What came of a file: rows added, changed and left as they were, and the rejects (contract Reject)."""

    added: int
    changed: int
    same: int
    rejects: pl.DataFrame


def import_file(register: Register, stream: BinaryIO, *, file: str, by: str, organisation: Organisation) -> Imported:
    """Take the rows of a file into a register; those that cannot be used are told. Raises UserError as its reader."""
    sorted_rows = register.read(stream, file=file)
    with transaction.atomic():
        counts = put(register, contents_of(sorted_rows.kept), by=by, organisation=organisation)
        told: dict[str, Any] = {"file": file, **counts, "rejected": sorted_rows.rejects.height}
        record(actor=by, act=f"{register.name} imported", subject=("register", register.name), told=told)
    return Imported(**counts, rejects=sorted_rows.rejects)


def put_row(register: Register, content: Content, *, by: str, organisation: Organisation) -> dict[str, int]:
    """Add or change one row. Raises UserError with the rule that it breaks."""
    given = pl.DataFrame([{**content, "line": 1}])
    checked = sort_rows(given, register.contract, file=register.name)
    if checked.rejects.height:
        rule = checked.rejects["rule"][0]
        raise UserError(f"The row cannot be used: {rule}.", cure="Correct that field.")
    return put(register, contents_of(checked.kept), by=by, organisation=organisation)


def remove_row(register: Register, key: str, *, by: str, organisation: Organisation) -> None:
    """Take a row out of a register; what it said stays in the log. Raises UserError where there is none."""
    with transaction.atomic():
        row = register.model._default_manager.filter(organisation=organisation, key=key).first()
        if row is None:
            raise UserError("There is no such row.", cure="Look it up in the register.")
        told = {name: [value, None] for name, value in row.content.items()}
        record(actor=by, act="row removed", subject=(register.name, str(row.public_id)), told=told)
        row.delete()
        publish(register, organisation, changed={key: None})


def put(
    register: Register, contents: Iterable[dict[str, Any]], *, by: str, organisation: Organisation
) -> dict[str, int]:
    """Add or change rows and publish the register where anything changed; return the counts."""
    with transaction.atomic():
        locked(organisation)
        known = {row.key: row for row in register.model._default_manager.filter(organisation=organisation)}
        counts = {"added": 0, "changed": 0, "same": 0}
        changed: dict[str, Content | None] = {}
        for content in contents:
            what = _put_one(register, content, known, by=by, organisation=organisation)
            counts[what] += 1
            if what != "same":
                changed[key_of(register, content)] = content
        if changed:
            publish(register, organisation, changed=changed)
    return counts


def _put_one(
    register: Register, content: dict[str, Any], known: dict[str, Row], *, by: str, organisation: Organisation
) -> str:
    key = key_of(register, content)
    row = known.get(key)
    before: dict[str, Any] = row.content if row else {}
    changed = {
        name: [before.get(name), content.get(name)]
        for name in sorted({*before, *content})
        if before.get(name) != content.get(name)
    }
    if row is not None and not changed:
        return "same"
    made = row or register.model(organisation=organisation, key=key)
    made.content = content
    made.save()
    known[key] = made
    act = "row changed" if row else "row added"
    record(actor=by, act=act, subject=(register.name, str(made.public_id)), told=changed)
    return "changed" if row else "added"
