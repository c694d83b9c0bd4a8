"""What does a row of goods say of its colour, size, volume, count, voltage and the like?

Read from the columns of that name and from the title; a description often speaks of other variants as well, so it is
not asked. Each value is brought to one form ("0,5 l" and "500 ml" are both volume 500), so that equal means equal.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

import polars as pl

from counterfoil.codes import gtin

_HERE = Path(__file__).parent
COLOUR, SIZE, COUNT, CODE, NUMBER, GTIN = "colour", "size", "count", "code", "number", "gtin"
COLUMNS = ("size", "volume", "count", "voltage")  # of goods, read beside the title
_NUMBER = r"[0-9]+(?:[.,][0-9]+)*"
_WORD = r"[\p{L}\p{N}]+"
_CODE = r"[\p{L}\p{N}]+(?:[-./][\p{L}\p{N}]+)*"
_CROSSED_SIZE = r"(?:^|[ ,(/-])((?:[0-9]x|x{1,5})[sl])(?:$|[ ,)/-])"
_LETTER_SIZE = r"(?:, ?|\()([sml])(?:$|[ ,)/-])"
_SIZE_WORD = (
    r"(?:^| )(?:size|sz|taille|talla|taglia|grosse|maat) ?(?:eu|us|uk|it|fr|de)? ?"
    r"([0-9]{1,3}(?:[.,]5)?|[0-9]?x{0,5}[sml])(?:$|[ ,)/])"
)
_SIZE_OF = r"(?:^|[ ,(/])(eu|eur|us|uk|it|fr) ?([0-9]{1,2}(?:[.,]5)?)(?:$|[ ,)/])"
_BEDS = r"(?:^|[ ,])(twin|full|queen|king|small|medium|large)(?:$|[ ,])"
_SIZES = ((SIZE, _CROSSED_SIZE), (SIZE, _LETTER_SIZE), (SIZE, _SIZE_WORD), ("bed size", _BEDS))
_PACK_OF = r"(?:pack|set|box|case|bundle|lot|paquet|packung|pak) (?:of|de|von|van|a) ([0-9]{1,4})(?:$|[^0-9.,])"
_TIMES = r"(?:^|[ (,])([0-9]{1,3}) ?x [0-9]"
_SHORTEST_CODE, _SHORTEST_NUMBER = 4, 5  # characters of a code; digits of one that has no letter


@cache
def units() -> dict[str, tuple[str, float]]:
    """Return what each unit measures, and how many of the first of its kind it is."""
    tables = tomllib.loads((_HERE / "quantities.toml").read_text("utf-8"))
    return {unit: (kind, float(factor)) for kind, table in tables.items() for unit, factor in table.items()}


@cache
def colours() -> dict[str, str]:
    """Return, by folded word, the colour that it is compared as."""
    tables: dict[str, list[str]] = tomllib.loads((_HERE / "colours.toml").read_text("utf-8"))
    return {word: colour for colour, words in tables.items() for word in words}


@cache
def _quantity() -> str:
    longest_first = sorted(units(), key=len, reverse=True)
    named = "|".join(re.escape(unit) for unit in longest_first if unit[-1].isalpha())
    signs = "|".join(re.escape(unit) for unit in longest_first if not unit[-1].isalpha())
    return rf"({_NUMBER})[ -]?((?:{named})\b|{signs})"


def attributes(goods: pl.DataFrame, wording: pl.DataFrame) -> pl.DataFrame:
    """Return `row`, `kind` and `value`, distinct and in order; `wording` is that of the goods, as `wordings` has it."""
    rows = pl.int_range(pl.len(), dtype=pl.UInt32)
    asked = [
        goods.select(row=rows, text=pl.col(name).cast(pl.String).str.to_lowercase()).drop_nulls() for name in COLUMNS
    ]
    titles = wording.select(row=rows, text=_parted("title"))
    texts = pl.concat([titles, *asked]).with_columns(text=_parted("text"))
    columns = zip(COLUMNS, asked, strict=True)
    found = [
        _quantities(texts),
        *(_found(texts, pattern, COUNT) for pattern in (_PACK_OF, _TIMES)),
        *(_bare(texts_of, name) for name, texts_of in columns),
        *_sizes(texts),
        _colours(goods.select(row=rows, given=pl.col("colour")), titles),
        _codes(wording.select(row=rows, title=_parted("title"), code="code")),
        goods.select(row=rows, kind=pl.lit(GTIN), value=_valid_gtin()).drop_nulls(),
    ]
    return pl.concat(found).unique().sort("row", "kind", "value")


def _parted(name: str) -> pl.Expr:
    """Six bottles of 330 ml, written 6x330ml, are no code."""
    return pl.col(name).str.replace_all(r"([0-9]) ?x ?([0-9])", "$1 x $2")


def _valid_gtin() -> pl.Expr:
    code = pl.col("gtin")
    usable = ~gtin.has_bad_check_digit(code) & ~gtin.is_restricted(code)
    return pl.when(usable).then(gtin.normalised(code))


def _quantities(texts: pl.DataFrame) -> pl.DataFrame:
    """Numbers with a unit. A number within a code ("wh1000m") is none."""
    matches = texts.select("row", found=pl.col("text").str.extract_all(rf"(?:^|[^\p{{L}}\p{{N}}.,]){_quantity()}"))
    parts = pl.col("found").str.extract_groups(_quantity())
    read = matches.explode("found", empty_as_null=False, keep_nulls=False).select(
        "row", number=parts.struct.field("1"), unit=parts.struct.field("2")
    )
    known = pl.DataFrame(
        [(unit, kind, factor) for unit, (kind, factor) in units().items()],
        schema={"unit": pl.String, "kind": pl.String, "factor": pl.Float64},
        orient="row",
    )
    return read.join(known, on="unit").select("row", "kind", value=_plain(_amount("number") * pl.col("factor")))


def _amount(name: str) -> pl.Expr:
    """A comma before three digits parts thousands, any other one decimals."""
    whole = pl.col(name).str.replace_all(r",([0-9]{3})\b", "$1").str.replace_all(",", ".", literal=True)
    return whole.cast(pl.Float64, strict=False)


def _plain(amount: pl.Expr) -> pl.Expr:
    """Three figures that count: 3.4 fl oz and 100 ml are still told apart, 15.6 and 15.60 inches are not."""
    return amount.round_sig_figs(3).cast(pl.String).str.strip_suffix(".0")


def _bare(texts: pl.DataFrame, name: str) -> pl.DataFrame:
    """A number alone in a column of that name: count "6", voltage "230"."""
    numbers = texts.filter(pl.col("text").str.contains(rf"^\s*{_NUMBER}\s*$"))
    return numbers.select("row", kind=pl.lit(name), value=_plain(_amount("text"))).drop_nulls()


def _found(texts: pl.DataFrame, pattern: str, kind: str) -> pl.DataFrame:
    value = _plain(pl.col("text").str.extract(pattern).cast(pl.Float64, strict=False))
    return texts.select("row", kind=pl.lit(kind), value=value).drop_nulls()


def _sizes(texts: pl.DataFrame) -> list[pl.DataFrame]:
    of_place = pl.col("text").str.extract_groups(_SIZE_OF)
    return [
        texts.select(
            "row", kind=SIZE + " " + of_place.struct.field("1").str.slice(0, 2), value=of_place.struct.field("2")
        ).drop_nulls(),
        *(
            texts.select("row", kind=pl.lit(kind), value=_one_size(pl.col("text").str.extract(pattern))).drop_nulls()
            for kind, pattern in _SIZES
        ),
    ]


def _one_size(text: pl.Expr) -> pl.Expr:
    """XXL is 2XL."""
    crosses = text.str.extract(r"^(x{2,})").str.len_bytes().cast(pl.String)
    return pl.when(crosses.is_not_null()).then(crosses + "x" + text.str.extract("([sl])$")).otherwise(text)


def _colours(given: pl.DataFrame, titles: pl.DataFrame) -> pl.DataFrame:
    """The column where it is filled, else the words of the title."""
    told = given.select("row", text=pl.col("given").str.to_lowercase()).drop_nulls()
    silent = titles.join(told, on="row", how="anti")
    words = pl.concat([told, silent]).select("row", word=pl.col("text").str.extract_all(_WORD))
    return (
        words.explode("word", empty_as_null=False, keep_nulls=False)
        .select(
            "row",
            kind=pl.lit(COLOUR),
            value=pl.col("word").replace_strict(colours(), default=None, return_dtype=pl.String),
        )
        .drop_nulls()
    )


def _codes(wording: pl.DataFrame) -> pl.DataFrame:
    """Codes have letters and digits, or many digits; a number with its unit is none."""
    pieces = pl.concat(
        [wording.select("row", code=pl.col(name).str.extract_all(_CODE)) for name in ("title", "code")]
    ).explode("code", empty_as_null=False, keep_nulls=False)
    bare = pl.col("code").str.replace_all(r"[^\p{L}\p{N}]", "")
    digits, letters = bare.str.count_matches(r"[0-9]"), bare.str.count_matches(r"\p{L}")
    is_code = (bare.str.len_chars() >= _SHORTEST_CODE) & (digits > 0) & ((letters > 0) | (digits >= _SHORTEST_NUMBER))
    is_quantity = pl.col("code").str.contains(f"^{_quantity()}")
    codes = pieces.filter(is_code & ~is_quantity).select("row", kind=pl.lit(CODE), value=bare)
    numbers = pieces.filter(pl.col("code").str.contains(rf"^v?{_NUMBER}$"))
    versions = pl.col("code").str.strip_prefix("v").str.replace(r"\.0+$", "")
    return pl.concat([codes, numbers.select("row", kind=pl.lit(NUMBER), value=versions)])
