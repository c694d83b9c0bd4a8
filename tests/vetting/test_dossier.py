"""What does it come to? Statuses in order of gravity, what is missing under which regime, and what buyers are shown."""

import datetime as dt
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from counterfoil.tables import re_entry
from counterfoil.tables.dossier import STATUSES
from counterfoil.tables.offer import Offer
from counterfoil.tables.right import Right
from counterfoil.vetting.regime import built_in, read_regime
from screening.screened import table
from vetting.made import DAY, PAPERS, REGIMES, against, sold, status, vetted

YEAR = {"first": "2026-01-01", "last": "2026-10-31"}


def missing(result: Any, seller_id: str = "s-1") -> set[str]:
    rows = result.checks.filter((pl.col("seller_id") == seller_id) & (pl.col("result") == "missing"))
    return set(rows["check"])


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, "verified"),
        ({"taxNumber": None}, "incomplete"),
        ({"taxNumber": "00-0000001"}, "incomplete"),  # given, and to be corrected
        ({"email": "a@mailinator.com", "bankHolder": "Golden Reed", "address_kind": "mail drop"}, "review"),
        ({"status": "suspended", "taxNumber": None}, "suspended"),
        ({"status": "terminated", "taxNumber": None}, "refused"),
    ],
)
def test_the_gravest_decides(changed: dict[str, Any], expected: str) -> None:
    result = vetted(changed)
    assert status(result) == expected
    assert expected in STATUSES
    assert (result.dossiers["why"].list.len().item() > 0) == (expected != "verified")


@pytest.mark.parametrize(
    ("regime", "changed", "documents", "expected"),
    [
        ("programme", {}, PAPERS, set()),
        ("programme", {}, [], {"identity", "verification"}),
        ("programme", {"beneficialOwner": None, "declared_types": None}, PAPERS, {"beneficial owner", "goods"}),
        ("programme", {"country": "HK"}, PAPERS, {"indemnity", "agent for service"}),
        ("programme", {"country": "HK", "indemnity": "bond", "agentForService": "agent"}, PAPERS, set()),
        ("programme", {"declared_types": ["medicine"]}, PAPERS, {"approval"}),
        ("programme", {"schema": "Person", "beneficialOwner": None, "registrationNumber": None}, PAPERS, set()),
        ("dsa-30", {}, PAPERS, {"self-certification"}),  # article 30(1)(a) to (e)
        ("dsa-30", {"name": None}, PAPERS, {"name", "self-certification"}),
        ("dsa-30", {"address": None}, PAPERS, {"address", "self-certification"}),
        ("dsa-30", {"phone": None}, PAPERS, {"phone", "self-certification"}),
        ("dsa-30", {"email": None}, PAPERS, {"email", "self-certification"}),
        ("dsa-30", {"bankAccount": None}, PAPERS, {"bank account", "self-certification"}),
        ("dsa-30", {"registrationNumber": None}, PAPERS, {"registration", "self-certification"}),
        ("dsa-30", {}, [], {"identity", "verification", "self-certification"}),
        ("shop-safe", {}, PAPERS, {"service of process", "terms", "attestation", "jurisdiction"}),
        ("shop-safe", {"agentForService": "agent"}, PAPERS, {"terms", "attestation", "jurisdiction"}),
    ],
)
def test_what_each_regime_asks_for(
    regime: str, changed: dict[str, Any], documents: list[dict[str, Any]], expected: set[str]
) -> None:
    assert missing(vetted(changed, documents=documents, regimes=(REGIMES[regime],))) == expected


def test_a_verified_address_in_the_united_states_is_reachable_for_service() -> None:
    paper = {"seller_id": "s-1", "type": "utility bill", "result": "valid"}
    strict = (REGIMES["shop-safe"],)
    assert "service of process" not in missing(vetted({}, documents=[*PAPERS, paper], regimes=strict))
    abroad = vetted({"country": "HK"}, documents=[*PAPERS, paper], regimes=strict)
    assert "service of process" in missing(abroad)


INFORM_FIELDS = {"bankAccount": None, "bankHolder": None, "taxNumber": None, "email": None, "phone": None}


@pytest.mark.parametrize(
    ("count", "dollars", "expected"), [(199, "90000", set()), (200, "4999.99", set()), (200, "5000.00", "all")]
)
def test_inform_asks_only_sellers_of_high_volume(count: int, dollars: str, expected: set[str] | str) -> None:
    sales = sold(count, dollars, **YEAR)
    result = vetted(INFORM_FIELDS, documents=[], sales=sales, regimes=(REGIMES["inform"],))
    everything = {"bank account", "identity", "tax number", "email", "phone", "verification"}
    assert missing(result) == (everything if expected == "all" else expected)


