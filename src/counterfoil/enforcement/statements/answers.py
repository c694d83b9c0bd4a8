"""What did the database say to the batches: which statements does it keep, which refuse, and for what reason?

One answer to a line (JSON Lines): the batch's file name, the HTTP status, and the body as it came. 201: all are kept.
422: none is; those with an error, keyed statement_0, statement_1 …, are refused, the others go back. 422 with
`existing_puids`: these are there already. Anything else says nothing of the statements: the batch is sent again.
Source: https://transparency.dsa.ec.europa.eu/page/api-documentation, and the code that the Commission publishes.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import msgspec
import polars as pl

from counterfoil.errors import UserError
from counterfoil.tables.statement_answer import StatementAnswer
from counterfoil.tables.used_puid import KEPT, REFUSED, RETURNED, WRITTEN, UsedPuid

LARGEST = 256 << 20  # bytes; 100,000 statements come back in about 200 MB
CREATED, UNPROCESSABLE = 201, 422
LONGEST = 300  # characters of the database's words that are shown
CURE = "Mend it in the action and make the statement again; its id stays the same."


class Answer(msgspec.Struct, frozen=True):
    """One answer; further keys are passed over."""

    batch: str
    status: int
    body: dict[str, Any] = {}


class Said(NamedTuple):
    """What an answer means for one statement."""

    state: str
    field: str | None = None
    problem: str | None = None


class Answered(NamedTuple):
    """`ledger` after the answers; `answers`: columns of StatementAnswer; `waiting`: batches to be sent again."""

    ledger: pl.DataFrame
    answers: pl.DataFrame
    waiting: list[str]


def read_answers(data: bytes, *, file: str) -> list[Answer]:
    """Return the answers in a file. Raises UserError, with the line, for one that is none."""
    if len(data) > LARGEST:
        raise UserError(f"This file is larger than {LARGEST >> 20} MB.", cure="Split it.", file=file)
    found, decoder = [], msgspec.json.Decoder(Answer)
    for number, line in enumerate(data.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            found.append(decoder.decode(line))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as cause:
            cure = 'Write {"batch": "0001-….json", "status": 201, "body": …}, one to a line.'
            raise UserError("This is no answer of the database.", cure=cure, file=file, line=number) from cause
    return found


def answered(ledger: pl.DataFrame, answers: Iterable[Answer], *, file: str) -> Answered:
    """Return what the answers say of the statements that wait in the ledger; of the others they say nothing new.

    Raises UserError for a batch that the ledger does not know: the answer belongs to another ledger.
    """
    of_batch: dict[str, list[dict[str, Any]]] = {}
    for row in ledger.filter(pl.col("batch").is_not_null()).sort("batch", "place").iter_rows(named=True):
        of_batch.setdefault(row["batch"], []).append(row)
    rows: list[dict[str, Any]] = []
    waiting: list[str] = []
    for answer in answers:
        if answer.batch not in of_batch:
            cure = "Give the ledger (--used) that the batch was written with."
            raise UserError(f"No statement was written into {answer.batch[:80]}.", cure=cure, file=file)
        if answer.status not in (CREATED, UNPROCESSABLE):
            waiting.append(answer.batch)
            continue
        mine = [row for row in of_batch[answer.batch] if row["state"] == WRITTEN]
        rows += [_row(row, said) for row in mine for said in _said(row, answer)]
    table = StatementAnswer.cast(pl.DataFrame(rows, schema=StatementAnswer.create_empty().schema))
    return Answered(_after(ledger, table), table, waiting)


def _said(row: Mapping[str, Any], answer: Answer) -> list[Said]:
    if answer.status == CREATED:
        return [Said(KEPT)]
    errors = answer.body.get("errors")
    if not isinstance(errors, dict):
        return [Said(RETURNED)]
    there = errors.get("existing_puids")
    if isinstance(there, list | dict) and row["puid"] in _texts(there):
        return [Said(KEPT)]
    mine = errors.get(f"statement_{row['place']}")
    if not isinstance(mine, dict) or not mine:
        return [Said(RETURNED)]
    return [Said(REFUSED, str(field)[:LONGEST], " ".join(_texts(said))[:LONGEST]) for field, said in mine.items()]


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        value = list(value.values())
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _row(row: Mapping[str, Any], said: Said) -> dict[str, Any]:
    told = {name: row[name] for name in ("batch", "place", "puid", "action_id")}
    return told | said._asdict() | {"cure": CURE if said.state == REFUSED else None}


def _after(ledger: pl.DataFrame, answers: pl.DataFrame) -> pl.DataFrame:
    """Return the ledger in the states that the answers leave, with the first error of each."""
    first = answers.unique("puid", keep="first", maintain_order=True).select("puid", "state", "field", "problem")
    return UsedPuid.cast(ledger.select(UsedPuid.column_names()).update(first, on="puid", include_nulls=True))
