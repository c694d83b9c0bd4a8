"""Which text stands under many ids of different accounts, word for word?"""

import polars as pl

from counterfoil.few_rows.utf8 import bytes_of
from counterfoil.screening.population.accounts import WHO, counts
from counterfoil.screening.population.folded import folded
from counterfoil.screening.population.marked import Comparison, marked
from counterfoil.text.columns import texts_of
from counterfoil.text.kernel_wordings import joined
from counterfoil.text.letter_kinds import letter_kinds

KIND = "one_text_under_many_ids"
ACCOUNTS = 3  # two may share a supplier's text, or be one honest seller's two shops
LONGEST_NAME = 120  # characters of a text by which its group is named
FEWEST_WORDS = 8  # of title and description: whoever sells it writes "Casio F-91W watch"


def keys_of(offers: pl.DataFrame) -> pl.DataFrame:
    """Return offer_id, account, town, `text` (two hashes of title and description, folded), `name` (its beginning) and
    `example`, the title as written."""
    told = offers.filter(pl.col("account").is_not_null())
    read, words = _joined(told["title_folded"], told["description_folded"])
    keys = told.select(*WHO, read.alias("text"), pl.col("title").alias("example"))
    keys = keys.filter(words >= FEWEST_WORDS)
    hashes = pl.struct(a=pl.col("text").hash(1), b=pl.col("text").hash(2))
    return keys.with_columns(name=name_of(pl.col("text")), text=hashes)


def groups_of(partition: pl.DataFrame, total: int) -> pl.DataFrame:
    """Return MARKED rows of the offers whose text stands under ACCOUNTS or more accounts.

    The group is named by the beginning of the text, which may be long.
    """
    del total  # a text of this length repeated word for word is copied, however large the file
    groups = partition.group_by("text").agg(counts()).filter(pl.col("accounts") >= ACCOUNTS)
    members = partition.select("offer_id", "text", "example", group="name").join(groups, on="text")
    return marked(members.with_columns(field=pl.lit("title")), KIND)


def text_of(offers: pl.DataFrame) -> pl.Series:
    """Return title and description as one text, case, width and blanks folded."""
    return _joined(*(offers.select(folded(pl.col("title")), folded(pl.col("description")))))[0]


def _joined(titles: pl.Series, descriptions: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Return the two folded texts of each row as one, and how many words of letters and numbers it has."""
    data, offsets, words = joined(*bytes_of(titles), *bytes_of(descriptions), letter_kinds())
    return texts_of(data, offsets), pl.Series(words)


def name_of(shared: pl.Expr) -> pl.Expr:
    """Return the beginning of a folded text, by which its group is named."""
    return shared.str.slice(0, LONGEST_NAME)


SHARED_TEXTS = Comparison(kind=KIND, by=("text",), keys_of=keys_of, groups_of=groups_of)
