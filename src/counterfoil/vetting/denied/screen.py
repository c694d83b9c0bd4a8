"""Does a seller stand on a list of denied parties? Pairs of names that are alike, weighed with everything else told.

Each pair's weight is a sum of named parts (match.toml); `explained` says them in words. Nobody's name is handed out: an
entry is told by its list and its id there.
"""

import tomllib
from functools import cache
from importlib import resources

import polars as pl

from counterfoil.tables.denied_match import DeniedMatch
from counterfoil.text.names import name_scores
from counterfoil.vetting.denied.candidates import candidates
from counterfoil.vetting.denied.index import DeniedIndex
from counterfoil.vetting.denied.names import names_of_sellers

_NUMBERS = ("registrationNumber", "taxNumber", "idNumber")
_AGREES, _DIFFERS, _UNKNOWN = "agrees", "differs", "unknown"
_OF_PARTY = ("country", "birthDate", "schema", "dataset", "topics", "program", "listingDate", *_NUMBERS)


@cache
def _weights() -> dict[str, float]:
    text = resources.files("counterfoil.vetting.denied").joinpath("match.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def screen(rows: pl.DataFrame, index: DeniedIndex) -> pl.DataFrame:
    """Return the pairs of seller and listed party that may be one (contract DeniedMatch), surest first by seller.

    `rows` as `seller_rows` gives them.
    """
    if rows.is_empty() or index.parties.is_empty():
        return DeniedMatch.create_empty()
    given = names_of_sellers(rows)
    pairs = candidates(given["name"], index)
    scored = pairs.with_columns(name_score=name_scores(pairs["name"], pairs["listed_name"]))
    alike = scored.filter(pl.col("name_score") >= _weights()["least_name_score"])
    met = given.drop("weak").join(alike, on="name").join(index.names, on="listed_name")
    told = _with_facts(met, rows, index)
    weighed = _weighed(told)
    best = weighed.sort("owner", "weight", "party", "role", descending=[False, True, False, False])
    kept = best.filter(pl.col("weight") >= _weights()["possible"]).unique(
        ["owner", "party"], keep="first", maintain_order=True
    )
    return DeniedMatch.cast(kept.select(DeniedMatch.column_names()))


def _with_facts(met: pl.DataFrame, rows: pl.DataFrame, index: DeniedIndex) -> pl.DataFrame:
    """Add what else both sides tell, and whether it agrees."""
    own = rows.with_row_index("owner").select(
        pl.col("owner").cast(pl.Int64), "subject_id", "country_code", own_person=_is_person("schema"),
        own_birth="birthDate",
        own_numbers=pl.concat_list(_folded(pl.col(name)) for name in (*_NUMBERS, "leiCode")).list.drop_nulls(),
    )  # fmt: skip
    listed = index.parties.select(
        "party",
        *_OF_PARTY[:-3],
        entry_id="id",
        numbers=pl.concat_list(
            *(pl.col(name).fill_null([]).list.eval(_folded(pl.element())) for name in _NUMBERS),
            _folded(pl.col("leiCode")).fill_null("-"),
        ),
    )
    both = _own_facts(met.join(own, on="owner")).join(listed, on="party")
    country = _agreement(pl.col("country").list.contains(pl.col("country_code")), pl.col("country"), "country_code")
    births = pl.col("birthDate").list.eval(pl.element().str.slice(0, 10))
    same_birth = pl.any_horizontal(
        births.list.eval(pl.element().str.slice(0, size)).list.contains(pl.col("own_birth").str.slice(0, size))
        & births.list.eval(pl.element().str.len_chars() == size).list.any()
        for size in (4, 7, 10)
    )
    numbers = pl.col("numbers").list.set_intersection("own_numbers").list.len() > 0
    has_numbers = (pl.col("numbers").list.set_difference(pl.lit(["-"]))).list.len() > 0
    number = (
        pl.when(numbers).then(pl.lit(_AGREES))
        .when(has_numbers & (pl.col("own_numbers").list.len() > 0)).then(pl.lit(_DIFFERS))
        .otherwise(pl.lit(_UNKNOWN))
    )  # fmt: skip
    return both.with_columns(
        country_says=country, birth_date_says=_agreement(same_birth, births, "own_birth"), number_says=number,
        other_nature=(pl.col("own_person") != _is_person("schema")).fill_null(value=False),
    )  # fmt: skip


def _own_facts(met: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs without facts that are not of whom the name is: an owner's country, birth and numbers are not
    the seller's, and an account holder may be a person beside a company."""
    own = ["country_code", "own_birth", "own_numbers"]
    of_seller, of_account = pl.col("role") != "beneficial owner", pl.col("role").is_in(["name", "alias"])
    return met.with_columns(
        *(pl.when(of_seller).then(name).alias(name) for name in own), own_person=pl.when(of_account).then("own_person")
    )


def _is_person(schema: str) -> pl.Expr:
    return pl.when(pl.col(schema) != "LegalEntity").then(pl.col(schema) == "Person")


def _folded(text: pl.Expr) -> pl.Expr:
    bare = text.str.replace_all(r"[^\p{L}\p{N}]", "").str.to_uppercase()
    return pl.when(bare.str.len_chars() >= 5).then(bare)


def _agreement(agrees: pl.Expr, listed: pl.Expr, own: str) -> pl.Expr:
    known = (listed.list.len() > 0) & pl.col(own).is_not_null()
    return pl.when(~known.fill_null(value=False)).then(pl.lit(_UNKNOWN)).when(agrees).then(pl.lit(_AGREES)).otherwise(
        pl.lit(_DIFFERS)
    )  # fmt: skip


def _weighed(told: pl.DataFrame) -> pl.DataFrame:
    weights = _weights()
    least = weights["least_name_score"]
    along = (pl.col("name_score") - least) / (1 - least)
    name = weights["alike_name"] + along * (weights["same_name"] - weights["alike_name"])
    rare = ((pl.col("told") - weights["usual_rarity"]) * weights["rare_name"]).clip(
        weights["rare_least"], weights["rare_most"]
    )
    parts = [name, rare, pl.col("weak") * weights["weak_alias"]]
    for fact in ("country", "birth_date", "number"):
        says = pl.col(f"{fact}_says")
        parts.append((says == _AGREES) * weights[f"{fact}_agrees"] + (says == _DIFFERS) * weights[f"{fact}_differs"])
    parts.append(pl.col("other_nature") * weights["other_nature"])
    total = pl.sum_horizontal(part.round(0).cast(pl.Int64) for part in parts)
    strength = (
        pl.when(pl.col("weight") >= weights["certain"]).then(pl.lit("certain"))
        .when(pl.col("weight") >= weights["likely"]).then(pl.lit("likely"))
        .otherwise(pl.lit("possible"))
    )  # fmt: skip
    return told.with_columns(weight=total).with_columns(
        strength=strength, explained=_explained(), seller_id="subject_id", name_score=pl.col("name_score").round(3)
    )


def _explained() -> pl.Expr:
    weak = pl.when("weak").then(pl.lit(", which the list itself holds to be weak")).otherwise(pl.lit(""))
    where = pl.col("listed_as").replace({"previousName": "former name", "weakAlias": "alias"})
    facts = [
        pl.when(pl.col(f"{fact}_says") != _UNKNOWN)
        .then(pl.concat_str(pl.lit(f"; {fact.replace('_', ' ')} "), pl.col(f"{fact}_says")))
        .otherwise(pl.lit(""))
        for fact in ("country", "birth_date", "number")
    ]
    nature = pl.when("other_nature").then(pl.lit("; one is a person, the other is not")).otherwise(pl.lit(""))
    score = pl.col("name_score").round(2).cast(pl.String)
    return pl.concat_str(pl.lit("likeness "), score, pl.lit(" to its "), where, weak, *facts, nature)
