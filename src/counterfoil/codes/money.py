"""Which amount, in which currency, does a price say?

Reads one money phrase per text: the first number that stands beside a currency, else the first number. Amount
and currency come out of the same phrase, so "2 x US $5.00" is 5 dollars and never 2. How numbers are grouped
follows CLDR (https://cldr.unicode.org, number symbols): point, comma, blank or apostrophe, and the Indian
1,29,999. The drawn table in tests/codes/test_money.py is the manual.
"""

import re

import polars as pl

from counterfoil.codes import currency as currencies

PRECISION, SCALE = 18, 4  # of every amount of money in this project

# A run of digits and marks, judged as a whole: the malformed "1.299.00" is no number, rather than 1.299.
_NUMBER = r"[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]+)?\b|[0-9](?:[0-9.,'’]*[0-9])?(?: ?E[+-]?[0-9]{1,2}\b)?"
_GAP = "[ :(]{0,2}"


def _any_of(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_PREFIXES = _any_of([form[:-1] for form in currencies.PREFIXED] + sorted(currencies.CODES))
_WORDS = _any_of([*currencies.WORDS, *currencies.CODES])
_SIGN = rf"(?:\b(?:{_PREFIXES})\.? ?)?\p{{Sc}}"


def _minus(group: str) -> str:
    """A minus touches what it negates, unless it opens the text: "Price - 20" is 20."""
    return rf"(?P<{group}>^ ?- ?|[^\w\p{{Sc}}]-)?"


def _number(group: str) -> str:
    return rf"(?P<{group}>{_NUMBER})"


def _after(group: str) -> str:
    return rf"{_GAP}(?P<{group}>{_SIGN}|\b(?:{_WORDS})\b)"


_BEFORE = rf"(?P<before>{_SIGN}|\b(?:{_WORDS})\.?){_GAP}(?P<inner_minus>-)? ?"
_LED = _minus("led_minus") + _BEFORE + _number("led") + f"(?:{_after('led_after')})?"
_TRAILED = _minus("trailed_minus") + _number("trailed") + _after("trailed_after")
_MARKED = f"(?i)(?:{_LED})|(?:{_TRAILED})"
_BARE = "(?i)" + _minus("bare_minus") + _number("bare")

# shape of the run of digits → the marks that only group, and the mark that stands before the decimals
_SHAPES = (
    (r"^[0-9]+(?:\.[0-9]+)?(?:E[+-]?[0-9]+)?$", "", "."),  # a single point is a decimal point: 1.299 < 2
    (r"^[1-9][0-9]{0,2}(?:,[0-9]{2,3})*,[0-9]{3}(?:\.[0-9]+)?$", ",", "."),
    (r"^[0-9]+,[0-9]+$", "", ","),
    (r"^[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+$", ".", ","),
    (r"^[0-9]{1,3}(?:\.[0-9]{3}){2,}$", ".", ","),
    (r"^[0-9]{1,3}(?:['’][0-9]{3})+(?:\.[0-9]+)?$", "'’", "."),
    (r"^[0-9]{1,3}(?:['’][0-9]{3})+,[0-9]+$", "'’", ","),
)


def amount(text: pl.Expr) -> pl.Expr:
    """Return the number that a price text states as Decimal(18, 4), rounded; null where none is readable."""
    marked = _first("led", "trailed").is_not_null()
    minus = pl.when(marked).then(_first("led_minus", "trailed_minus", "inner_minus")).otherwise(_first("bare_minus"))
    run = _first("led", "trailed", "bare").str.to_uppercase().str.replace_all(" ", "", literal=True)
    phrase = _groups(text).struct.with_fields(minus.is_not_null().alias("negative"), run.alias("run"))
    size = _read(pl.field("run"))
    signed = pl.when(pl.field("negative")).then(-size).otherwise(size)
    return phrase.struct.with_fields(signed.alias("amount")).struct.field("amount")


def currency(text: pl.Expr) -> pl.Expr:
    """Return the ISO 4217 code that stands beside the number, or is the whole text; null where it is unknown,
    shared by several currencies (a bare "$"), or contradicted ("€32 USD")."""
    whole = pl.when(_first("led", "trailed").is_null()).then(pl.field("plain"))
    phrase = _groups(text).struct.with_fields(
        _code(_first("before")).alias("front"),
        _code(_first("led_after", "trailed_after")).alias("back"),
        _code(whole).alias("alone"),
    )
    front, back = pl.field("front"), pl.field("back")
    agreed = front.is_null() | back.is_null() | (front == back)
    beside = pl.when(agreed).then(pl.coalesce(front, back, pl.field("alone")))
    return phrase.struct.with_fields(beside.alias("currency")).struct.field("currency")


def _groups(text: pl.Expr) -> pl.Expr:
    """One struct per text, so that each pattern runs once however often its groups are asked for."""
    plain = _prepared(text)
    return pl.struct(
        plain.alias("plain"),
        plain.str.extract_groups(_MARKED).alias("marked"),
        plain.str.extract_groups(_BARE).alias("unmarked"),
    )


def _first(*names: str) -> pl.Expr:
    def group(name: str) -> pl.Expr:
        return pl.field("unmarked" if name.startswith("bare") else "marked").struct.field(name)

    return pl.coalesce(group(name) for name in names)


def _prepared(text: pl.Expr) -> pl.Expr:
    """One kind of blank and minus; ",-" spelled out, shares of a hundred away, ".99" led by a nought."""
    plain = text.cast(pl.String).str.normalize("NFKC").str.replace_all("[−–—]", "-")
    plain = plain.str.replace_all(r"\s+", " ").str.strip_chars()
    plain = plain.str.replace_all("([0-9]),-", "$1,00").str.replace_all(r"[0-9][0-9.,]* ?%", "")
    plain = plain.str.replace_all(r"(^|[ \p{Sc}-])\.([0-9])", "${1}0.${2}")
    return plain.str.replace_all(r"([0-9])(\p{L})", "$1 $2")


def _read(run: pl.Expr) -> pl.Expr:
    readings = []
    for shape, grouping, decimal in _SHAPES:
        plain = run.str.replace_all(f"[{grouping}]", "") if grouping else run
        readings.append(pl.when(run.str.contains(shape)).then(plain.str.replace(decimal, ".", literal=True)))
    return pl.coalesce(readings).cast(pl.Decimal(PRECISION, SCALE), strict=False)


def _code(sign: pl.Expr) -> pl.Expr:
    compact = sign.str.to_uppercase().str.replace_all(r"[\s.:()]", "")
    known = currencies.PREFIXED | currencies.SIGNS | currencies.WORDS | {code: code for code in currencies.CODES}
    named = compact.replace_strict(known, default=None, return_dtype=pl.String)
    letters = compact.str.replace(r"\p{Sc}$", "")  # "USD $": the code speaks, the sign only repeats it
    return named.fill_null(letters.replace_strict(known, default=None, return_dtype=pl.String))
