"""Which rule of relief holds, by day, origin and mode? One row to a change of the law."""

import datetime as dt
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from counterfoil.enforcement.consignees.relief import exclusion_of, modes_of, origins_of, rule_for
from counterfoil.enforcement.consignees.rule_file import Mode
from enforcement.consignees.given import RULES

RELIEF = {one.name: one for one in RULES.reliefs}
US, EU, UK = RELIEF["us-1321"], RELIEF["eu-1186"], RELIEF["uk-135"]
DUTY, CUSTOMS, VAT = "duty and tax", "customs duty", "VAT"

# regime, of, day, origin, mode, limit, a word of the source
VECTORS: list[tuple[Any, str, str, str | None, Mode | None, int | None, str]] = [
    (US, DUTY, "2016-03-09", "VN", "other", 200, "103-182"),
    (US, DUTY, "2016-03-10", "VN", "other", 800, "114-125"),
    (US, DUTY, "2019-09-27", "CN", "postal", 800, "114-125"),
    (US, DUTY, "2019-09-28", "CN", "other", 800, "Entry Type 86"),
    (US, DUTY, "2025-05-01", "CN", "other", 800, "Entry Type 86"),
    (US, DUTY, "2025-05-02", "CN", "other", 0, "EO 14256"),
    (US, DUTY, "2025-05-02", "HK", "postal", 0, "EO 14256"),
    (US, DUTY, "2025-05-02", "VN", "other", 800, "Entry Type 86"),
    (US, DUTY, "2025-05-02", "MO", "other", 800, "Entry Type 86"),
    (US, DUTY, "2025-05-02", None, "other", None, ""),
    (US, DUTY, "2025-05-02", "CN", None, 0, "EO 14256"),
    (US, DUTY, "2025-08-28", "VN", "postal", 800, "Entry Type 86"),
    (US, DUTY, "2025-08-29", "VN", "postal", 0, "EO 14324"),
    (US, DUTY, "2025-08-29", "CN", "other", 0, "EO 14324"),
    (US, DUTY, "2025-08-29", None, None, 0, "EO 14324"),
    (US, DUTY, "2026-02-24", "VN", "postal", 0, "EO 14388"),
    (US, DUTY, "2026-06-24", "VN", "other", 0, "91 FR 37789"),
    (US, DUTY, "2026-06-24", "VN", "postal", 0, "91 FR 37801"),
    (US, DUTY, "2027-07-01", "VN", "other", 0, "119-21"),
    (US, DUTY, "1990-01-01", "VN", "other", None, ""),
    (EU, CUSTOMS, "2026-06-30", "CN", None, 150, "1186/2009"),
    (EU, CUSTOMS, "2026-07-01", "CN", None, 0, "2026/382"),
    (EU, VAT, "2021-06-30", None, None, 22, "2009/132"),
    (EU, VAT, "2021-07-01", None, None, 0, "2017/2455"),
    (UK, CUSTOMS, "2026-11-08", "CN", "postal", 135, "50252"),
    (UK, CUSTOMS, "2020-12-31", "CN", "postal", None, ""),
]  # fmt: skip


@pytest.mark.parametrize(("relief", "of", "day", "origin", "mode", "limit", "source"), VECTORS)
def test_the_rule_of_a_day(
    relief: Any, of: str, day: str, origin: str | None, mode: Mode | None, limit: int | None, source: str
) -> None:
    found = rule_for(relief, of, day=dt.date.fromisoformat(day), origin=origin, mode=mode)
    if limit is None:
        assert found.rule is None
        assert found.why
    else:
        assert found.rule is not None
        assert found.rule.limit == Decimal(limit)
        assert source in found.rule.source


def test_what_is_not_told_is_named() -> None:
    found = rule_for(US, DUTY, day=dt.date(2025, 6, 1), origin=None, mode=None)
    assert found.why == "The limit hangs on the origin and mode, which is not told."


@pytest.mark.parametrize(("hs", "says"), [("330300", "perfume"), ("2204.21", "Alcohol"), ("640299", ""), (None, "")])
def test_some_goods_are_never_free_in_europe(hs: str | None, says: str) -> None:
    assert says in exclusion_of(EU, hs)
    assert bool(exclusion_of(EU, hs)) == bool(says)
    assert exclusion_of(US, hs) == ""


def test_origins_and_modes_are_read_as_they_are_written() -> None:
    assert origins_of(pl.Series(["China", "hk", "Atlantis", None])).to_list() == ["CN", "HK", None, None]
    numbers = pl.Series(["RB123456785GB", "1Z999AA10123456784", "box 7", None], dtype=pl.String)
    assert modes_of(numbers, otherwise=None).to_list() == ["postal", "other", None, None]
    assert modes_of(numbers, otherwise="postal").to_list() == ["postal", "other", "postal", "postal"]
    assert modes_of(pl.Series([None], dtype=pl.String), otherwise=None).to_list() == [None]


@pytest.mark.parametrize("relief", RULES.reliefs)
def test_every_rule_of_a_relief_has_one_currency_a_source_and_a_sentence(relief: Any) -> None:
    assert len({rule.currency for rule in relief.rules}) == 1
    assert all(rule.source and rule.says.endswith(".") and rule.entry for rule in relief.rules)
    days = [(rule.of, rule.since) for rule in relief.rules]
    assert days == sorted(days, key=lambda one: ([rule.of for rule in relief.rules].index(one[0]), one[1]))
