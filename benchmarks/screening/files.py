"""Which files are screened, and which of their rows?

Where they came from and what is known of them: ../shared/facts/listings.md.
"""

import tomllib
from pathlib import Path
from typing import NamedTuple

import polars as pl

HERE = Path(__file__).parent
REPOSITORY = HERE.parent.parent
LISTINGS = REPOSITORY.parent / "shared" / "data" / "listings"
HALVES = ("development", "held-out", "all")
ROW = "row"  # 1-based data row: id of the offer in every run, and all that is ever written of a row


class Source(NamedTuple):
    """One file: `mapping` is the name of its mapping file; `priced`: screened with reference prices."""

    name: str
    mapping: str
    priced: bool = True

    @property
    def mapping_path(self) -> Path:
        return HERE / "mappings" / f"{self.mapping}.toml"


REPLICAS = Source("replica_catalogue_kakobuylinki.csv", "replica_catalogue")
MYNTRA = Source("retail_catalogue_myntra.csv", "retail_myntra")
SPORTSWEAR = Source("retail_catalogue_sportswear.csv", "retail_sportswear")
KEYWORDS = Source("hard_negatives_keyword.csv", "hard_negatives_keyword")
SPELLINGS = Source("obfuscated_marks.csv", "obfuscated_marks")
PERFUMES = Source("ebay_mens_perfume.csv", "ebay_perfume")
WISH = Source("wish_summer_2020.csv", "wish")
DEALER = Source("dealer_watches.csv", "dealer_watches", priced=False)  # the reference prices are made from it

SOURCES = (REPLICAS, MYNTRA, SPORTSWEAR, KEYWORDS, SPELLINGS, PERFUMES, WISH, DEALER)
GENUINE = (MYNTRA, SPORTSWEAR, KEYWORDS, DEALER)


def rows_of(source: Source, folder: Path, *, half: str = "all") -> pl.DataFrame:
    """Return the rows of one half, all columns as text, and `row`; odd are development, even held out."""
    table = pl.read_csv(folder / source.name, infer_schema=False).with_row_index(ROW, offset=1)
    if source is REPLICAS:
        table = table.with_columns(pl.concat_str("category", "subcategory", separator=" > ").alias("category_path"))
    odd = pl.col(ROW) % 2 == 1
    return table.filter({"development": odd, "held-out": ~odd, "all": pl.lit(True)}[half])


def offers_of(rows: pl.DataFrame, source: Source) -> pl.DataFrame:
    """Return `row` and what the mapping names, under our names: what the peers judge."""
    theirs = mapped(source)
    fields = {ours: pl.col(name) for ours, name in theirs.items() if ours != "id"}
    constants = {name: pl.lit(value) for name, value in _mapping(source).get("constants", {}).items()}
    return rows.select(ROW, **fields, **constants)


def write_for_screening(rows: pl.DataFrame, source: Source, target: Path) -> None:
    """Write the columns that the mapping names; others the command might take by their names."""
    rows.select(*mapped(source).values()).write_csv(target)


def mapped(source: Source) -> dict[str, str]:
    """Return the columns section of the mapping: ours → theirs."""
    columns: dict[str, str] = _mapping(source)["columns"]
    return columns


def _mapping(source: Source) -> dict[str, dict[str, str]]:
    return tomllib.loads(source.mapping_path.read_text(encoding="utf-8"))
