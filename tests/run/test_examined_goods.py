"""An examination confirms the goods of the shipment that was opened, and never says more than it does."""

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from counterfoil.errors import UserError
from counterfoil.matching.source.travelling import digested
from counterfoil.run.examined_goods import examined_goods
from counterfoil.tables.contract import completed
from counterfoil.tables.goods import Goods

AT = dt.datetime(2026, 11, 16, tzinfo=dt.UTC)
HEAD = "shipment_id,facility,examined_at,inspector,result,units_examined,units_found\n"
FALSE = "{},9529001000013,{}T17:10:00Z,inspector:4,counterfeit,24,22\n"
KNOWN = [  # id, status, shipment, salt
    ("g-1", "suspected", "SHP-0412", "a"),
    ("g-2", "suspected", "SHP-0422", "b"),
    ("g-3", "suspected", "shp 0422", "b"),
    ("g-4", "confirmed counterfeit", "SHP-0413", "a"),
    ("g-5", "genuine", "SHP-0402", "a"),
    ("g-6", None, None, "a"),
]
TEXT = dict.fromkeys(("id", "status", "shipment_id"), pl.String)


def confirmed_by(folder: Path, *rows: str) -> dict[str, str]:
    path = folder / "examinations.csv"
    path.write_text(HEAD + "".join(rows), "utf-8")
    parts = [
        digested(completed(pl.DataFrame([(one, status, shipment)], schema=TEXT, orient="row"), Goods), salt)
        for one, status, shipment, salt in KNOWN
    ]
    return examined_goods(path, pl.concat(parts), at=AT)


def test_the_goods_of_the_shipment_are_confirmed_and_no_others(tmp_path: Path) -> None:
    told = confirmed_by(tmp_path, FALSE.format("shp-0412", "2026-09-28"), FALSE.format("SHP-0999", "2026-09-28"))
    said = "The goods g-1 were confirmed: inspector:4 found 22 of 24 units of their shipment counterfeit on 2026-09-28."
    assert told == {"g-1": said}


def test_what_is_confirmed_already_is_not_confirmed_again(tmp_path: Path) -> None:
    assert confirmed_by(tmp_path, FALSE.format("SHP-0413", "2026-09-28")) == {}


NOTHING = "SHP-0412,9529001000013,2026-09-29T08:00:00Z,inspector:5,nothing found,24,0\n"
NONE, SEVERAL = "No goods of the case are of a shipment", "Several goods of the case came in one shipment: g-2, g-3"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ((FALSE.format("SHP-0422", "2026-09-28"),), SEVERAL),
        ((FALSE.format("SHP-0999", "2026-09-28"),), NONE),
        ((FALSE.format("SHP-0402", "2026-09-28"),), NONE),  # its owner vouches for it
        ((FALSE.format("SHP-0412", "2026-12-28"),), NONE),  # it is told before it was done
        ((FALSE.format("SHP-0412", "2026-09-28"), NOTHING), NONE),  # the last one counts
        ((FALSE.format("SHP-0412", "2026-13-28"), FALSE.format("SHP-0413", "2026-09-28")), "cannot be used"),
    ],
)
def test_what_does_not_say_which_goods_are_false_confirms_none(
    tmp_path: Path, rows: tuple[str, ...], told: str
) -> None:
    with pytest.raises(UserError, match=told):
        confirmed_by(tmp_path, *rows)
