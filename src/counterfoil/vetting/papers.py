"""What did a seller show, and what happened with it? Its documents and events, brought into its row.

A document counts from the day it came until it expires; one that was found invalid counts nothing.
"""

import datetime as dt

import polars as pl

from counterfoil.vetting.likeness import likeness

IDENTITY = ("government id", "identity check")
VERIFYING = (*IDENTITY, "tax document", "registration extract")  # a valid one shows that the identity is real
AT_ADDRESS = ("utility bill", "registration extract", "tax document", "bank statement")
_NONE = {"documents": pl.List(pl.String), "valid_documents": pl.List(pl.String)}


def with_papers(rows: pl.DataFrame, documents: pl.DataFrame, events: pl.DataFrame, *, day: dt.date) -> pl.DataFrame:
    """Return sellers' rows with what their documents and events say on `day`; rows of unknown sellers add nothing."""
    shown = documents.filter(pl.coalesce("received_on", "issued_on", pl.lit(dt.date.min)) <= day)
    named = _with_names(shown, rows)
    past = events.filter(pl.col("day") <= day)
    for told in (_of_documents(named, day), _of_events(past)):
        rows = rows.join(told, left_on="subject_id", right_on="seller_id", how="left", maintain_order="left")
    lists = [*_NONE, "events"]
    rows = rows.with_columns(pl.col(name).fill_null([]) for name in lists)
    own = pl.col("verified_on") >= pl.coalesce(pl.max_horizontal("received_on", "changed_on"), pl.col("verified_on"))
    papers = _holds("valid_documents", VERIFYING)
    unchanged = pl.col("changed_on").is_null() | (pl.col("paper_checked_on") >= pl.col("changed_on"))
    at_home = _holds("valid_documents", AT_ADDRESS)
    return rows.with_columns(
        verified=own.fill_null(value=False) | (papers & unchanged.fill_null(value=True)), address_verified=at_home
    )


def days_of(documents: pl.DataFrame, events: pl.DataFrame) -> pl.DataFrame:
    """Return the days from which clocks run: seller_id, kind, day; a valid paper of identity verifies on its day."""
    checked = documents.filter(
        (pl.col("result") == "valid") & pl.col("type").is_in(VERIFYING) & pl.col("checked_on").is_not_null()
    )
    verified = checked.select("seller_id", kind=pl.lit("verified"), day="checked_on")
    return pl.concat([events.select("seller_id", "kind", "day"), verified])


def _holds(column: str, types: tuple[str, ...]) -> pl.Expr:
    return pl.col(column).list.eval(pl.element().is_in(types)).list.any()


def _with_names(documents: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Add how alike the holder is to the seller or to its owners, from 0 to 1."""
    names = rows.select("name", "alias", "beneficialOwner", seller_id="subject_id")
    both = documents.join(names, on="seller_id", how="inner", maintain_order="left")
    return both.with_columns(likeness(both, "holder"))


def _of_documents(documents: pl.DataFrame, day: dt.date) -> pl.DataFrame:
    """Return a row per seller: what counts, what is valid, and the first of each fault."""
    expired = (pl.col("expires_on") < day).fill_null(value=False)
    rejected = (pl.col("result") == "invalid").fill_null(value=False)
    counts, valid = ~expired & ~rejected, ~expired & (pl.col("result") == "valid").fill_null(value=False)
    of_identity = pl.col("type").is_in(IDENTITY)
    told = documents.with_columns(expired=expired, rejected=rejected, counts=counts, valid=valid)
    unrenewed = pl.col("expired") & ~pl.col("type").is_in(pl.col("type").filter("counts").implode())
    return told.group_by("seller_id", maintain_order=True).agg(
        documents=pl.col("type").filter("counts").unique().sort(),
        valid_documents=pl.col("type").filter("valid").unique().sort(),
        paper_checked_on=pl.col("checked_on").filter(pl.col("valid") & pl.col("type").is_in(VERIFYING)).max(),
        expired_document=pl.col("type").filter(unrenewed).first(),
        expired_on=pl.col("expires_on").filter(unrenewed).first(),
        rejected_document=pl.col("type").filter("rejected").first(),
        inconclusive_document=pl.col("type").filter(pl.col("result") == "inconclusive").first(),
        identity_holder_likeness=pl.col("likeness").filter(of_identity & pl.col("counts")).min(),
        invoiced_marks=pl.col("mark").filter((pl.col("type") == "invoice") & pl.col("counts")).drop_nulls().unique(),
        letters_for=pl.col("mark")
        .filter((pl.col("type") == "authorisation letter") & pl.col("counts"))
        .drop_nulls()
        .unique(),
    )


def _of_events(events: pl.DataFrame) -> pl.DataFrame:
    of = {kind: pl.col("day").filter(pl.col("kind") == kind).max() for kind in ("received", "changed", "verified")}
    return events.group_by("seller_id", maintain_order=True).agg(
        events=pl.col("kind").unique().sort(), **{f"{kind}_on": day for kind, day in of.items()}
    )
