"""What does the rest of the offer say of a mark that it names: does the brand field name it, is its house named?"""

from typing import NamedTuple

import numpy as np
import polars as pl

from counterfoil.few_rows.column import as_column
from counterfoil.few_rows.table import table
from counterfoil.screening import kernel_uses as kernel
from counterfoil.screening.marks import Marks
from counterfoil.screening.mentions import Mentions
from counterfoil.screening.references import References
from counterfoil.text.columns import columns_at
from counterfoil.text.hashing import Numbers

KEEPS_ITS_NAME = 4  # letters from which one name held in another says that both mean the same maker


class Named(NamedTuple):
    """The mentions, the pair of offer and mark of each (`pair_of`), the pairs as lines of `kernel_uses`, and what the
    brand field says of each: `brand_names_it`, `brand_is_other`."""

    mentions: Mentions
    pair_of: Numbers
    pairs: Numbers
    brands: pl.DataFrame

    def told(self, flag: int) -> pl.Series:
        """Return for each pair whether its mentions come to a flag of `kernel_uses`."""
        return as_column("", (self.pairs[kernel.PAIR_FLAGS] & flag) != 0)

    def never(self, flag: int) -> pl.Series:
        """Return for each pair whether none of its mentions comes to a flag."""
        return as_column("", (self.pairs[kernel.PAIR_FLAGS] & flag) == 0)


def named_in(mentioned: Mentions, offers: pl.DataFrame, references: References) -> Named:
    """Return the mentions with what the brand field says of their marks.

    The brand field names a mark when it mentions the mark, its house or a mark of the same owner, when it is the
    owner's name, or when one of the two names holds the other ("US Polo" and U.S. Polo Assn.). It is another's when it
    names somebody else. It writes the mark when it mentions one of the owner's plainly: what stands beside it in
    another spelling is then a slip, and hides nothing.
    """
    pairs, pair_of = kernel.pairs_of(mentioned.places, *references.once(houses_and_owners))
    given = columns_at(offers, ("brand_key", "brand_is_placeholder"), pairs[kernel.PAIR_OFFER])
    marks = of_marks(references.marks, ["mark_key", "house_key", "owner_key"], pairs[kernel.PAIR_MARK])
    in_brand = (pairs[kernel.PAIR_FLAGS] & (kernel.HOUSE_IN_BRAND | kernel.OWNER_IN_BRAND)) != 0
    names = zip(given[0], *marks, strict=True)
    held = [brand is not None and _names(brand, *others) for brand, *others in names]
    names_it = in_brand | np.array(held, dtype=np.bool_)
    is_told = [bool(brand) and not nobody for brand, nobody in zip(*given, strict=True)]
    is_other = np.array(is_told, dtype=np.bool_) & ~names_it
    brands = table([as_column("brand_names_it", names_it), as_column("brand_is_other", is_other)])
    return Named(mentioned, pair_of, pairs, brands)


def of_marks(marks: Marks, columns: list[str], numbers: Numbers) -> list[pl.Series]:
    """Return columns of the marks of these numbers; null for a house mark that no right on the list protects."""
    unknown = numbers >= marks.marks.height
    if not unknown.any():
        return columns_at(marks.marks, columns, numbers)
    rows = pl.Series([row if row < marks.marks.height else None for row in numbers.tolist()], dtype=pl.Int64)
    return [marks.marks[column].gather(rows) for column in columns]


def houses_and_owners(references: References) -> tuple[Numbers, Numbers]:
    """Return for each mark, by its number, the number of its house mark or NONE, and a number for its owner."""
    marks = references.marks.marks
    owners = np.unique(marks["owner"].to_numpy().astype(str), return_inverse=True)[1]
    return marks["house_number"].fill_null(kernel.NONE).to_numpy(), owners.astype(np.int64)


def _names(brand: str, mark: str | None, house: str | None, owner: str | None) -> bool:
    """Say whether a brand field is the owner's name or most of it ("Halvorsen Sport" of Halvorsen Sport AS), or it and
    the mark or its house hold one another."""
    if owner is not None and owner.startswith(brand) and len(brand) * 2 >= len(owner):
        return True
    return any(_hold(brand, name) for name in (mark, house) if name is not None)


def _hold(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= KEEPS_ITS_NAME and (one in other or other in one)
