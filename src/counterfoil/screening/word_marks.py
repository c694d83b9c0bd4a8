"""Does a word that is also a mark stand in a title as the mark, or as the word? Apple, target, polo, coach.

What speaks for either is added up in points, below. What each is worth was set on the development halves of
tests/spec/word_marks and of benchmarks/screening; docs/spec/word-marks.md shows all titles, benchmarks/word_marks
measures them.
Sources: a word used otherwise than as a mark, 15 USC 1115(b)(4); similar goods, CJEU C-39/97.
"""

from functools import cache

import numpy as np
import numpy.typing as npt
import polars as pl

from counterfoil.codes.goods_classes import offer_classes, right_classes, with_related
from counterfoil.few_rows.column import as_column
from counterfoil.few_rows.table import table
from counterfoil.screening import kernel_uses as kernel
from counterfoil.screening.company_rows import Named
from counterfoil.screening.references import References
from counterfoil.screening.word_neighbours import beside, is_any, is_neighbour, names_goods
from counterfoil.text.columns import columns_at, values_at
from counterfoil.text.hashing import Numbers
from counterfoil.text.kernel_around import CAPITALISED, HEADS, NOMINATIVE

MARK, UNSURE, WORD = "mark", "unsure", "word"
READING = pl.Enum([MARK, UNSURE, WORD])
_READINGS = pl.Series("reading", [MARK, UNSURE, WORD, None], dtype=READING)
_NOT_ASKED = -1_000  # below what any points come to
FROM_MARK, TO_WORD = 4, -2  # points from which on it is the mark, and down to which it is the word
BRAND_NAMES, BRAND_OTHER, HOUSE_NAMED = 9, -5, 4  # another's brand field says nothing of a mark that the goods fit
HEADS_TITLE = 2
DISTINCT_CAPITAL, SMALL_LETTER = 3, -5
GOODS_COVERED, CLASS_AGREES, CLASS_CONFLICTS = 3, 2, -4
NAMES_GOODS, NEIGHBOUR, ARTICLE, LOOSE_NEIGHBOUR, HYPHEN, NUMBER_BEFORE = -5, -5, -4, -2, -4, -2
MAKER_WORD, MODEL, POSSESSIVE, FITS = 4, 2, 1, 2
MOSTLY = 0.5  # share of small first letters among the other words from which on a capital tells something
MOST_CLASSES = 8  # a category that holds more classes says too little to agree with any

_LONG_WORD = r"\p{L}[\p{L}'’]{2,}"  # shorter words have no capital in titles of capitals either
_MAKER_BEFORE = (
    r"(?i)\b(by|von|par|original|originale|authentic|genuine|echter?|echte[ns]|brand|marke|marque|marca)\s+$"
)
_MAKER_AFTER = r"(?i)^\s?[®™℠]|^\s+(by|von|par)\s+\p{L}"
_MODEL_AFTER = r"^\s+\p{Lu}{1,3}[- ]?\d{1,4}\b"
_FITS_BEFORE = r"(?i)\b(for|fits|für|pour|para|per|dla|voor)\s+((your|the|die|das|den|le|la|el)\s+)?$"
_JOINED = (r"\p{L}[-‑]$", r"^[-‑]\p{L}")


def word_readings(named: Named, offers: pl.DataFrame, references: References) -> pl.Series:
    """Return the `reading` (MARK, UNSURE or WORD) of each pair whose mark is a word that a title names; else null.

    `offers` come from `offer_rows`. Of several mentions the likeliest mark counts.
    """
    points = np.full(named.pairs.shape[1], _NOT_ASKED)
    asked = _asked(named.mentions.places, references)
    if len(asked):
        rows = _rows(named, asked, offers, references).with_columns(_around())
        rows = _with_goods_covered(rows, references.once(_covered)).with_columns(_fits())
        told = rows.with_columns(_beside()).select(_points())["points"].to_numpy()
        np.maximum.at(points, named.pair_of[asked], told)
    read = np.where(points >= FROM_MARK, 0, np.where(points <= TO_WORD, 2, 1))
    return values_at(_READINGS, np.where(points == _NOT_ASKED, 3, read))


