"""Which goods of a case has a person confirmed to be counterfeit, and which does their owner vouch for?

A case knows its goods by its exhibits, in the form in which they may travel. Confirmed are those that the goods file of
`match` tells as confirmed, those that a person confirmed in the case (event `confirmed` of the goods), and those told
in a file of confirmed goods. A score never confirms anything.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
import polars as pl

from counterfoil.codes import gtin
from counterfoil.enforcement.cases.exhibits import GOODS as SHOWN_AS
from counterfoil.errors import UserError
from counterfoil.matching.source.sought import GENUINE, sought
from counterfoil.run.case_files import CaseFiles
from counterfoil.run.inputs import opened
from counterfoil.tables.contract import completed
from counterfoil.tables.goods import STATUSES, Goods
from counterfoil.tables.sought_goods import IN_CLEAR, SoughtGoods

CONFIRMED = STATUSES[0]
GOODS = "goods"  # the kind of subject that the event `confirmed` is of


def known_goods(case: CaseFiles) -> pl.DataFrame:
    """Return the goods of a case (contract SoughtGoods), as its newest exhibit of each tells them, by id.

    Raises UserError for an exhibit that is missing or was changed.
    """
    own = pl.col("file").str.starts_with(f"exhibits/{SHOWN_AS}-").fill_null(value=False)
    rows = case.tables["exhibits"].filter(own).select("file", "sha256").rows()
    found = [_of_exhibit(case, file, sha256) for file, sha256 in rows]
    newest = {row["id"]: row for row in found}
    return goods_of(sorted(newest.values(), key=lambda row: str(row["id"])))


def goods_of(rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """Return rows as a table by the contract SoughtGoods; what a row lacks is empty."""
    schema = SoughtGoods.create_empty().schema
    told = [dict.fromkeys(schema) | {"vouches_for": []} | {k: v for k, v in row.items() if k in schema} for row in rows]
    return SoughtGoods.validate(pl.DataFrame(told, schema=schema))


def confirmed(case: CaseFiles, goods: pl.DataFrame, by_hand: Iterable[str] = ()) -> pl.DataFrame:
    """Return the goods with the status that a person gave them: those confirmed in the case's events, or `by_hand`
    now, are confirmed.

    Raises UserError for goods confirmed by hand that the case does not know, or that their owner vouches for.
    """
    asked = set(by_hand)
    unknown = asked - set(goods["id"])
    if unknown:
        known = ", ".join(goods["id"].to_list()[:10]) or "none; build it with the results of `counterfoil match`"
        raise UserError(f"The case knows no goods “{min(unknown)}”.", cure=f"Its goods: {known}.")
    vouched = asked & set(goods.filter(status=GENUINE)["id"])
    if vouched:
        cure = "Ask the owner, and correct the goods file of the match."
        raise UserError(f"The owner vouches for the goods {min(vouched)}.", cure=cure)
    told = case.tables["events"].filter(kind="confirmed", subject_kind=GOODS)["subject_id"]
    is_confirmed = pl.col("id").is_in(sorted(asked | set(told))) & (pl.col("status") != GENUINE).fill_null(value=True)
    return goods.with_columns(status=pl.when(is_confirmed).then(pl.lit(CONFIRMED)).otherwise("status"))


def frozen_part(goods: pl.DataFrame) -> pl.DataFrame:
    """Return of the goods what a signature is made of: the confirmed ones, and the genuine ones that speak of them."""
    fakes = goods.filter(status=CONFIRMED)
    others = goods.filter(status=GENUINE)
    clear = completed(pl.concat([fakes, others]).select(IN_CLEAR), Goods)
    speaking = sought(clear).vouched["genuine_id"].unique()
    return pl.concat([fakes, others.filter(pl.col("id").is_in(speaking.implode()))]).sort("id")


def without_gtin(goods: pl.DataFrame) -> list[str]:
    """Return the confirmed goods that name no valid GTIN: by their title alone they are found less surely."""
    code = pl.col("gtin")
    usable = (gtin.normalised(code).is_not_null() & ~gtin.has_bad_check_digit(code)).fill_null(value=False)
    return goods.filter((pl.col("status") == CONFIRMED) & ~usable)["id"].to_list()


def _of_exhibit(case: CaseFiles, file: str, sha256: str) -> dict[str, Any]:
    path = case.folder / file
    with opened(path) as stream:
        data = stream.read()
    if hashlib.sha256(data).hexdigest() != sha256:
        cure = "Put it back from a copy, or from a bundle of the case."
        raise UserError("This exhibit was changed since it was taken.", cure=cure, file=str(path))
    row: dict[str, Any] = msgspec.json.decode(data)["goods"]
    return row
