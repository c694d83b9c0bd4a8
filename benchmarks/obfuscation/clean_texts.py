"""Which texts of listings name no mark of the list, and whose brands must therefore stay off it?

Titles and descriptions of shop catalogues and of the public product-matching sets (../shared/facts/listings.md and
matching.md). Left out are files of unlabelled offers (eBay, Wish), in which disguised marks may really stand.
"""

import textwrap
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polars as pl

RETAIL = ("myntra", "sportswear")  # no word list has seen them; cases are put into their titles
LONGEST, SHORTEST = 48, 20  # characters of a description's piece: a title has 54 in the middle

OFFERS_OF_COPIES = "aaa replica"  # WDC gathered from the open web, and some of that is no shop's text
# More of them, left out of the rows alone: the marks stay as they were drawn.
SAYS_REPLICAS = r"\breplica watch|\bgrade replica\b"


class Catalogue(NamedTuple):
    """One file below ../shared/data: `member` of an archive, its columns of titles, of descriptions and of brands."""

    name: str
    path: str
    title: str
    description: str = ""
    brand: str = ""
    member: str = ""


_WDC = "matching/wdc-block/wdc_block_small.zip"
_MEMBER = "wdcproducts80cc20rnd050un_block_s_train_l/table{}.csv"
CATALOGUES = (
    Catalogue("myntra", "listings/retail_catalogue_myntra.csv", "ProductName", "Description", "ProductBrand"),
    Catalogue("sportswear", "listings/retail_catalogue_sportswear.csv", "Product Name", "Description", "Brand"),
    Catalogue("watches", "listings/dealer_watches.csv", "name", brand="brand"),
    *(Catalogue("abt-buy", f"matching/abt-buy/table{t}.csv", "name", "description") for t in "AB"),
    *(Catalogue("amazon-google", f"matching/amazon-google/table{t}.csv", "title", "", "manufacturer") for t in "AB"),
    *(Catalogue("walmart-amazon", f"matching/walmart-amazon/table{t}.csv", "title", "", "brand") for t in "AB"),
    *(Catalogue("wdc-block", _WDC, "title", "description", "brand", _MEMBER.format(t)) for t in "AB"),
)


class Texts(NamedTuple):
    """`rows`: `source`, `text`, `brand` if the file has it, and `half`, no text twice; `brands`: all of them."""

    rows: pl.DataFrame
    brands: frozenset[str]


def table_of(catalogue: Catalogue, data: Path) -> pl.DataFrame:
    """Return the file with every column as text."""
    path = data / catalogue.path
    if not catalogue.member:
        return pl.read_csv(path, infer_schema=False, encoding="utf8-lossy")
    with zipfile.ZipFile(path) as archive:
        return pl.read_csv(archive.read(catalogue.member), infer_schema=False)


def clean_texts(data: Path, *, wanted: int) -> Texts:
    """Return so many texts: all titles, then all that retail shops describe, then of the other descriptions."""
    tables = [(catalogue, table_of(catalogue, data)) for catalogue in CATALOGUES]
    titles = pl.concat(_column(c, table, c.title) for c, table in tables)
    described = [(c, table) for c, table in tables if c.description]
    pieces = pl.concat(_pieces(c, table) for c, table in described)
    rows = pl.concat([titles, pieces.sort(~pl.col("source").is_in(RETAIL), maintain_order=True)])
    rows = rows.filter(~pl.col("text").str.to_lowercase().str.contains(OFFERS_OF_COPIES, literal=True))
    same = pl.col("text").str.to_lowercase().str.replace_all(r"\W+", " ")
    distinct = rows.unique(same, keep="first", maintain_order=True).head(wanted).with_row_index()
    half = pl.when(pl.col("index") % 2 == 0).then(pl.lit("development")).otherwise(pl.lit("held-out"))
    brands = [table[c.brand].drop_nulls() for c, table in tables if c.brand]
    return Texts(distinct.with_columns(half=half).drop("index"), frozenset(pl.concat(brands).to_list()))


def without_replicas(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows but those that offer replicas of watches by name."""
    return rows.filter(~pl.col("text").str.to_lowercase().str.contains(SAYS_REPLICAS))


def _column(catalogue: Catalogue, table: pl.DataFrame, column: str) -> pl.DataFrame:
    text = pl.col(column).str.replace_all(r"\s+", " ").str.strip_chars()
    brand = pl.col(catalogue.brand) if catalogue.brand else pl.lit(None, pl.String)
    rows = table.select(pl.lit(catalogue.name).alias("source"), text.alias("text"), brand.alias("brand"))
    return rows.filter(pl.col("text") != "")


def _pieces(catalogue: Catalogue, table: pl.DataFrame) -> pl.DataFrame:
    whole = _column(catalogue, table, catalogue.description).unique("text", maintain_order=True)
    cut = [list(_cut(text)) for text in whole["text"]]
    pieces = pl.Series("text", cut, dtype=pl.List(pl.String))
    return whole.with_columns(pieces).filter(pl.col("text").list.len() > 0).explode("text")


def _cut(text: str) -> Iterator[str]:
    for piece in textwrap.wrap(text, LONGEST, break_long_words=False, break_on_hyphens=False):
        if SHORTEST <= len(piece) <= LONGEST:
            yield piece
