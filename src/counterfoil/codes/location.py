"""Which item locations contradict themselves, such as "New York, United States, Hong Kong"?

The last part of a location is the country the seller states; the marketplace sets it and the seller types the
rest (seen on eBay, May 2024). A part that names another country, or a state of another country, contradicts it.

Many towns bear a country's name (Jordan, Minnesota; Lebanon, Pennsylvania; Mexico, Missouri), and they stand
before their state. So a country's name counts anywhere only where no town has it (`_NOWHERE_A_TOWN`); every
other one counts only right before the stated country, and not where that country has such a place itself.
States: ISO 3166-2, of the three countries that write them out in addresses. Sources of the namesakes: ISO
3166-2 and the GeoNames gazetteer, https://www.geonames.org.
"""

from functools import cache

import polars as pl
import pycountry

from counterfoil.codes import country

_NOWHERE_A_TOWN = ("United States", "USA", "United Kingdom", "UK", "Hong Kong", "Taiwan", "South Korea", "UAE")

_STATE_KINDS = {
    "US": ("State", "District"),
    "CA": ("Province", "Territory"),
    "AU": ("State", "Territory"),
}
# Where every town is followed by its state, a namesake between a town and the country is no town:
# "Lebanon, United States" may be one in Ohio, "Shenzhen, China, United States" is not in Maine.
_TOWN_THEN_STATE = "US"

# "Victoria" is a town on every continent, and a harbour of Hong Kong.
_STATES_LEFT_OUT = frozenset({"victoria"})

# Towns and districts named like a country or a state, by the country they lie in.
_NAMESAKES = {
    "AR": "arizona colorado florida", "AU": "denmark texas vermont virginia wyoming",
    "BR": "colombia colorado florida indiana panama virginia", "CA": "delaware denmark holland jordan malta",
    "CH": "montana", "CL": "colorado florida", "CN": "mongolia", "CO": "armenia florida", "CR": "colorado liberia",
    "CU": "florida", "ES": "florida nevada", "FR": "maine", "HK": "jordan", "HN": "arizona florida",
    "GB": "california egypt florida holland maryland newyork palestine pennsylvania washington",
    "IE": "virginia", "IT": "sanmarino", "KR": "georgia", "MX": "california china colombia colorado nevada peru",
    "NG": "benin maryland", "PA": "florida", "PE": "florida", "PH": "mexico florida", "PT": "cuba",
    "RO": "moldova", "SV": "arizona", "UY": "florida", "ZA": "florida virginia",
    "US": "alberta angola belgium brazil china cuba cyprus denmark egypt greece holland ireland israel italy jamaica "
    "jersey jordan lebanon malta mexico norway ontario palestine panama peru poland russia sudan sweden turkey",
}  # fmt: skip

CONTRADICTIONS = {
    "item_location": pl.String(),
    "part": pl.String(),
    "part_country": pl.String(),
    "stated_country": pl.String(),
}


def contradictions(locations: pl.Series) -> pl.DataFrame:
    """Return one row for each distinct location that contradicts itself.

    Columns: `item_location` and the offending `part`, as written; `part_country` and `stated_country`, ISO
    3166-1 alpha-2. A location whose last part is no country is never among them. Sorted by `item_location`.
    """
    if locations.null_count() == len(locations):
        return pl.DataFrame(schema=CONTRADICTIONS)
    distinct = pl.DataFrame({"item_location": locations.drop_nulls().unique()}, schema={"item_location": pl.String})
    distinct = distinct.sort("item_location").with_row_index("of")
    parts = _stated(_parts(distinct))
    readings = parts.join(_readings(), on="key").join(_places_within(), on=["key", "stated_country"], how="left")
    fits_here = ~pl.col("only_as_town") | (pl.col("place") == 0)
    clashing = readings.filter(pl.col("only_as_town").is_null() | ~fits_here)
    one_reading_fits = (_group("part_country") == _group("stated_country")).any().over("of", "place")
    offending = clashing.filter(~one_reading_fits & (pl.col("is_last") | pl.col("anywhere")))
    last = offending.sort("of", "place", "is_state").unique("of", keep="last", maintain_order=True)
    return last.join(distinct, on="of", how="left", maintain_order="left").select(list(CONTRADICTIONS))


def _parts(distinct: pl.DataFrame) -> pl.DataFrame:
    """One row per part: `of` which location, `place` (from the left), `part` as written, `key`.

    The location itself would stand beside each of its parts: somebody writes one of a million.
    """
    split = distinct.select("of", part=pl.col("item_location").str.split(","))
    split = split.with_columns(place=pl.int_ranges(pl.col("part").list.len())).explode("part", "place")
    folded = pl.col("part").str.normalize("NFKD").str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]", "")
    return split.with_columns(pl.col("part").str.strip_chars(), key=folded).filter(pl.col("key") != "")


def _stated(parts: pl.DataFrame) -> pl.DataFrame:
    """The parts before the stated country, repeats of it left out, with `stated_country` and `is_last`."""
    named = pl.col("key").replace_strict(country.names(), default=None, return_dtype=pl.String)
    stated = parts.with_columns(own=named, stated_country=named.last().over("of", order_by="place"))
    repeats = (_group("own") == _group("stated_country")).fill_null(False)
    before = stated.filter(pl.col("stated_country").is_not_null() & ~repeats)
    return before.with_columns(is_last=pl.col("place") == pl.col("place").max().over("of"))


@cache
def _readings() -> pl.DataFrame:
    """What a part may name: `key`, `part_country`, `is_state`, and whether it counts `anywhere`."""
    strong = {country.key_of(name) for name in _NOWHERE_A_TOWN}
    countries = [(key, code, False, key in strong) for key, code in country.names().items()]
    states = [(key, code, True, False) for key, code in _states()]
    return pl.DataFrame([*countries, *states], schema=["key", "part_country", "is_state", "anywhere"], orient="row")


def _states() -> list[tuple[str, str]]:
    found = [
        (country.key_of(entry.name), code)
        for code, kinds in _STATE_KINDS.items()
        for entry in pycountry.subdivisions
        if entry.country_code == code and entry.type in kinds
    ]
    return sorted(state for state in found if state[0] not in _STATES_LEFT_OUT)


@cache
def _places_within() -> pl.DataFrame:
    """Names that are places of the stated country itself: `key`, `stated_country`; `only_as_town` where the
    name is no region, so that it is at home only in first place ("Lebanon, United States")."""
    towns = {(key, code): code == _TOWN_THEN_STATE for code, keys in _NAMESAKES.items() for key in keys.split()}
    known = towns | dict.fromkeys(country.subdivision_names(), False)
    rows = [(key, code, only_as_town) for (key, code), only_as_town in sorted(known.items())]
    return pl.DataFrame(rows, schema=["key", "stated_country", "only_as_town"], orient="row")


def _group(column: str) -> pl.Expr:
    return pl.col(column).replace(country.alike())
