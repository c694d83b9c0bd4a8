"""Any sellers at all are vetted: one dossier each, by its contract, the same whatever stands around it."""

from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.tables.check import Check
from counterfoil.tables.clock import Clock
from counterfoil.tables.dossier import Dossier
from counterfoil.tables.finding import Finding
from counterfoil.tables.seller import ADDRESS_KINDS, SCHEMATA, STATUSES, Seller
from counterfoil.vetting.references import VettingReferences
from counterfoil.vetting.vet import vet
from screening.screened import table
from vetting.denied_lists import lists
from vetting.made import DAY, PAPERS, REGIMES, SOUND, vetted

TEXT = (
    st.none()
    | st.text(max_size=30)
    | st.sampled_from(["US", "DE", "Hong Kong", "N/A", "99-0000001", "91110000600037341L"])
)
OF = {"status": STATUSES, "schema": SCHEMATA, "address_kind": ADDRESS_KINDS}
LISTS = ("device", "declared_types")
FREE = [name for name in Seller.column_names() if name not in (*OF, *LISTS, "id", "opened_at")]
SELLER = st.fixed_dictionaries(
    dict.fromkeys(FREE, TEXT)
    | {name: st.none() | st.sampled_from(values) for name, values in OF.items()}
    | {name: st.none() | st.lists(st.text(max_size=12), max_size=3) for name in LISTS}
)
REFERENCES = VettingReferences(regimes=tuple(REGIMES.values()), denied=lists())


@settings(max_examples=40)
@given(st.lists(SELLER, max_size=4))
def test_any_sellers_have_one_dossier_each(given_ones: list[dict[str, Any]]) -> None:
    sellers = table(Seller, [{"id": f"s-{at}"} | one for at, one in enumerate(given_ones)])
    result = vet(sellers, REFERENCES, day=DAY)
    assert result.dossiers["seller_id"].to_list() == sellers["id"].to_list()
    Dossier.validate(result.dossiers)
    Check.validate(result.checks)
    Clock.validate(result.clocks)
    Finding.validate(result.findings)
    assert (result.dossiers["status"] == "verified").sum() == result.dossiers.filter(
        pl.col("why").list.len() == 0
    ).height


@settings(max_examples=15)
@given(SELLER)
def test_who_stands_beside_a_seller_with_nothing_in_common_changes_nothing(one: dict[str, Any]) -> None:
    own = {"id": "s-1", "name": "Quarrington Boots LLC"}
    alone = vet(table(Seller, [own]), REFERENCES, day=DAY)
    other = one | dict.fromkeys(("taxNumber", "vatCode", "leiCode", "bankAccount", "idNumber", "party_id"))
    beside = vet(table(Seller, [{"id": "s-0"} | other, own]), REFERENCES, day=DAY)
    for before, after in zip(alone[:4], beside[:4], strict=True):
        key = "subject_id" if "subject_id" in before.columns else "seller_id"
        assert after.filter(pl.col(key) == "s-1").equals(before)


@settings(max_examples=25)
@given(st.lists(SELLER, max_size=4), st.sampled_from(["99-0000001", "N/A", None]))
def test_looked_at_apart_each_is_told_what_it_would_be_told_alone(
    given_ones: list[dict[str, Any]], shared: str | None
) -> None:
    common = {"taxNumber": shared, "party_id": "p-1", "idNumber": "X7654321"}
    ended = SOUND | {"id": "s-9", "status": "terminated"}
    rows = [SOUND | one | common | {"id": f"s-{at}"} for at, one in enumerate(given_ones)] + [ended | common]
    beside = vet(table(Seller, rows), REFERENCES, day=DAY, apart=True)
    alone = [vet(table(Seller, [row]), REFERENCES, day=DAY) for row in rows]
    for at, name in enumerate(beside._fields):
        key = "subject_id" if "subject_id" in beside[at].columns else "seller_id"
        for row, own in zip(rows, alone, strict=True):
            assert beside[at].filter(pl.col(key) == row["id"]).equals(own[at]), name


def test_looked_at_together_an_account_that_comes_back_is_told() -> None:
    rows = table(Seller, [SOUND, SOUND | {"id": "s-2", "status": "terminated"}])
    together, apart = (vet(rows, REFERENCES, day=DAY, apart=one).findings for one in (False, True))
    assert {"tax_number_shared", "terminated_party_returns"} <= set(together["kind"])
    assert not {"tax_number_shared", "terminated_party_returns"} & set(apart["kind"])


def test_documents_and_events_of_strangers_change_nothing() -> None:
    stranger = PAPERS[0] | {"seller_id": "s-77", "result": "invalid"}
    event = [{"seller_id": "s-77", "kind": "violation", "day": DAY}]
    with_them, without = vetted({}, documents=[*PAPERS, stranger], events=event), vetted({})
    assert with_them.dossiers.equals(without.dossiers)
    assert with_them.clocks.equals(without.clocks)


def test_no_sellers_have_no_dossiers() -> None:
    result = vet(Seller.create_empty(), REFERENCES, day=DAY)
    assert [one.height for one in result] == [0] * 5