def test_a_payee_will_do_where_there_is_no_bank_account() -> None:
    result = vetted({"bankAccount": None}, sales=sold(200, "5000", **YEAR), regimes=(REGIMES["inform"],))
    assert missing(result) == set()


@pytest.mark.parametrize(
    ("dollars", "changed", "events", "expected"),
    [
        ("19999.99", {}, [], "none"),
        ("20000.00", {}, [], "full"),
        ("20000.00", {"address_kind": "residential"}, [], "full"),  # nobody asked for less
        ("20000.00", {"address_kind": "residential"}, ["partial disclosure requested"], "country and state"),
        ("20000.00", {"address_kind": "business"}, ["partial disclosure requested"], "full"),
        (
            "20000.00",
            {"address_kind": "residential"},
            ["partial disclosure requested", "partial disclosure misused"],
            "full",
        ),
    ],
)
def test_what_buyers_are_shown(dollars: str, changed: dict[str, Any], events: list[str], expected: str) -> None:
    told = [{"seller_id": "s-1", "kind": kind, "day": DAY} for kind in events]
    result = vetted(changed, sales=sold(250, dollars, **YEAR), events=told)
    assert result.dossiers["disclosure"].item() == expected


def test_due_days_and_what_an_overdue_clock_makes_of_the_status() -> None:
    sales = pl.concat([sold(199, "6000", first="2025-12-01", last="2026-02-20"),
                       sold(1, "40", first="2026-03-02", last="2026-03-02")])  # fmt: skip
    lacking = {"bankAccount": None, "bankHolder": None}
    in_time = vetted(lacking, day=dt.date(2026, 3, 12), sales=sales).dossiers.row(0, named=True)
    assert (in_time["status"], in_time["qualified_on"]) == ("incomplete", dt.date(2026, 3, 2))
    assert in_time["due_on"] == dt.date(2026, 3, 12)
    late = vetted(lacking, day=dt.date(2026, 3, 13), sales=sales)
    assert any("overdue since 2026-03-12" in why for why in late.dossiers["why"].item())
    notified = [{"seller_id": "s-1", "kind": "notified", "day": dt.date(2026, 3, 13)}]
    suspended = vetted(lacking, day=dt.date(2026, 3, 24), sales=sales, events=notified)
    assert status(suspended) == "suspended"
    given = [*notified, {"seller_id": "s-1", "kind": "received", "day": dt.date(2026, 3, 25)}]
    assert status(vetted({}, day=dt.date(2026, 3, 26), sales=sales, events=given)) == "verified"


def test_a_change_after_the_last_check_asks_for_a_new_one() -> None:
    events = [
        {"seller_id": "s-1", "kind": kind, "day": dt.date.fromisoformat(day)}
        for kind, day in (("received", "2026-03-09"), ("verified", "2026-03-15"), ("changed", "2026-11-01"))
    ]
    result = vetted({}, events=events, documents=[{"seller_id": "s-1", "type": "government id"}])
    assert missing(result) == {"verification"}


def test_an_account_of_a_terminated_party_is_looked_at_side_by_side() -> None:
    sellers = [
        {"id": "s-1", "party_id": "P-7"},
        {"id": "s-2", "party_id": "P-7", "status": "terminated"},
        {"id": "s-3", "party_id": None, "taxNumber": "99-0000003", "bankAccount": "000123458"},
    ]
    result = vetted(sellers, documents=[*PAPERS, PAPERS[0] | {"seller_id": "s-3"}])
    assert (status(result), status(result, "s-2"), status(result, "s-3")) == ("review", "refused", "verified")
    said = result.checks.filter(check="terminated_party_returns", seller_id="s-1")["detail"].item()
    assert said == (
        "The account seems to be of the operator of s-2, which is terminated: same party, tax number ••0001, "
        "account ••3456, phone ••0101, e-mail, address."
    )
    linked = re_entry.EXAMPLE.with_columns(seller_id=pl.lit("s-3"))
    other = vetted(
        {"id": "s-3", "taxNumber": "99-0000003"}, documents=[PAPERS[0] | {"seller_id": "s-3"}], re_entries=linked
    )
    assert status(other, "s-3") == "review"


def offer(number: int, title: str, brand: str | None = None) -> dict[str, Any]:
    return {"id": f"o-{number}", "title": title, "brand": brand, "external_seller_id": "s-1"}


def test_goods_declared_and_goods_offered() -> None:
    offers = table(Offer, [offer(1, "Trail running shoes"), offer(2, "Fragrance, eau de parfum 100 ml")])
    result = vetted({}, offers=offers)
    assert against(result) == {"goods_not_declared"}
    assert missing(result) == {"approval"}  # perfume can hurt, DHS 2020 §8 no. 3
    assert against(vetted({"declared_types": ["footwear and perfume"]}, offers=offers)) == set()
    assert against(vetted({"declared_types": None}, offers=offers)) == set()


