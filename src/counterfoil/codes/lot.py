"""By which form do lot numbers meet? "Lot 0821", "0821" and, where a spreadsheet ate the nought, "821" are one.

Source: GS1 General Specifications, application identifier 10 (batch or lot number: up to 20 letters, digits, signs).
"""

import polars as pl

_CALLED = r"^(?:LOT|BATCH|CHARGE|CHG|LOTE|LOTTO)(?:\s*(?:NO|NR|NUMBER|CODE))?[\s.:#-]+"
_NOTHING = r"^(?:0+|N/?A|NA|NONE|NULL|UNKNOWN|VARIOUS|MIXED|LOT|BATCH|-+)$"  # written where no lot is known
SHORT = 3  # letters and digits: so short a number is used by many makers


def normalised(lot: pl.Expr) -> pl.Expr:
    """Return capital letters and digits alone, a number without its leading noughts; null where no lot is named."""
    named = lot.str.strip_chars().str.to_uppercase().str.replace(_CALLED, "")
    bare = pl.when(~named.str.contains(_NOTHING)).then(named.str.replace_all(r"[^\p{L}\p{N}]", ""))
    number = pl.when(bare.str.contains(r"^\d+$")).then(bare.str.strip_chars_start("0")).otherwise(bare)
    return pl.when(number != "").then(number)


def is_short(lot: pl.Expr) -> pl.Expr:
    """Return whether the lot, as written, has so few letters and digits that many makers may use it."""
    return (
        lot.str.to_uppercase().str.replace(_CALLED, "").str.replace_all(r"[^\p{L}\p{N}]", "").str.len_chars() <= SHORT
    )
