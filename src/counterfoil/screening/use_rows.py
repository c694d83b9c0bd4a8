"""How does each offer use each mark? One row per offer and mark, held against one right."""

from typing import NamedTuple

import numpy as np
import polars as pl

from counterfoil.screening import kernel_uses as kernel
from counterfoil.screening.authorisations import with_authorisations
from counterfoil.screening.codes_owners import gtin_prefixes, with_gtin_owner
from counterfoil.screening.company_rows import Named, of_marks
from counterfoil.screening.population.rows import PUBLISHED
from counterfoil.screening.price_rows import with_prices
from counterfoil.screening.references import References
from counterfoil.screening.right_rows import held, with_seller
from counterfoil.screening.word_marks import WORD, word_readings
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
    against = held(named.pairs, offers["goods_type"].gather(offer), references)
    of_marks_here = of_marks(references.marks, OF_THE_MARK, named.pairs[kernel.PAIR_MARK])
    told = pl.DataFrame([*_told(named), *of_marks_here, *named.brands, word_readings(named, offers, references)])
    told = told.with_columns(**_by_brand(), word_use=_WORD_USE).with_columns(used_as_mark=_USED_AS_MARK)
    of_offers = offers.select(OF_THE_OFFER)[offer[against.pairs]]
    rows = pl.concat([of_offers, told[against.pairs], against.lines], how="horizontal")
    asked = with_seller(rows.lazy().with_columns(goods_outside=against.goods_outside), references)
    asked = with_gtin_owner(with_authorisations(asked, references), references.once(gtin_prefixes))
    return Uses(with_prices(asked, references).collect(), against.pairs)


def _told(named: Named) -> list[pl.Series]:
    """Return what the mentions of each pair come to."""
    first = named.pairs[kernel.FIRST_IN_TITLE]
    in_title = pl.Series(first).to_frame("n").select(pl.when(pl.col("n") != kernel.NONE).then("n")).to_series()
    places = named.mentions.places
    talk = named.told(kernel.TALKED_OF)
    return [
        named.told(kernel.NAMED_IN_TITLE).alias("named_in_title"),
        named.told(kernel.SPELLED_IN_TITLE).alias("spelled_in_title"),
        named.told(kernel.NAMED_IN_BRAND).alias("named_in_brand"),
        named.told(kernel.SPELLED).alias("spelled"),
        (~named.told(kernel.NOT_PLAIN)).alias("plain"),
        (~named.told(kernel.NOT_SHORT)).alias("short"),
        named.told(kernel.HOUSE_NAMED).alias("house_named"),
        # title and brand field name the mark only to say what the goods fit, or what they are not
        (talk & ~named.told(kernel.NOT_NOMINATIVE)).alias("only_nominative"),
        (talk & ~named.told(kernel.NOT_DENIED)).alias("only_denied"),
        _compares(named).alias("compares"),
        named.mentions.seen.gather(in_title).alias("first_seen"),
        pl.Series("first_start", places[kernel.START]).gather(in_title),
        pl.Series("first_end", places[kernel.END]).gather(in_title),
    ]


def _compares(named: Named) -> pl.Series:
    """Return whether the offer of each pair compares its goods with a mark which the brand field does not name."""
    offer = named.pairs[kernel.PAIR_OFFER]
    compared = named.told(kernel.COMPARED) & ~named.brands["brand_names_it"]
    return pl.Series(np.isin(offer, offer[compared.to_numpy()])) if compared.any() else compared


def _by_brand() -> dict[str, pl.Expr]:
    nominative = pl.col("only_nominative") & ~pl.col("brand_names_it")
    return {
        "house_named": pl.col("house_named") | pl.col("brand_names_it"),
        "only_nominative": nominative,
        "only_denied": pl.col("only_denied") & ~nominative,
    }


# A mark that is a word is used as a word where the title reads so, or where only the description has it; a name of two
# or three letters is a code of another's goods where the brand field names that other.
_AS_WORD = pl.col("is_word") & pl.col("plain") & (pl.col("reading").fill_null(WORD) == WORD)
_WORD_USE = (_AS_WORD & ~pl.col("brand_names_it")) | (pl.col("short") & pl.col("brand_is_other"))
_RESEMBLES = pl.col("brand_is_other") & ~pl.col("spelled")  # another maker's name, one letter away
_USED_AS_MARK = (pl.col("named_in_title") | pl.col("named_in_brand")) & ~pl.col("word_use") & ~_RESEMBLES
