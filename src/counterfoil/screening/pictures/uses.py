"""Which rights does an offer use by its pictures alone? The mark that the text hides is lettered on the goods.

A picture that letters a mark, or that is a known picture of a right's goods, uses that right as a title does that names
it: price, goods and seller are asked about alike. Where the text names any mark of the same owner, nothing is hidden.
"""

import numpy as np
import polars as pl

from counterfoil.screening import kernel_uses as kernel
from counterfoil.screening.company_rows import Named, named_in, of_marks
from counterfoil.screening.mentions import NONE, Mentions
from counterfoil.screening.pictures.given import PictureTables
from counterfoil.screening.pictures.known import known_rows
from counterfoil.screening.references import References
from counterfoil.screening.use_rows import use_rows
from counterfoil.text.columns import columns_at
from counterfoil.text.mark_scan import find_all

LEAST_CONFIDENCE = 0.8  # of the reader: below, letters are often others
SHOWN = {"subject_id": pl.String, "mark_number": pl.Int64, "image_id": pl.String, "words": pl.String}
NOWHERE = {"named_in_title": False, "spelled_in_title": False, "named_in_brand": False}


def owners_named(named: Named | None, rows: pl.DataFrame, references: References) -> pl.DataFrame:
    """Return `subject_id` and `owner` of the marks that the text of an offer names."""
    if named is None:
        return pl.DataFrame(schema={"subject_id": pl.String, "owner": pl.String})
    (offers,) = columns_at(rows, ["subject_id"], named.pairs[kernel.PAIR_OFFER])
    (owners,) = of_marks(references.marks, ["owner"], named.pairs[kernel.PAIR_MARK])
    return pl.DataFrame([offers, owners.alias("owner")]).drop_nulls().unique(maintain_order=True)


def uses_on_pictures(
    pictures: PictureTables, owners: pl.DataFrame, rows: pl.DataFrame, references: References
) -> pl.DataFrame:
    """Return the rows of `use_rows` for rights that pictures alone use, with `image_id` and `words`, null where the
    picture is a known one. `owners` are those of the marks in the text, `rows` come from `offer_rows`."""
    shown = _hidden(shown_marks(pictures, references), owners, references)
    of_offers = rows.filter(pl.col("subject_id").is_in(shown["subject_id"].implode()))
    named = named_in(_as_mentions(shown, of_offers), of_offers, references)
    used = use_rows(named, of_offers, references)
    marks = pl.Series("mark_number", named.pairs[kernel.PAIR_MARK][used.pairs], dtype=pl.Int64)
    uses = used.rows.with_columns(marks).filter(~pl.col("brand_names_it") & ~pl.col("goods_outside"))
    bare = uses.with_columns(
        pl.lit(None, dtype=uses.schema[name]).alias(name) for name in ("first_seen", "first_start", "first_end")
    ).with_columns(pl.lit(value).alias(name) for name, value in NOWHERE.items())
    once = shown.unique(["subject_id", "mark_number"], keep="first", maintain_order=True)
    return bare.join(once, on=["subject_id", "mark_number"], how="left", maintain_order="left")


def shown_marks(pictures: PictureTables, references: References) -> pl.DataFrame:
    """Return SHOWN: the marks on pictures, by their words first. Marks that are ordinary words, or as short as a code,
    are left out: three letters on a box are everybody's."""
    known = known_rows(pictures, references.marks.rights).filter(pl.col("mark_number").is_not_null())
    by_picture = known.select("subject_id", "mark_number", "image_id", words=pl.lit(None, dtype=pl.String))
    return pl.concat([_lettered(pictures.texts, references), by_picture])


def _lettered(texts: pl.DataFrame, references: References) -> pl.DataFrame:
    sure = texts.filter(pl.col("confidence") >= LEAST_CONFIDENCE)
    if sure.is_empty():
        return pl.DataFrame(schema=SHOWN)
    of_picture = sure.group_by("offer_id", "image_id", maintain_order=True).agg(pl.col("text").str.join(" "))
    found = find_all(of_picture["text"], references.marks.names, slips=False)
    plain = found.filter((pl.col("kind") == "mark") & (pl.col("manner") == "plain"))
    told = plain.select(
        subject_id=of_picture["offer_id"].gather(plain["row"]),
        mark_number="mark",
        image_id=of_picture["image_id"].gather(plain["row"]),
        text=of_picture["text"].gather(plain["row"]),
        start="start",
        end="end",
    ).with_columns(words=pl.col("text").str.slice(pl.col("start"), pl.col("end") - pl.col("start")))
    marks = references.marks.marks.filter(~pl.col("is_word") & pl.col("mark").is_not_null()).select("mark_number")
    own = told.join(marks, on="mark_number", how="semi", maintain_order="left")
    return own.filter(pl.col("words").str.len_chars() > kernel.LONGEST_SHORT_NAME).select(list(SHOWN))


def _hidden(shown: pl.DataFrame, told: pl.DataFrame, references: References) -> pl.DataFrame:
    """Return the marks of owners whose marks the text names nowhere."""
    owners = references.marks.marks.select("mark_number", "owner")
    of_owners = shown.join(owners, on="mark_number", how="left", maintain_order="left")
    left = of_owners.join(told, on=["subject_id", "owner"], how="anti", maintain_order="left")
    return left.select(list(SHOWN))


def _as_mentions(shown: pl.DataFrame, offers: pl.DataFrame) -> Mentions:
    """Return the marks as mentions, as if a title named them plainly and nothing stood beside them."""
    order = offers.select("subject_id").with_row_index("offer")
    once = shown.select("subject_id", "mark_number").unique(maintain_order=True)
    placed = once.join(order, on="subject_id", maintain_order="left").sort("offer", maintain_order=True)
    places = np.zeros((len(NONE), placed.height), dtype=np.int64)
    places[kernel.OFFER], places[kernel.MARK] = placed["offer"].to_numpy(), placed["mark_number"].to_numpy()
    places[kernel.FIELD], places[kernel.KIND], places[kernel.MANNER] = kernel.TITLE, kernel.NAME, kernel.PLAIN
    return Mentions(places, pl.repeat("on a picture", placed.height, eager=True))
