"""Which statements does the database have already, which wait for its answer, and which did it refuse?"""

from collections.abc import Collection, Iterable
from typing import NamedTuple

import polars as pl

from counterfoil.enforcement.statements.batches import Batch
from counterfoil.enforcement.statements.making import Made
from counterfoil.tables.statement_reject import StatementReject
from counterfoil.tables.used_puid import KEPT, REFUSED, WRITTEN, UsedPuid

DONE = (WRITTEN, KEPT)
NO_PUIDS = UsedPuid.create_empty()
MEND = "Mend it in the action; the id stays the same."


class Unsent(NamedTuple):
    """`made`: statements that have to be sent; `before`: how many were left out since they were made already."""

    made: Made
    before: int


def unsent(made: Made, ledger: pl.DataFrame, *, file: str, stated: Collection[str] = ()) -> Unsent:
    """Return the statements that the ledger does not hold; one that was refused and is unmended becomes a reject.

    `stated` are actions whose party was told, as their case says; they count as sent where the ledger knows nothing.
    """
    known = ledger.select("puid", "state", was="sha256", was_field="field", problem="problem")
    rows = made.statements.select("puid", "action_id").with_columns(sha256=pl.Series(made.digests, dtype=pl.String))
    told = rows.with_row_index("at").join(known, on="puid", how="left", maintain_order="left")
    elsewhere = pl.col("state").is_null() & pl.col("action_id").is_in(list(stated))
    done = pl.col("state").is_in(DONE).fill_null(False) | elsewhere
    unmended = (pl.col("state") == REFUSED).fill_null(False) & (pl.col("sha256") == pl.col("was")).fill_null(False)
    refused = told.filter(unmended).select(
        file=pl.lit(file),
        line=pl.lit(None, dtype=pl.Int64),
        field="was_field",
        value=pl.lit(None, dtype=pl.String),
        rule=pl.format("The database refused it: {}", pl.col("problem").fill_null("it gave no reason.")),
        action_id="action_id",
        cure=pl.lit(MEND),
    )
    left = told.filter(~done & ~unmended)["at"].to_list()
    kept = Made(
        made.statements[left],
        [made.payloads[at] for at in left],
        [made.digests[at] for at in left],
        StatementReject.cast(pl.concat([made.rejects, refused])),
    )
    return Unsent(kept, told.filter(done).height)


def noted(ledger: pl.DataFrame, made: Made, batches: Iterable[Batch]) -> pl.DataFrame:
    """Return the ledger with the statements that were written into batches; each id stands in it once."""
    names: list[str] = []
    places: list[int] = []
    for batch in batches:
        names += [batch.name] * batch.size
        places += range(batch.size)
    new = made.statements.select(
        "puid",
        "action_id",
        state=pl.lit(WRITTEN),
        batch=pl.Series(names, dtype=pl.String),
        place=pl.Series(places, dtype=pl.Int64),
        sha256=pl.Series(made.digests, dtype=pl.String),
        field=pl.lit(None, dtype=pl.String),
        problem=pl.lit(None, dtype=pl.String),
    )
    rows = pl.concat([ledger.select(UsedPuid.column_names()), new.select(UsedPuid.column_names())])
    return UsedPuid.cast(rows.unique("puid", keep="last", maintain_order=True))
