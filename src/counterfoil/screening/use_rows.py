"""How does each offer use each mark? One row per offer and mark, held against one right."""

import polars as pl

from counterfoil.screening.authorisations import with_authorisations
from counterfoil.screening.naming import AS_A_MARK
from counterfoil.screening.price_rows import with_prices
from counterfoil.screening.references import References
from counterfoil.screening.right_rows import with_right, with_seller

LONGEST_SHORT_NAME = 3  # letters: LV, CK, YSL are names of goods' makers, and model codes of everybody else
OF_THE_MARK = ["mark", "mark_key", "owner", "is_word", "house_number", "house_mark", "house_key"]


def use_rows(mentions: pl.DataFrame, offers: pl.DataFrame, references: References) -> pl.DataFrame:
    """Return one row per offer and right for evidence of scope `use`.

    `mentions` come from `with_company`, `offers` from `offer_rows`. Marks named in the description alone are used
    for talk, not for trade: they stay out of the questions of price and goods (`used_as_mark` is false).
    """
    compared = mentions.filter(pl.col("comparing") & ~pl.col("brand_names_it")).select("subject_id").unique()
    uses = _summed(mentions.filter(pl.col("mark").is_not_null())).with_columns(
        compares=pl.col("subject_id").is_in(compared["subject_id"].implode())
    )
    rows = uses.join(_of_the_offer(offers), on="subject_id", how="left").with_columns(word_use=_word_use())
    resembles = pl.col("brand_is_other") & ~pl.col("spelled")  # another maker's name, one letter away
    named = (pl.col("named_in_title") | pl.col("named_in_brand")) & ~pl.col("word_use") & ~resembles
    rows = rows.with_columns(used_as_mark=named)
    sold = with_authorisations(with_seller(with_right(rows, references), references), references)
    return with_prices(sold, references)


def _summed(mentions: pl.DataFrame) -> pl.DataFrame:
    in_title = pl.col("field") == "title"
    named = AS_A_MARK | (pl.col("name_kind") == "remainder")
    sums = mentions.group_by(["subject_id", "mark_number", *OF_THE_MARK], maintain_order=True).agg(
        named_in_title=(in_title & named).any(),
        spelled_in_title=(in_title & AS_A_MARK & (pl.col("manner") != "misspelled")).any(),
        named_in_brand=(pl.col("field") == "brand").any(),
        spelled=(pl.col("manner") != "misspelled").any(),
        plain=(pl.col("manner") == "plain").all(),
        short=(pl.col("seen").str.len_chars() <= LONGEST_SHORT_NAME).all(),
        heads_the_title=(in_title & pl.col("at_start") & pl.col("capitalised")).any(),
        brand_names_it=pl.col("brand_names_it").any(),
        brand_is_other=pl.col("brand_is_other").all(),
        house_named=pl.col("house_named").any() | pl.col("brand_names_it").any(),
        first_seen=pl.col("seen").filter(in_title).first(),
        first_start=pl.col("start").filter(in_title).first(),
        first_end=pl.col("end").filter(in_title).first(),
    )
    return sums.join(_only_talk(mentions), on=["subject_id", "mark_number"], how="left").with_columns(
        only_nominative=(pl.col("only_nominative") & ~pl.col("brand_names_it")).fill_null(value=False),
        only_denied=(pl.col("only_denied") & ~pl.col("only_nominative")).fill_null(value=False),
    )


def _only_talk(mentions: pl.DataFrame) -> pl.DataFrame:
    """Return whether title and brand field name the mark only to say what the goods fit, or what they are not."""
    talk = mentions.filter(pl.col("field").is_in(["title", "brand"]))
    return talk.group_by("subject_id", "mark_number").agg(
        only_nominative=(pl.col("nominative") & ~pl.col("comparing")).all(),
        only_denied=(pl.col("denied") | pl.col("nominative")).all(),
    )


def _of_the_offer(offers: pl.DataFrame) -> pl.DataFrame:
    return offers.select(
        *("subject_id", "brand", "brand_is_placeholder", "goods_type", "is_used", "gtin", "gtin_14"),
        *("price", "sale_price", "price_currency", "external_seller_id", "inspired_text", "inspired_field"),
        *("seen_at", "marketplace"),
    )


def _word_use() -> pl.Expr:
    """A mark that is a word is used as a word unless the brand field names it, or nobody, and it heads the title; a
    name of two or three letters is a code of another's goods where the brand field names that other."""
    as_mark = pl.col("brand_names_it") | (pl.col("heads_the_title") & ~pl.col("brand_is_other"))
    as_word = pl.col("is_word") & pl.col("plain") & ~as_mark
    return as_word | (pl.col("short") & pl.col("brand_is_other"))
