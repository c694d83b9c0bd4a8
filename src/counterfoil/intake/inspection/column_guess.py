"""Which column of a file is which of ours? By the words of its header and the shapes of its values."""

from typing import NamedTuple

from counterfoil.intake.inspection.columns import Column
from counterfoil.intake.inspection.header_words import EXACT, SURE, fit
from counterfoil.intake.table_kinds import TableKind

_BY_SHAPE = 25  # for a column that only looks like it
_TITLES_FROM = 12  # characters on average, of a column that may be the title by its looks alone
_FITS = 20  # below this a header says nothing
_HALF, _MOST = 0.5, 0.9
_MUST_LOOK_LIKE = {  # a column that does not, for the most part, is not it
    "price": "price",
    "sale_price": "price",
    "price_floor": "price",
    "link": "url",
    "image_link": "url",
    "additional_image_link": "url",
    "price_currency": "currency",
    "currency": "currency",
    "seen_at": "time",
    "email": "email",
    "units": "number",
    "usd": "number",
}
_LOOKS_ALONE = (  # ours, the shape that gives it away without a word: only what is hardly anything else
    ("image_link", "image"),
    ("link", "url"),
    ("gtin", "gtin"),
    ("price", "priced in a currency"),
    ("price_currency", "currency"),
    ("condition", "condition"),
    ("email", "email"),
)


class Guess(NamedTuple):
    """Our column is `theirs`; `sure` where header and values agree."""

    theirs: Column
    sure: bool
    by_name: bool  # it has our own name: no mapping is needed


def guesses(columns: list[Column], kind: TableKind) -> dict[str, Guess]:
    """Return, for our columns of the table, which of theirs they are; each of theirs is used once."""
    claims = [
        (score, -place, ours, column)
        for place, column in enumerate(columns)
        for ours in kind.columns
        if (score := _score(column, kind, ours)) >= _FITS
    ]
    found: dict[str, Guess] = {}
    taken: set[str] = set()
    for score, _, ours, column in sorted(claims, key=lambda claim: claim[:3], reverse=True):
        if ours not in found and column.name not in taken:
            found[ours] = Guess(column, score >= SURE, score == EXACT)
            taken.add(column.name)
    _with_currency(found, [column for column in columns if column.name not in taken], kind)
    if "title" in kind.required and "title" not in found:
        longest = max((c for c in columns if c.name not in taken), key=_like_a_title, default=None)
        if longest is not None and _like_a_title(longest) >= _TITLES_FROM:
            found["title"] = Guess(longest, sure=False, by_name=False)
    return {ours: found[ours] for ours in kind.columns if ours in found}


def _with_currency(found: dict[str, Guess], others: list[Column], kind: TableKind) -> None:
    """Take for the price a column that also tells the currency, where nothing else does."""
    price = found.get("price")
    if price is None or "price_currency" in found or price.theirs.shapes.get("priced in a currency", 1) >= _HALF:
        return
    told = (c for c in others if c.shapes.get("priced in a currency", 0) >= _MOST and fit(c.name, kind.name, "price"))
    better = next(told, None)
    if better is not None:
        found["price"] = Guess(better, sure=True, by_name=False)


def _score(column: Column, kind: TableKind, ours: str) -> int:
    score = fit(column.name, kind.name, ours)
    if score == EXACT:
        return score
    shape = _MUST_LOOK_LIKE.get(ours)
    if shape and column.shapes and column.shapes[shape] < _HALF:
        return 0
    if not score:
        alone = [looks for name, looks in _LOOKS_ALONE if name == ours and column.shapes]
        if ours == "link" and column.shapes and column.shapes["image"] >= _MOST:
            return 0
        return _BY_SHAPE if any(column.shapes[looks] >= _MOST for looks in alone) else 0
    if ours == "id" and column.shapes and column.shapes["unique"] < _MOST:
        score -= EXACT - SURE
    if ours == "gtin" and column.shapes and column.shapes["gtin"] < _HALF:
        score -= EXACT - SURE
    if ours in ("title", "mark") and column.shapes and column.shapes["number"] > _HALF:
        return 0
    return score


def _like_a_title(column: Column) -> float:
    shapes = column.shapes
    odd = not shapes or shapes["url"] > _HALF or shapes["number"] > _HALF or shapes["time"] > _HALF
    return 0.0 if odd else min(shapes["length"], 10 * _TITLES_FROM) * shapes["unique"]


def claim(found: dict[str, Guess], kind: TableKind, columns: int) -> float:
    """Return how well a file of so many columns fits a table: the share of its columns that are surely known there,
    and more where all that the table must have is among them."""
    sure = sum(guess.sure for guess in found.values())
    known = [ours for ours in kind.required if ours in found]
    surely = all(ours in found and found[ours].sure for ours in kind.required)
    missing = len(kind.required) - len(known)
    return sure / max(columns, 1) + (0.5 if surely else 0) - 0.3 * missing
