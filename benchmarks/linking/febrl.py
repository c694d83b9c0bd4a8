"""Febrl 4: 5,000 people and 5,000 altered copies of their records. Source: P. Christen, Febrl (ANUOS licence)."""

from pathlib import Path

import polars as pl

from counterfoil.linking.comparison import Key, Level, Spec, compared, same
from counterfoil.linking.weights import Shares, Weights
from counterfoil.text.names.skeleton import skeleton

PRIOR = -9000
JOINED = 0.5


def _text(name: str) -> list[Level]:
    alike = f"jaro_winkler_similarity({name}_l, {name}_r)"
    return [same(name), Level("near", f"{alike} >= 0.88"), Level("some", f"{alike} >= 0.75")]


def _number(name: str) -> list[Level]:
    return [same(name), Level("slip", f"damerau_levenshtein({name}_l, {name}_r) <= 1")]


SPEC = Spec(
    comparisons=(
        *(compared(name, _text(name)) for name in ("given_name", "surname", "address_1", "address_2", "suburb")),
        *(compared(name, _number(name)) for name in ("date_of_birth", "soc_sec_id", "postcode", "street_number")),
        compared("swapped", [Level("yes", "given_name_l = surname_r and surname_l = given_name_r")], column="surname"),
    ),
    keys=tuple(
        Key(tuple(columns.split()))
        for columns in (
            "soc_sec_id", "date_of_birth", "given_name surname", "surname postcode", "given_name postcode",
            "address_1 street_number", "suburb street_number", "sound postcode", "given_name suburb",
            "address_1 surname", "address_2 postcode",
        )
    ),
)  # fmt: skip


def start(spec: Spec) -> Weights:
    """Return shares from which estimation begins."""
    shares = {}
    for one in spec.comparisons:
        levels = one.names()
        u = [10 ** (-3.5 + 2 * at / len(levels)) for at in range(len(levels) - 1)]
        m = [0.85 * 0.4**at for at in range(len(levels) - 1)]
        shares[one.name] = dict(zip(levels, [*map(Shares, m, u), Shares(0.1, 0.95)], strict=True))
    return Weights("start", PRIOR, shares)


def read(folder: Path) -> tuple[pl.DataFrame, pl.Series]:
    """Return the records of both files, and the person of each."""
    files = [pl.read_csv(folder / f"dataset4{part}.csv", infer_schema_length=0) for part in "ab"]
    both = pl.concat(files).rename(str.strip)
    told = both.select(pl.col(pl.String).str.strip_chars().replace("", None))
    surnames = told["surname"]
    distinct = surnames.drop_nulls().unique()
    sounds = pl.Series([skeleton(name) for name in distinct], dtype=pl.String)
    sound = surnames.replace_strict(distinct, sounds, default=None, return_dtype=pl.String)
    return told.drop("rec_id").with_columns(sound.alias("sound")), told["rec_id"].str.extract(r"rec-(\d+)-", 1)
