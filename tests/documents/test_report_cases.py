"""Does the report say the right thing where there is little to say, or something odd?"""

import polars as pl
import pytest

from counterfoil.documents.screening_report import screening_report
from documents.report_factory import report_tables
from documents.report_reading import figures, page, section, text


def test_nothing_above_clear() -> None:
    tables = report_tables(40)
    clear = tables.decisions.with_columns(decision=pl.lit("clear"))
    document = page(tables._replace(decisions=clear))
    assert text(document.find_class("lead")[0]) == (
        "40 offers screened against 8 rights: nothing was found that asks for a decision above clear."
    )
    assert not document.find_class("card")
    assert "No mark on the list has an offer above clear." in text(document)
    assert "No offer was decided above clear." in text(document)


def test_no_rejects() -> None:
    document = page(report_tables(40, set_aside=0))
    assert "Every row of the input files could be used." in text(section(document, "Rows set aside"))
    assert figures(document)[0] == [("offers read", 40), ("set aside", 0), ("kept", 40)]


def test_no_rights_matched() -> None:
    tables = report_tables(40)
    nothing = pl.lit(None, dtype=pl.String)
    without = tables._replace(
        decisions=tables.decisions.with_columns(right_id=nothing, ground=nothing),
        assessments=tables.assessments.with_columns(right_id=nothing),
        findings=tables.findings.with_columns(right_id=nothing),
        rights=tables.rights.clear(),
    )
    document = page(without)
    assert text(document.find_class("lead")[0]).endswith("no mark on the list is concerned.")
    assert "no mark on the list" in text(document.find_class("whose")[0])
    assert document.find_class("nats")


def test_only_one_mark() -> None:
    tables = report_tables(40)
    one = tables._replace(
        decisions=tables.decisions.with_columns(right_id=pl.lit("r-0")),
        rights=tables.rights.head(1),
    )
    document = page(one)
    assert "the mark most concerned is Halvorsen" in text(document.find_class("lead")[0])
    assert "1 mark has offers above clear." in text(document.find("body"))


def test_nothing_at_all() -> None:
    document = page(report_tables(0, set_aside=0))
    assert text(document.find_class("lead")[0]) == "No offers were screened against 8 rights."
    assert figures(document)[1] == [
        ("kept", 0),
        *((word, 0) for word in ("clear", "review", "documents asked", "hold", "remove")),
    ]


def test_many_clear_offers_do_not_dwarf_the_rest() -> None:
    tables = report_tables(60)
    more = tables.decisions.with_columns(
        decision=pl.when(pl.col("subject_id") == "o-000000").then(pl.lit("hold")).otherwise(pl.lit("clear")),
        right_id=pl.lit("r-0"),
    )
    document = page(tables._replace(decisions=more))
    assert "Offers decided clear are left out of the bars" in text(document)
    assert "clear" not in text(document.find_class("keys")[0])


def test_offers_that_share_an_identifier_are_said_to_be_decided_once() -> None:
    tables = report_tables(40)
    document = page(tables._replace(decisions=tables.decisions.head(38)))
    _, decided = figures(document)
    assert decided[-1] == ("not decided apart", 2)
    assert decided[0][1] == sum(number for _, number in decided[1:])
    assert "2 kept offers have no decision of their own" in text(document)


def test_more_decisions_than_offers_are_refused() -> None:
    tables = report_tables(40)
    run = tables.run | {"counts": {"offers_read": 39, "offers_kept": 39}}
    with pytest.raises(ValueError, match="cannot be one run"):
        screening_report(tables._replace(run=run).parts())  # type: ignore[arg-type]
