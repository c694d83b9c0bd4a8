"""What is one kind of evidence?

A small function that returns a `Sign`: Polars expressions that say when it is seen and what was seen. Its docstring
*is* the full sentence for the reviewer and the court, with places in braces that are filled from the row; beside it
stand the sentence for the seller (facts and ground, no method, nobody else's data) and the source of the idea.
"""

import dataclasses
from collections.abc import Callable, Mapping
from string import Formatter

import polars as pl

SCOPES = (
    "offer",
    "word",
    "mention",
    "use",
    "picture",
    "pair",
    "seller",
    "serial",
    "shipment",
)  # a row per offer; replica word; mark; offer and right; picture; goods sought and item; seller; thing; line of goods


@dataclasses.dataclass(frozen=True, kw_only=True)
class Sign:
    """When a kind of evidence is seen in a row, and what was seen there; `words` fill the sentences' own places.

    `whole`: those words that are sentences of ours, and are told whole; all others quote others, and are cut.
    """

    when: pl.Expr
    field: str | pl.Expr | None = None  # the offer's column, one by row, or None to take the row's own `field`
    seen: pl.Expr | None = None
    expected: pl.Expr | None = None
    start: pl.Expr | None = None
    end: pl.Expr | None = None
    words: Mapping[str, pl.Expr] = dataclasses.field(default_factory=dict)
    whole: frozenset[str] = frozenset()


@dataclasses.dataclass(frozen=True, kw_only=True, eq=False)  # each is made once, and asked about by what it is
class Kind:
    """A kind of evidence with its name, scope, two sentences, source and the function that gives its sign.

    `needs`: the column without which it is never seen, so that it is not asked where no row has one.
    """

    name: str
    scope: str
    sentence: str
    party_sentence: str
    source: str
    sign: Callable[[], Sign]
    needs: str | None = None


def evidence(*, scope: str, party: str, source: str, needs: str | None = None) -> Callable[[Callable[[], Sign]], Kind]:
    """Return a decorator that makes a `Kind` of a function; the docstring's first paragraph is its sentence.

    Raises ValueError for a function without a docstring or with an unknown scope: our mistake, never a user's.
    """
    if scope not in SCOPES:
        raise ValueError(f"{scope} is none of {', '.join(SCOPES)}")

    def made(function: Callable[[], Sign]) -> Kind:
        sentence = " ".join((function.__doc__ or "").split("\n\n")[0].split())
        if not sentence:
            raise ValueError(f"{function.__name__} has no docstring, and the docstring is the sentence people read")
        return Kind(
            name=function.__name__,
            scope=scope,
            sentence=sentence,
            party_sentence=party,
            source=source,
            sign=function,
            needs=needs,
        )

    return made


def filled(template: str, *values: pl.Expr | str) -> pl.Expr:
    """Return the template with each `{}` replaced by a value (an expression or a column's name); null where one is.

    Used in place of `pl.format`, which in Polars 2.1 fails on a column that holds one repeated value.
    """
    parts: list[pl.Expr] = []
    given = iter(values)
    for literal, place, _, _ in Formatter().parse(template):
        if literal:
            parts.append(pl.lit(literal))
        if place is not None:
            value = next(given)
            parts.append((pl.col(value) if isinstance(value, str) else value).cast(pl.String))
    return pl.concat_str(parts)
