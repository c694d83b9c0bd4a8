"""Which goods are hazardous waste once they are destroyed? Batteries, perfume, aerosols …, from a sourced table."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

import polars as pl

from counterfoil.codes import hs
from counterfoil.codes.product_type import product_types, with_broader

_TABLE = Path(__file__).with_name("hazards.toml")


class Hazard(NamedTuple):
    """One kind of hazard: its UN numbers, and the product types, words and customs codes that tell it."""

    name: str
    un: tuple[str, ...]
    product_types: frozenset[str]
    words: re.Pattern[str]
    without: re.Pattern[str]
    codes: tuple[str, ...]

    @property
    def told(self) -> str:
        """The hazard in words, with its UN numbers."""
        return f"{self.name} (UN {', '.join(self.un)})" if self.un else self.name


@cache
def hazards() -> tuple[Hazard, ...]:
    """Return the hazards in the order of the table."""
    told = tomllib.loads(_TABLE.read_text("utf-8"))
    return tuple(
        Hazard(
            one["name"],
            tuple(one["un"]),
            frozenset(one.get("product_types", ())),
            _any_of(one["words"]),
            _any_of(one.get("not", ())),
            tuple(hs.normalise(code) for code in one["hs"]),
        )
        for one in told["hazard"]
    )


def hazards_of(title: str | None, *, code: str | None = None) -> list[str]:
    """Return the hazards of goods, in words, by the product type and words of their title and their customs code.

    Too many rather than too few: a manifest that was not needed does no harm. `code` that is no customs code tells
    nothing.
    """
    text = title or ""
    types = product_types(pl.Series([text], dtype=pl.String)).to_list()[0]
    broader = with_broader(types) if types else frozenset()
    digits = hs.normalise(code or "")
    found = [one for one in hazards() if _tells(one, text, broader) or (digits and digits.startswith(one.codes))]
    lithium = any(one.name == "lithium batteries" for one in found)
    return [one.told for one in found if not (lithium and one.name == "batteries")]  # the graver of the two


def _tells(hazard: Hazard, text: str, types: frozenset[str]) -> bool:
    if hazard.without.search(text):
        return False
    return bool(hazard.product_types & types) or hazard.words.search(text) is not None


def _any_of(words: object) -> re.Pattern[str]:
    """Return what finds one of the words as a whole word, behind a number too (5000mAh); of no words nothing."""
    every = [re.escape(str(word)) for word in words] if isinstance(words, list) else []
    return re.compile(rf"(?<![^\W\d])(?:{'|'.join(every)})(?!\w)" if every else r"(?!)", re.IGNORECASE)
