"""How sure is it that an account is a defendant's? A sum of named parts, each with its sentence, without any name.

Source of the parts: DHS 2020, best practice 2; what Schedules A give; the weights are judgement (match.toml).
"""

import tomllib
from functools import cache
from importlib import resources

import polars as pl
from rapidfuzz import fuzz
from rapidfuzz.process import cpdist

from counterfoil.enforcement.orders import facts
from counterfoil.text.names.latin import latin

NAME = "name"
SHARED = "shared name"
PAIR = ("seller_id", "number")
PARTS = {"seller_id": pl.String, "number": pl.Int64, "part": pl.String, "weight": pl.Int64, "says": pl.String}
_DETAILS = {
    facts.ACCOUNT: "Its id is the account id that the order gives for defendant",
    facts.STORE: "The order gives the address of its store for defendant",
    facts.EMAIL: "It is registered with the e-mail address that the order gives for defendant",
    facts.BANK: "It is paid out to the account that the order gives for defendant",
    facts.REGISTRATION: "It has the registration number that the order gives for defendant",
    facts.TAX: "It has the tax number that the order gives for defendant",
    facts.PHONE: "It has the telephone number that the order gives for defendant",
}


@cache
def weights() -> dict[str, float]:
    """Return the weights of match.toml."""
    text = resources.files("counterfoil.enforcement.orders").joinpath("match.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def of_details(held: pl.DataFrame) -> pl.DataFrame:
    """Return the parts (PARTS) of exact details that an account shares with the order (`facts.HELD`)."""
    worth = {kind: int(weights()[kind]) for kind in facts.KINDS}
    told = held.unique([*PAIR, "kind"], maintain_order=True)
    return _parts(
        told.with_columns(
            part="kind",
            weight=pl.col("kind").replace_strict(worth, return_dtype=pl.Int64),
            says=pl.format("{} {}.", pl.col("kind").replace_strict(_DETAILS, return_dtype=pl.String), "number"),
        )
    )


def of_names(named: pl.DataFrame) -> pl.DataFrame:
    """Return the parts of names, and of a name that several have, what that takes away.

    `named`: seller_id, number, name_score, role, is_alias, holders of the same name.
    """
    told = weights()
    along = (pl.col("name_score") - told["least_name_score"]) / (1 - told["least_name_score"])
    worth = told["alike_name"] + along * (told["same_name"] - told["alike_name"])
    best = named.filter(pl.col("name_score") >= told["least_name_score"]).sort(
        *PAIR, "name_score", "is_alias", "role", descending=[False, False, True, False, False]
    )
    best = best.unique(PAIR, keep="first", maintain_order=True)
    whose = pl.when("is_alias").then(pl.lit("an alias")).otherwise(pl.lit("the name"))
    like = pl.when(pl.col("name_score") >= told["plain_sameness"]).then(pl.lit("the same as")).otherwise(pl.lit("like"))
    score = pl.col("name_score").round(2).cast(pl.String)
    sentence = pl.concat_str(
        pl.lit("Its "), "role", pl.lit(" is "), like, pl.lit(" "), whose, pl.lit(" of defendant "),
        pl.col("number").cast(pl.String), pl.lit(" (likeness "), score, pl.lit(")."),
    )  # fmt: skip
    own = best.with_columns(part=pl.lit(NAME), weight=worth.round(0).cast(pl.Int64), says=sentence)
    shared = best.filter(pl.col("holders") > 1).with_columns(
        part=pl.lit(SHARED),
        weight=(told["shared_name"] * pl.col("holders").log()).round(0).cast(pl.Int64),
        says=pl.format("{} accounts bear that name.", "holders"),
    )
    return pl.concat([_parts(own), _parts(shared)])


def of_the_account(pairs: pl.DataFrame) -> pl.DataFrame:
    """Return the parts of platform, country and address. `pairs`: PAIR, and both sides; the order's are `asked_…`."""
    told = weights()
    same_place = pl.Series(
        cpdist(_addresses(pairs["address"]), _addresses(pairs["asked_address"]), scorer=fuzz.token_sort_ratio)
    )
    lived = pairs.filter(
        pairs["address"].is_not_null() & pairs["asked_address"].is_not_null() & (same_place >= told["same_address"])
    )
    lived = lived.with_columns(
        part=pl.lit("address"),
        weight=pl.lit(int(told["address_agrees"])),
        says=pl.format("It has the address that the order gives for defendant {}.", "number"),
    )
    platform = _compared(pairs, "platform", "It is on the platform that the order names.",
                         "It is on another platform than the order names.")  # fmt: skip
    country = _compared(pairs, "country", "It is in the country that the order gives.",
                        "It is in another country than the order gives.")  # fmt: skip
    return pl.concat([_parts(lived), platform, country])


def of_marks(pairs: pl.DataFrame, bearing: pl.DataFrame) -> pl.DataFrame:
    """Return the parts of what accounts offer. `bearing`: seller_id and how many of its offers bear the marks."""
    told = pairs.select(PAIR).join(bearing, on="seller_id", how="left").with_columns(pl.col("bearing").fill_null(0))
    some = pl.col("bearing") > 0
    count = pl.when(pl.col("bearing") == 1).then(pl.lit("1 of its offers bears")).otherwise(
        pl.format("{} of its offers bear", "bearing")
    )  # fmt: skip
    bears = pl.concat_str(count, pl.lit(" a restrained mark."))
    return _parts(
        told.with_columns(
            part=pl.lit("marks"),
            weight=pl.when(some).then(int(weights()["bears_marks"])).otherwise(int(weights()["bears_none"])),
            says=pl.when(some).then(bears).otherwise(pl.lit("None of its offers bears a restrained mark.")),
        )
    )


def of_other_names(details: pl.DataFrame, named: pl.DataFrame, asked: pl.DataFrame) -> pl.DataFrame:
    """Return the parts that speak against an id which the order gives beside names that are not like the account's."""
    by_id = details.filter(pl.col("part").is_in([facts.ACCOUNT, facts.STORE])).select(PAIR).unique()
    named_at_all = by_id.join(asked.select("number").unique(), on="number", how="semi")
    like = named.filter(pl.col("name_score") >= weights()["unlike_name"])
    odd = named_at_all.join(like, on=PAIR, how="anti")
    says = "The order gives it to defendant {} by its id, and no name of that defendant is like its own."
    return _parts(
        odd.with_columns(
            part=pl.lit("other name"), weight=pl.lit(int(weights()["other_name"])), says=pl.format(says, "number")
        )
    )


def _compared(pairs: pl.DataFrame, field: str, agrees: str, differs: str) -> pl.DataFrame:
    given = pairs.filter(pl.col(field).is_not_null() & pl.col(f"asked_{field}").is_not_null())
    same = _key(field) == _key(f"asked_{field}")
    return _parts(
        given.with_columns(
            part=pl.lit(field),
            weight=pl.when(same).then(int(weights()[f"{field}_agrees"])).otherwise(int(weights()[f"{field}_differs"])),
            says=pl.when(same).then(pl.lit(agrees)).otherwise(pl.lit(differs)),
        )
    )


def _key(field: str) -> pl.Expr:
    return pl.col(field).str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]", "")


def _addresses(column: pl.Series) -> list[str]:
    return [latin(address) if address else "" for address in column]


def _parts(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(pl.col(name).cast(kind) for name, kind in PARTS.items())