def _asked(places: Numbers, references: References) -> Numbers:
    """Return which mentions name a mark that is a word plainly in a title."""
    is_word = references.once(_are_words)
    plain = (places[kernel.FIELD] == kernel.TITLE) & (places[kernel.MANNER] == kernel.PLAIN)
    asked = np.flatnonzero(plain & (places[kernel.KIND] == kernel.NAME) & (places[kernel.MARK] < len(is_word)))
    told: Numbers = asked[is_word[places[kernel.MARK, asked]]]
    return told


def _are_words(references: References) -> npt.NDArray[np.bool_]:
    """Return of each mark whether it is a word."""
    told: npt.NDArray[np.bool_] = references.marks.marks["is_word"].to_numpy()
    return told


def _rows(named: Named, asked: Numbers, offers: pl.DataFrame, references: References) -> pl.DataFrame:
    """Return a row for each of these mentions: its offer, its mark, and the words around it."""
    places, pairs = named.mentions.places[:, asked], named.pair_of[asked]
    title, *goods = columns_at(offers, ("title", "goods_type", "google_product_category"), places[kernel.OFFER])
    classes = references.once(_classes)
    around = {"nominative": NOMINATIVE, "at_start": HEADS, "capitalised": CAPITALISED}
    return table(
        [
            title,
            goods[0],
            offer_classes(*goods),
            *columns_at(classes, classes.columns, places[kernel.MARK]),
            *columns_at(named.brands, named.brands.columns, pairs),
            named.told(kernel.HOUSE_NAMED)[pairs].alias("house_named"),
            named.mentions.seen[asked].alias("seen"),
            as_column("start", places[kernel.START]),
            as_column("end", places[kernel.END]),
            *(as_column(name, (places[kernel.AROUND] & flag) != 0) for name, flag in around.items()),
        ]
    )


def _classes(references: References) -> pl.DataFrame:
    """Return for each mark `mark_number`, `mark_classes` (all classes that rights give it or that its goods lie in, as
    bits) and `related_classes`, those and the classes related to them."""
    marks = references.marks
    exact = marks.goods.filter("exact").group_by("goods_number").agg("product_type")
    no_numbers = pl.Series([None], dtype=pl.List(pl.Int64)).new_from_index(0, exact.height)
    of_goods = exact.select("goods_number", right_classes(no_numbers, exact["product_type"]).alias("of_goods"))
    rights = marks.rights.select("mark_number", "nice_classes", "goods_number")
    no_types = pl.Series([None], dtype=pl.List(pl.String)).new_from_index(0, rights.height)
    given = right_classes(rights["nice_classes"], no_types)
    typed = rights.join(of_goods, on="goods_number", how="left", maintain_order="left")["of_goods"]
    classes = given.zip_with(given.is_not_null(), typed)
    of_rights = rights.select("mark_number", classes.alias("mark_classes"))
    found = of_rights.group_by("mark_number").agg(pl.col("mark_classes").bitwise_or()).sort("mark_number")
    return found.with_columns(with_related(found["mark_classes"]).alias("related_classes"))


def _covered(references: References) -> pl.DataFrame:
    """Return `mark_number`, `goods_type` and `goods_covered`: the kinds of goods that some right of a mark names, for
    the marks that are words."""
    marks = references.marks
    numbers = marks.rights.select("mark_number", "goods_number")
    worded = numbers.join(marks.marks.filter("is_word"), on="mark_number", how="semi")
    of_rights = worded.join(marks.goods.filter("exact"), on="goods_number")
    return of_rights.select("mark_number", goods_type="product_type", goods_covered=pl.lit(value=True)).unique()


def _with_goods_covered(rows: pl.DataFrame, covered: pl.DataFrame) -> pl.DataFrame:
    """Add `goods_covered`: some right of the mark names the offer's goods."""
    joined = rows.join(covered, on=["mark_number", "goods_type"], how="left", maintain_order="left")
    return joined.with_columns(_COVERED)


_BEFORE, _AFTER = pl.col("before"), pl.col("after")
_COVERED = pl.col("goods_covered").fill_null(value=False)
_HAS_CAPITAL, _HAS_SMALL = pl.col("around").str.contains(r"\p{Lu}"), pl.col("around").str.contains(r"\p{Ll}")


