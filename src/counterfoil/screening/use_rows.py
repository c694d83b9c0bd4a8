"""How does each offer use each mark? One row per offer and mark, held against one right."""

import polars as pl

from counterfoil.screening.authorisations import with_authorisations
from counterfoil.screening.codes_owners import gtin_prefixes, with_gtin_owner
from counterfoil.screening.naming import AS_A_MARK
from counterfoil.screening.population.rows import PUBLISHED
from counterfoil.screening.price_rows import with_prices
from counterfoil.screening.references import References
from counterfoil.screening.right_rows import with_right, with_seller
from counterfoil.screening.word_marks import WORD, word_readings

LONGEST_SHORT_NAME = 3  # letters: LV, CK, YSL are names of goods' makers, and model codes of everybody else
OF_THE_MARK = ["mark", "mark_key", "owner", "is_word", "house_number", "house_mark", "house_key"]


def use_rows(mentions: pl.DataFrame, offers: pl.DataFrame, references: References) -> pl.DataFrame:
    """Return one row per offer and right for evidence of scope `use`.

    `mentions` come from `with_company`, `offers` from `offer_rows`. Marks named in the description alone are used
    for talk, not for trade: they stay out of the questions of price and goods (`used_as_mark` is false).
    """
    of_marks = mentions.lazy().filter(pl.col("mark").is_not_null())
    uses = _summed(of_marks).join(_comparing(mentions.lazy()), on="subject_id", how="left", maintain_order="left")
    readings = word_readings(mentions, offers, references).lazy()
    uses = uses.join(readings, on=["subject_id", "mark_number"], how="left", maintain_order="left")
    rows = uses.join(_of_the_offer(offers), on="subject_id", how="left").with_columns(
        pl.col("compares").fill_null(value=False), word_use=_word_use()
    )
    resembles = pl.col("brand_is_other") & ~pl.col("spelled")  # another maker's name, one letter away
    named = (pl.col("named_in_title") | pl.col("named_in_brand")) & ~pl.col("word_use") & ~resembles
    rows = with_seller(with_right(rows.with_columns(used_as_mark=named), references), references)
    rows = with_gtin_owner(with_authorisations(rows, references), references.once(gtin_prefixes))
    return with_prices(rows, references)


def _summed(mentions: pl.LazyFrame) -> pl.LazyFrame:
    in_title = pl.col("field") == "title"
    named = AS_A_MARK | (pl.col("name_kind") == "remainder")
    talk = pl.col("field").is_in(["title", "brand"])
    sums = mentions.group_by(["subject_id", "mark_number"], maintain_order=True).agg(
        *(pl.col(name).first() for name in OF_THE_MARK),
        named_in_title=(in_title & named).any(),
        spelled_in_title=(in_title & AS_A_MARK & (pl.col("manner") != "misspelled")).any(),
        named_in_brand=(pl.col("field") == "brand").any(),
        spelled=(pl.col("manner") != "misspelled").any(),
        plain=(pl.col("manner") == "plain").all(),
        short=(pl.col("seen").str.len_chars() <= LONGEST_SHORT_NAME).all(),
        brand_names_it=pl.col("brand_names_it").any(),
        brand_is_other=pl.col("brand_is_other").all(),
        house_named=pl.col("house_named").any() | pl.col("brand_names_it").any(),
        first_seen=pl.col("seen").filter(in_title).first(),
        first_start=pl.col("start").filter(in_title).first(),
        first_end=pl.col("end").filter(in_title).first(),
        # title and brand field name the mark only to say what the goods fit, or what they are not
        only_nominative=talk.any() & (~talk | (pl.col("nominative") & ~pl.col("comparing"))).all(),
        only_denied=talk.any() & (~talk | pl.col("denied") | pl.col("nominative")).all(),
    )
    return sums.with_columns(
        only_nominative=pl.col("only_nominative") & ~pl.col("brand_names_it"),
        only_denied=pl.col("only_denied") & ~pl.col("only_nominative"),
    )


def _comparing(mentions: pl.LazyFrame) -> pl.LazyFrame:
    """Return the offers that compare their goods with a mark which the brand field does not name."""
    compared = mentions.filter(pl.col("comparing") & ~pl.col("brand_names_it")).select("subject_id").unique()
    return compared.with_columns(compares=pl.lit(value=True))


def _of_the_offer(offers: pl.DataFrame) -> pl.LazyFrame:
    return offers.lazy().select(
        *("subject_id", "brand", "brand_is_placeholder", "goods_type", "is_used", "gtin", "gtin_14"),
        *("price", "sale_price", "price_currency", "external_seller_id", "inspired_text", "inspired_field"),
        *(f"bestseller_{name}" for name in PUBLISHED),
        *("seen_at", "marketplace"),
    )


def _word_use() -> pl.Expr:
    """A mark that is a word is used as a word where the title reads so, or where only the description has it; a name
    of two or three letters is a code of another's goods where the brand field names that other."""
    as_word = pl.col("is_word") & pl.col("plain") & (pl.col("reading").fill_null(WORD) == WORD)
    return (as_word & ~pl.col("brand_names_it")) | (pl.col("short") & pl.col("brand_is_other"))
