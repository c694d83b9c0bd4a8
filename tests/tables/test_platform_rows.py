"""Is a row told to be one platform's, however its name is written, and whichever of several tables tells?"""

import polars as pl
import pytest

from counterfoil.tables.platform_rows import (
    BY_ACCOUNT,
    BY_CASE,
    IS_OURS,
    is_ours,
    is_platform,
    key_of,
    with_owner,
    without_others,
)

OURS = "Quayside Bazaar"
NAMES = pl.LazyFrame({"id": ["c-1", "c-2", "c-3"], "platform": [" quayside BAZAAR\t", "Tidewater Market", " "]})
SELLERS = pl.LazyFrame(
    {"id": ["s-1", "s-2", "s-both", "s-both"], "marketplace": [OURS, "Tidewater Market", OURS, "Tidewater Market"]}
)


@pytest.mark.parametrize("written", ["quayside bazaar ", "QUAYSIDE BAZAAR", "\tQuayside Bazaar\n"])
def test_case_and_blanks_around_a_name_do_not_matter(written: str) -> None:
    assert key_of(written) == key_of(OURS) == "quayside bazaar"


def test_a_blank_name_is_nobodys() -> None:
    assert key_of("  ") == ""
    told = NAMES.select(is_platform("platform", OURS).alias("named"), is_ours("platform", OURS).alias("ours")).collect()
    assert told["named"].to_list() == [True, False, None]
    assert told["ours"].to_list() == [True, False, True]


def test_the_first_table_that_tells_decides_and_none_leaves_it_open() -> None:
    rows = pl.LazyFrame(
        [
            ("c-1", "s-2", True),  # the case tells first
            ("c-2", "s-1", False),
            ("c-3", "s-1", True),  # its case names nobody, its account does
            (None, "s-2", False),
            (None, "s-both", True),  # an id that both platforms use
            ("c-4", None, None),
        ],
        schema={"case_id": pl.String, "account_id": pl.String, "expected": pl.Boolean},
        orient="row",
    )
    tables = {"case": NAMES, "seller": SELLERS}
    told = with_owner(rows, tables, OURS, BY_CASE, BY_ACCOUNT).collect()
    assert told.columns == ["case_id", "account_id", "expected", IS_OURS]
    assert told.filter(pl.col(IS_OURS).ne_missing(pl.col("expected"))).is_empty()
    assert with_owner(rows, {}, OURS, BY_CASE).collect()[IS_OURS].null_count() == 6


def test_only_what_a_table_puts_elsewhere_is_left_out() -> None:
    rows = pl.LazyFrame({"case_id": ["c-1", "c-2", "c-3", "c-4", None]})
    kept = without_others(rows, {"case": NAMES}, OURS, BY_CASE).collect()["case_id"]
    assert set(kept) == {"c-1", "c-3", "c-4", None}
    assert without_others(rows, {}, OURS, BY_CASE).collect().height == 5
