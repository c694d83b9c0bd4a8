"""How does each offer use each mark? One row per offer and mark, held against one right."""

from functools import cache
from typing import NamedTuple

import numpy as np
import polars as pl

from counterfoil.few_rows.column import as_column
from counterfoil.few_rows.table import table
from counterfoil.screening import kernel_uses as kernel
from counterfoil.screening.authorisations import with_authorisations
from counterfoil.screening.codes_owners import with_gtin_owner
from counterfoil.screening.company_rows import Named, of_marks
from counterfoil.screening.population.rows import PUBLISHED
from counterfoil.screening.price_rows import with_prices
from counterfoil.screening.references import References
from counterfoil.screening.right_rows import held, with_seller
from counterfoil.screening.word_marks import WORD, word_readings
from counterfoil.text.columns import columns_at
from counterfoil.text.hashing import Numbers

OF_THE_MARK = ["mark", "mark_key", "owner", "is_word", "house_mark", "house_key"]
OF_THE_OFFER = [
    *(
        "subject_id",
        "title",
        "description",
        "brand",
        "brand_is_placeholder",
        "goods_type",
        "is_used",
        "gtin",
        "gtin_14",
    ),
    *("price", "sale_price", "price_currency", "external_seller_id", "seen_at", "marketplace"),
    *(f"bestseller_{name}" for name in PUBLISHED),
]


class Uses(NamedTuple):
    """One row per offer and right for evidence of scope `use`, and the pair of `Named` that each row is."""

    rows: pl.DataFrame
    pairs: Numbers


def use_rows(named: Named, offers: pl.DataFrame, references: References) -> Uses:
    """Return the uses of rights. `offers` come from `offer_rows`.

    Marks named in the description alone are used for talk, not for trade: they stay out of the questions of price and
    goods (`used_as_mark` is false).
    """
    offer = named.pairs[kernel.PAIR_OFFER]
    against = held(named.pairs, offers["goods_type"][offer], references)
    told = [*_told(named), *named.brands, word_readings(named, offers, references)]
    rows = table(
        [
            *columns_at(offers, OF_THE_OFFER, offer[against.pairs]),
            *of_marks(references.marks, OF_THE_MARK, named.pairs[kernel.PAIR_MARK][against.pairs]),
            *columns_at(table(told), [column.name for column in told], against.pairs),
            *against.lines,
            against.goods_outside.alias("goods_outside"),
        ]
    ).with_columns(_by_brand())
    asked = with_authorisations(with_seller(rows, references), references)
    return Uses(with_prices(with_gtin_owner(asked, references), references), against.pairs)


def _told(named: Named) -> list[pl.Series]:
    """Return what the mentions of each pair come to."""
    first = named.pairs[kernel.FIRST_IN_TITLE]
    places, seen = named.mentions.places, named.mentions.seen
    return [
        named.told(kernel.NAMED_IN_TITLE).alias("named_in_title"),
        named.told(kernel.SPELLED_IN_TITLE).alias("spelled_in_title"),
        named.told(kernel.NAMED_IN_BRAND).alias("named_in_brand"),
        named.told(kernel.SPELLED).alias("spelled"),
        named.never(kernel.NOT_PLAIN).alias("plain"),
        named.never(kernel.NOT_SHORT).alias("short"),
        named.told(kernel.HOUSE_NAMED).alias("house_named"),
        # title and brand field name the mark only to say what the goods fit, or what they are not
        (named.told(kernel.TALKED_OF) & named.never(kernel.NOT_NOMINATIVE)).alias("only_nominative"),
        (named.told(kernel.TALKED_OF) & named.never(kernel.NOT_DENIED)).alias("only_denied"),
        _compares(named).alias("compares"),
        # where the title does not name it, these are of another mention, and no kind reads them
        seen[first].alias("first_seen"),
        as_column("first_start", places[kernel.START, first]),
        as_column("first_end", places[kernel.END, first]),
    ]


def _compares(named: Named) -> pl.Series:
    """Return whether the offer of each pair compares its goods with a mark which the brand field does not name."""
    offer = named.pairs[kernel.PAIR_OFFER]
    compared = named.told(kernel.COMPARED).to_numpy() & ~named.brands["brand_names_it"].to_numpy()
    return as_column("", np.isin(offer, offer[compared]) if compared.any() else compared)


# A mark that is a word is used as a word where the title reads so, or where only the description has it; a name of two
# or three letters is a code of another's goods where the brand field names that other.
_AS_WORD = pl.col("is_word") & pl.col("plain") & (pl.col("reading").fill_null(WORD) == WORD)
_WORD_USE = (_AS_WORD & ~pl.col("brand_names_it")) | (pl.col("short") & pl.col("brand_is_other"))
_RESEMBLES = pl.col("brand_is_other") & ~pl.col("spelled")  # another maker's name, one letter away
_NOMINATIVE = pl.col("only_nominative") & ~pl.col("brand_names_it")


@cache
def _by_brand() -> tuple[pl.Expr, ...]:
    """Return what the mentions come to beside the brand field."""
    return (
        (pl.col("house_named") | pl.col("brand_names_it")).alias("house_named"),
        _NOMINATIVE.alias("only_nominative"),
        (pl.col("only_denied") & ~_NOMINATIVE).alias("only_denied"),
        _WORD_USE.alias("word_use"),
        ((pl.col("named_in_title") | pl.col("named_in_brand")) & ~_WORD_USE & ~_RESEMBLES).alias("used_as_mark"),
    )
