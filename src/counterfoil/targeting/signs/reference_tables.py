"""Which small tables do signs of shipments read? What chapters hold, where fakes come from, words that say nothing."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import polars as pl

from counterfoil.codes import country
from counterfoil.codes.goods_classes import with_related
from counterfoil.codes.nice import bits
from counterfoil.errors import UserError
from counterfoil.text.tokens import words


class Priors(NamedTuple):
    """Countries (ISO 3166-1 alpha-2) and chapters (two digits) in which seizures cluster, each with its source."""

    countries: tuple[str, ...]
    countries_source: str
    chapters: tuple[str, ...]
    chapters_source: str


@cache
def classes_of_chapters() -> dict[str, int]:
    """Return, by chapter of the Harmonized System, the Nice classes of its goods as bits, with those near to them."""
    read = _file("hs_goods.toml")
    together = with_related(pl.Series([bits(numbers) for numbers in read.values()], dtype=pl.Int64))
    return dict(zip(read, together, strict=True))


@cache
def description_words(kind: str) -> frozenset[str]:
    """Return the words of a description that are `nothing`, `packing`, `samples` or `packaging`, folded."""
    return frozenset(words(_file("description_words.toml")[kind]))


def built_in_priors() -> bytes:
    """Return the table of priors that is used where the user gives none."""
    return _bytes("priors.toml")


def read_priors(data: bytes, *, file: str = "priors.toml") -> Priors:
    """Return the priors written in a TOML file. Raises UserError for one that lacks a part or a source."""
    try:
        content = tomllib.loads(data.decode("utf-8"))
        origins, goods = content["origins"], content["goods"]
        countries = tuple(country.normalise(str(name)) for name in origins["countries"])
        chapters = tuple(str(chapter) for chapter in goods["chapters"])
        sources = str(origins["source"]), str(goods["source"])
    except KeyError as cause:
        raise _refused(f"it lacks {cause}", file) from cause
    except (ValueError, TypeError, AttributeError) as cause:
        raise _refused(str(cause), file) from cause
    if "" in countries or not all(len(chapter) == 2 and chapter.isdigit() for chapter in chapters):
        raise _refused("countries are codes or names, chapters two digits", file)
    return Priors(countries, sources[0], chapters, sources[1])


def _refused(problem: str, file: str) -> UserError:
    cure = "Compare it with src/counterfoil/targeting/signs/tables/priors.toml."
    return UserError(f"this is no table of priors ({problem}).", cure=cure, file=file)


def _file(name: str) -> dict[str, Any]:
    return tomllib.loads(_bytes(name).decode("utf-8"))


def _bytes(name: str) -> bytes:
    return resources.files("counterfoil.targeting.signs").joinpath(f"tables/{name}").read_bytes()
