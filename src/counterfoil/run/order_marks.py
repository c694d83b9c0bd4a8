"""Which offers and which goods bear the marks that orders restrain? Asked of the same index that screening searches.

A mark that only says what the goods fit (“fits Halvorsen boots”), or what they are not, is not borne.
"""

from collections.abc import Sequence

import polars as pl

from counterfoil.run.mark_index_files import kept_scanner
from counterfoil.screening.company_rows import named_in
from counterfoil.screening.marks import build_marks
from counterfoil.screening.mentions import mentions
from counterfoil.screening.offer_rows import offer_rows, prepared
from counterfoil.screening.references import References, of_marks_alone
from counterfoil.screening.use_rows import use_rows
from counterfoil.tables.contract import completed
from counterfoil.tables.offer import Offer
from counterfoil.tables.right import Right

BORNE = {"subject_id": pl.String, "mark": pl.String}


def restrained_marks(marks: Sequence[str]) -> References:
    """Return what offers are held against: the marks of orders, each once, and nothing else."""
    names = sorted(set(marks))
    rights = pl.DataFrame({"id": names, "mark": names, "owner": names})
    return of_marks_alone(build_marks(Right.cast(completed(rights, Right)), kept_scanner))


def borne(offers: pl.DataFrame, references: References) -> pl.DataFrame:
    """Return which offers (contract Offer) bear which of the marks, a row for each pair (BORNE)."""
    rows = offer_rows(prepared(offers.select(Offer.column_names())), references)
    mentioned = mentions(rows, references.marks)
    if not len(mentioned.seen):
        return pl.DataFrame(schema=BORNE)
    used = use_rows(named_in(mentioned, rows, references), rows, references).rows
    bears = used.filter(pl.col("used_as_mark") & ~pl.col("only_nominative") & ~pl.col("only_denied"))
    return bears.select("subject_id", mark="right_id").unique(maintain_order=True)


def goods_types_of(offers: pl.DataFrame) -> pl.DataFrame:
    """Return the type of goods of each offer: subject_id, goods_type."""
    return prepared(offers.select(Offer.column_names())).select("goods_type", subject_id="id")
