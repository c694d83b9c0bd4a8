"""Write what may be published of a transparency report: page, paper, CSV and JSON, each from the same counts."""

from pathlib import Path
from typing import Any, Final

import polars as pl

from counterfoil.documents.flat import flat
from counterfoil.documents.transparency_page import transparency_page, typeset
from counterfoil.documents.transparency_words import in_words
from counterfoil.documents.typesetter import NoFontError
from counterfoil.documents.worklist_sheet import numbered
from counterfoil.enforcement.statements.grounds import OF_GROUND
from counterfoil.run.outputs import whole, write_json, write_table, write_text
from counterfoil.run.papers import typesetter
from counterfoil.transparency.report import Report

PUBLIC: Final = "public"
REPORT, PAGE, PAPER, COUNTS = "report.json", "transparency.html", "transparency.pdf", "counts.csv"
LAYOUT: Final = "dsa_layout.csv"
KIND: Final = "transparency-report"


def write_public(made: Report, folder: Path, *, font_folders: tuple[Path, ...] = ()) -> tuple[str, ...]:
    """Write the files into a folder and return their names. The same report and fonts give the same bytes."""
    digest = made.digest()
    written = write_texts(made, folder, digest=digest)
    with whole(folder / PAPER) as partial:
        partial.write_bytes(_pdf(typeset(_told(made, digest)), font_folders))
    write_json(folder / REPORT, {"digest": digest, "report": made.content()})
    return (*written, PAPER, REPORT)


def write_texts(made: Report, folder: Path, *, digest: str) -> tuple[str, ...]:
    """Write the page and the CSV files and return their names; no font is in them, so all make the same bytes."""
    write_text(folder / PAGE, transparency_page(_told(made, digest)))
    write_table(folder / COUNTS, made.counts, for_people=True)
    with whole(folder / LAYOUT) as partial:  # RFC 4180 ends its lines so
        partial.write_text(flat(dsa_layout(made)).write_csv(line_terminator="\r\n"), encoding="utf-8", newline="")
    return (PAGE, COUNTS, LAYOUT)


def _told(made: Report, digest: str) -> dict[str, Any]:
    """Return the report in words, as page and paper tell it."""
    names = ("platform", "from", "until", "asked_until")
    asked = dict(zip(names, made.asked, strict=True)) | {"limit": made.limit}
    return in_words(asked, made.counts, digest=digest)


def _pdf(content: dict[str, Any], font_folders: tuple[Path, ...]) -> bytes:
    setter = typesetter(font_folders)
    try:
        return setter.pdf(KIND, content)
    except NoFontError as cause:
        return setter.pdf(KIND, numbered(content, cause.missing))


def dsa_layout(made: Report) -> pl.DataFrame:
    """Return the counts one indicator to a row, with the categories of the DSA Transparency Database.

    Implementing Regulation (EU) 2024/2835 asks for CSV in UTF-8 by RFC 4180, a report to a service, and the categories
    of the database. How its template calls its columns could not be read: `layout` says so in every row.
    """
    categories = {ground: one.name for ground, one in OF_GROUND.items()}
    keywords = {ground: ";".join(one.keywords) for ground, one in OF_GROUND.items()}
    value = pl.coalesce(pl.col("count").cast(pl.String), pl.col("value").cast(pl.String), pl.lit(""))
    return made.counts.select(
        service=pl.lit(made.asked.platform),
        period_start=pl.lit(made.asked.first),
        period_end=pl.lit(made.asked.last),
        provision=pl.col("article"),
        indicator=pl.col("title"),
        category=pl.col("part").replace_strict(categories, default=""),
        keywords=pl.col("part").replace_strict(keywords, default=""),
        broken_down=pl.col("breakdown"),
        scope=pl.col("part"),
        unit=pl.col("unit"),
        value=value,
        standing=pl.col("standing"),
        layout=pl.lit("column names unverified"),
    )
