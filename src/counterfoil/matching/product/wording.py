"""In what words are goods compared? Title and full text of each row, brought to one form of letters.

Whole columns at a time: compatibility forms, accents and look-alike letters are folded as `text.folding` folds them,
and signs other than those that hold numbers and codes together become blanks.
"""

import polars as pl

from counterfoil.text.lookalikes import CONFUSABLES, LOOKALIKES

LONGEST = 1_000  # characters of a full text that count: what tells goods apart stands at its beginning
_TRADE_SIGNS = "[™℠®©]"  # which would become letters
_READ_AS = {sign: read for sign, read in {**CONFUSABLES, **LOOKALIKES}.items() if not sign.isascii()}
_FULL = ("brand", "title", "model", "mpn", "description")


def wordings(goods: pl.DataFrame) -> pl.DataFrame:
    """Return `title`, `full` (all that names the goods), `brand` and `code` (their numbers), folded; never null."""
    return goods.select(
        title=_folded(pl.col("title")),
        full=_folded(pl.concat_str(_FULL, separator=" ", ignore_nulls=True).str.slice(0, LONGEST)),
        brand=_folded(pl.col("brand")),
        code=_folded(pl.concat_str("mpn", "model", separator=" ", ignore_nulls=True)),
    )


def _folded(column: pl.Expr) -> pl.Expr:
    """Return the column in small Latin letters where that can be, with single blanks; "" for null."""
    given = column.fill_null("")
    is_ascii = given.str.len_bytes() == given.str.len_chars()
    bare = given.str.replace_all(_TRADE_SIGNS, " ").str.normalize("NFKD").str.replace_all(r"\p{M}", "")
    letters = (
        pl.when(is_ascii).then(given).otherwise(bare.str.to_lowercase().str.replace_many(_READ_AS)).str.to_lowercase()
    )
    kept = letters.str.replace_all(r"[^\p{L}\p{N}.,/+'\"&#%-]", " ")
    return kept.str.replace_all(r"\s+", " ").str.strip_chars(" ")