@cache
def _around() -> tuple[pl.Expr, ...]:
    before, after = pl.col("title").str.slice(0, pl.col("start")), pl.col("title").str.slice(pl.col("end"))
    return (
        before.alias("before"),
        after.alias("after"),
        pl.concat_str(before, after, separator=" ").alias("around"),
        pl.col("seen").str.to_lowercase().alias("word"),
    )


@cache
def _beside() -> tuple[pl.Expr, ...]:
    return tuple(word.alias(name) for name, word in beside(_BEFORE, _AFTER).items())


@cache
def _points() -> pl.Expr:
    worths = [pl.when(holds).then(worth).otherwise(0) for holds, worth in [*_of_offer(), *_of_words(), *_of_case()]]
    return pl.sum_horizontal(worths).cast(pl.Int64).alias("points")


@cache
def _fits() -> pl.Expr:
    """The title says that the goods fit those of the mark; "for the keen gardener", with a small letter, does not."""
    named_so = pl.col("nominative") | _BEFORE.str.contains(_FITS_BEFORE)
    return (named_so & (pl.col("capitalised") | ~_HAS_CAPITAL)).alias("fits")


def _of_offer() -> list[tuple[pl.Expr, int]]:
    goods = pl.col("offer_classes")
    tells = goods.bitwise_count_ones() <= MOST_CLASSES
    covered = pl.col("goods_covered")
    return [
        (pl.col("brand_names_it"), BRAND_NAMES),
        (pl.col("brand_is_other") & ~pl.col("fits"), BRAND_OTHER),
        (pl.col("house_named"), HOUSE_NAMED),
        (covered, GOODS_COVERED),
        (~covered & tells & ((goods & pl.col("mark_classes")) != 0), CLASS_AGREES),
        (~covered & ((goods & pl.col("related_classes")) == 0), CLASS_CONFLICTS),
    ]


def _of_words() -> list[tuple[pl.Expr, int]]:
    own = is_neighbour(pl.col("word"))
    hyphened = _BEFORE.str.contains(_JOINED[0]) | _AFTER.str.contains(_JOINED[1])
    return [
        (names_goods(pl.col("word"), pl.col("goods_type")), NAMES_GOODS),
        (own, NEIGHBOUR),
        (is_any("before", "before"), ARTICLE),
        ((is_any("before", "loosely_before") & ~pl.col("fits")) | is_any("after", "loosely_after"), LOOSE_NEIGHBOUR),
        (hyphened, HYPHEN),
        (_BEFORE.str.contains(r"\d\s+$"), NUMBER_BEFORE),
        (_BEFORE.str.contains(_MAKER_BEFORE) | _AFTER.str.contains(_MAKER_AFTER), MAKER_WORD),
        (_AFTER.str.contains(_MODEL_AFTER), MODEL),
        (_AFTER.str.contains(r"^['’]s\b") & pl.col("capitalised"), POSSESSIVE),
        (pl.col("fits"), FITS),
    ]


def _of_case() -> list[tuple[pl.Expr, int]]:
    """The first word of a title has its capital for its place, and in titles of capitals every word has."""
    others = pl.concat_list(_BEFORE.str.extract_all(_LONG_WORD).list.slice(1), _AFTER.str.extract_all(_LONG_WORD))
    small = others.list.eval(pl.element().str.contains(r"^\p{Ll}")).list.mean()
    capitals = others.list.eval(pl.element().str.contains(r"^\p{Lu}+$")).list.mean()
    in_capitals = pl.col("seen").str.contains(r"^\P{Ll}{3,}$") & (capitals <= 1 - MOSTLY)
    within = pl.col("capitalised") & ~pl.col("at_start") & (small >= MOSTLY)
    return [
        (pl.col("at_start") & (pl.col("capitalised") | ~_HAS_CAPITAL), HEADS_TITLE),
        (in_capitals | within, DISTINCT_CAPITAL),
        (~pl.col("capitalised") & _HAS_CAPITAL, SMALL_LETTER),
    ]
