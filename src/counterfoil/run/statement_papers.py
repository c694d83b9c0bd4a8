"""Print statements of reasons as papers: what the party is told, as a PDF, under the letterhead of a file."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from counterfoil.documents.papers.parts import Party
from counterfoil.documents.papers.statement_of_reasons import Redress, Restricted, StatementOfReasons
from counterfoil.enforcement.statements.article_17 import Telling
from counterfoil.enforcement.statements.making import Made
from counterfoil.errors import UserError
from counterfoil.run.inputs import opened
from counterfoil.run.papers import paper
from counterfoil.tables.record_file import Record, read_record

ENGLISH = "en"  # the language of the papers


class Letterhead(Record, frozen=True, kw_only=True):
    """Who writes, and names for accounts; an account without one is written to by its id."""

    provider: Party
    to: Mapping[str, Party] = {}


def letterhead_in(path: Path) -> Letterhead:
    """Return the letterhead in a file (TOML). Raises UserError where it is none."""
    with opened(path) as stream:
        data = stream.read()
    return read_record(data, Letterhead, file=path.name, what="letterhead", example="examples/letterhead.toml")


def papers_of(made: Made, actions: pl.DataFrame, telling: Telling, head: Letterhead) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the PDF of each statement. Raises UserError for another language, and a missing glyph."""
    if telling.words.language != ENGLISH:
        raise UserError("Papers are set in English.", cure="Leave out --language, or --papers.")
    told = actions.join(made.statements.select(id="action_id", puid="puid"), on="id", maintain_order="right")
    for row in told.iter_rows(named=True):
        yield f"{row['puid']}.pdf", paper(_record(row, telling, head)).pdf


def _record(row: Mapping[str, Any], telling: Telling, head: Letterhead) -> StatementOfReasons:
    words, account = telling.words, row["account_id"]
    what = words.subject(row["subject_kind"], row["subject_id"])
    return StatementOfReasons(
        case_id=row["case_id"] or "",
        provider=head.provider,
        to=head.to.get(account, Party(name=f"Account {account}", role="seller", reference=account)),
        action_id=row["id"],
        decided_on=row["in_force_since"].date(),
        restriction=words.restriction(row["kind"], what),
        restricted=(Restricted(kind=row["subject_kind"], id=row["subject_id"], since=row["content_on"]),),
        territory=tuple(row["territory"]),
        until=row["until"],
        facts=tuple(row["facts"]),
        source=row["source"],
        detected_automatically=row["detected_automatically"],
        decided=row["decided"],
        ground=row["legal_ground"],
        provision=row["provision"],
        because=words.because(row["legal_ground"], row["ground"]),
        redress=_redress(row, telling),
    )


def _redress(row: Mapping[str, Any], telling: Telling) -> tuple[Redress, ...]:
    texts, until = telling.words.redress, telling.complain_until
    complaint = texts["complaint"].format(until=telling.words.day(until), number=row["id"])
    return (
        Redress(what="Complain to us", how=complaint, by=until, rule="article 20"),
        Redress(what="Out-of-court dispute settlement", how=texts["body"], rule="article 21"),
        Redress(what="Court", how=texts["court"]),
    )