def test_marks_whose_owner_names_its_sellers() -> None:
    rights = table(Right, [
        {"id": "r-1", "mark": "Halvorsen", "owner": "H AS", "authorised_sellers": ["Nordlys Running Co."]},
        {"id": "r-2", "mark": "Skarv", "owner": "S AS"},
    ])  # fmt: skip
    offers = table(Offer, [offer(1, "Halvorsen trail shoes", "HALVORSEN"), offer(2, "Skarv boots", "Skarv")])
    stranger = vetted({}, offers=offers, rights=rights)
    assert against(stranger) == {"mark_without_authorisation", "mark_without_invoice"}
    assert status(stranger) == "verified"  # others may lawfully resell
    invoice = {"seller_id": "s-1", "type": "invoice", "mark": "Halvorsen", "issuer": "a wholesaler"}
    assert against(vetted({}, offers=offers, rights=rights, documents=[*PAPERS, invoice])) == {
        "mark_without_authorisation"
    }
    letter = {"seller_id": "s-1", "type": "authorisation letter", "mark": "Halvorsen"}
    assert against(vetted({}, offers=offers, rights=rights, documents=[*PAPERS, letter])) == set()
    dealer = vetted({"name": "Nordlys Running Co.", "bankHolder": "Nordlys Running Co."}, offers=offers, rights=rights)
    assert against(dealer) == set()
    assert "authorised_for_its_marks" in set(dealer.findings["kind"])


def test_a_limit_for_goods_that_can_hurt_holds_once_an_operator_sets_it() -> None:
    young = {"declared_types": ["medicine"], "opened_at": dt.datetime(2026, 10, 1, tzinfo=dt.UTC)}
    offers = table(Offer, [offer(n, "Painkiller tablets") for n in range(11)])
    assert against(vetted(young, offers=offers)) == set()
    text = built_in("programme").decode().replace('verified = "M-L" }', 'verified = "M-L", on = true }')
    own = (read_regime(text.encode(), file="own.toml"),)
    assert against(vetted(young, offers=offers, regimes=own)) == {"more_high_risk_goods_than_allowed"}
    assert against(vetted(young | {"opened_at": None}, offers=offers, regimes=own)) == set()


def test_money_and_counts_are_in_the_dossier() -> None:
    dossier = vetted({}, sales=sold(250, "20000", **YEAR)).dossiers.row(0, named=True)
    assert (dossier["new_sales"], dossier["year_revenue"]) == (250, Decimal("20000.00"))
    assert dossier["regimes"] == ["programme-1", "inform-1"]
    assert dossier["checks_passed"] > 10
    assert "taxNumber" in dossier["given"]
    assert "identity check" in dossier["given"]


@pytest.mark.parametrize("field", ["taxNumber", "vatCode", "leiCode", "bankAccount", "idNumber"])
def test_a_number_of_an_ended_account_brings_its_party_back(field: str) -> None:
    apart = dict.fromkeys(("taxNumber", "bankAccount", "phone", "email", "address"))
    number = {field: "99-0000031"}
    sellers = [
        apart | {"id": "s-1"} | number,
        apart | {"id": "s-2", "status": "debarred"} | number,
        apart | {"id": "s-3"},
    ]
    result = vetted(sellers)
    assert "terminated_party_returns" in against(result)
    assert "terminated_party_returns" not in against(result, "s-2") | against(result, "s-3")
    said = result.checks.filter(check="terminated_party_returns", seller_id="s-1")["detail"].item()
    assert "••0031" in said
    assert "99-0000031" not in said


def test_the_evidence_that_a_party_returns_is_recorded_whole() -> None:
    reasons = ["Both give a name that few accounts have.", "Their offers share several odd or misspelled phrases."]
    linked = re_entry.EXAMPLE.with_columns(seller_id=pl.lit("s-1"), reasons=pl.lit(reasons, dtype=pl.List(pl.String)))
    found = vetted({}, re_entries=linked).findings.filter(kind="terminated_party_returns")["detail"].item()
    assert found.endswith(
        "Both give a name that few accounts have; Their offers share several odd or misspelled phrases."
    )


def test_a_number_that_very_many_give_brings_nobody_back() -> None:
    sellers = [{"id": f"s-{n}", "bankAccount": "000123456", "taxNumber": None} for n in range(25)]
    sellers[3]["status"] = "terminated"
    assert "terminated_party_returns" not in against(vetted(sellers), "s-1")


def test_a_telephone_alone_brings_nobody_back() -> None:
    apart = dict.fromkeys(("taxNumber", "bankAccount", "email", "address"))
    result = vetted([apart | {"id": "s-1"}, apart | {"id": "s-2", "status": "terminated"}])
    assert "terminated_party_returns" not in against(result)
