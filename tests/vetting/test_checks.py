"""Where does each check fire, and on which sellers must it not? Each row changes one thing of a sound company."""

import datetime as dt
from typing import Any

import pytest

from counterfoil.vetting.kinds import CHECKS
from vetting.made import DAY, PAPERS, REGIMES, against, status, vetted

GERMAN = {
    "country": "DE", "address": "8 Märchenweg, Düsseldorf, Germany", "postalCode": "40213", "phone": None,
    "taxNumber": None, "registrationNumber": "HRB 99999", "bankAccount": None,
}  # fmt: skip
ABROAD = {"country": "China", "address": "22 Fable Park, Shenzhen, China", "postalCode": "518000", "phone": None}


def test_a_sound_company_is_verified() -> None:
    result = vetted({})
    assert against(result) == set()
    dossier = result.dossiers.row(0, named=True)
    assert (dossier["status"], dossier["tier"], dossier["missing"], dossier["why"]) == ("verified", "low", [], [])


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"taxNumber": "00-0000001"}, {"tax_number_fails"}),
        ({"taxNumber": "N/A"}, {"number_fills_the_field"}),
        (GERMAN | {"vatCode": "DE136695977"}, {"vat_number_fails"}),
        (GERMAN | {"vatCode": "DE136695976"}, set()),
        ({"leiCode": "5493001KJTIIGC8Y1R13"}, {"lei_fails"}),
        ({"leiCode": "5493001KJTIIGC8Y1R12"}, set()),
        (ABROAD | {"registrationNumber": "91110000600037341M", "taxNumber": "91110000600037341L", "bankAccount": None},
         {"registration_number_fails"}),
        ({"schema": "Person"}, {"form_contradicts_person"}),
        ({"schema": "Person", "name": "Ingrid Halvorsen", "registrationNumber": None, "bankHolder": "Halvorsen Ingrid"},
         set()),
        ({"postalCode": "9720"}, {"post_code_misfits"}),
        ({"postalCode": "10001"}, {"post_code_of_another_state"}),
        ({"postalCode": "10001", "address": "1 Invented Plaza, New York, United States"}, set()),
        ({"address": "22 Fable Park, Hong Kong, Oregon, United States"},
         {"address_names_another_country"}),
        ({"address_kind": "mail drop"}, {"mail_drop"}),
        ({"address_kind": "residential"}, set()),
        ({"phone": "555-0101"}, {"phone_fails"}),
        ({"phone": "503-555-0101"}, set()),
        ({"phone": "+44 909 8790000"}, {"phone_throwaway", "phone_of_another_country"}),
        ({"email": "sales at example"}, {"email_fails"}),
        ({"email": "sales@mailinator.com"}, {"email_disposable"}),
        ({"email": "fjord.outfitters@gmail.com"}, set()),
        ({"bankRouting": "021000022"}, {"bank_account_fails"}),
        ({"bankAccount": "DE89 3704 0044 0532 0130 00", "bankRouting": None}, {"bank_in_another_country"}),
        ({"bankHolder": "Golden Reed General Trading"}, {"bank_holder_differs"}),
        ({"bankHolder": "Ingrid Halvorsen"}, set()),  # the owner's own account
        ({"status": "terminated"}, {"terminated"}),
        ({"status": "debarred"}, {"debarred"}),
        ({"status": "suspended"}, {"suspended"}),
    ],
)  # fmt: skip
def test_one_thing_changed(changed: dict[str, Any], expected: set[str]) -> None:
    assert against(vetted(changed)) == expected


@pytest.mark.parametrize(
    ("paper", "expected"),
    [
        ({"type": "government id", "expires_on": DAY - dt.timedelta(days=1)}, {"document_expired"}),
        ({"type": "government id", "expires_on": DAY}, set()),
        ({"type": "identity check", "result": "invalid", "checked_by": "an identity provider"}, {"document_rejected"}),
        ({"type": "identity check", "result": "inconclusive"}, {"document_inconclusive"}),
        ({"type": "government id", "holder": "Golden Reed General Trading"}, {"document_in_another_name"}),
        ({"type": "government id", "holder": "HALVORSEN, Ingrid"}, set()),
        ({"type": "invoice", "holder": "Golden Reed General Trading"}, set()),  # not a document of identity
    ],
)
def test_documents(paper: dict[str, Any], expected: set[str]) -> None:
    assert against(vetted({}, documents=[*PAPERS, {"seller_id": "s-1"} | paper])) == expected


def test_a_renewed_document_takes_the_place_of_the_expired_one() -> None:
    old = {"seller_id": "s-1", "type": "government id", "expires_on": dt.date(2025, 1, 1)}
    new = {"seller_id": "s-1", "type": "government id", "expires_on": dt.date(2035, 1, 1)}
    assert against(vetted({}, documents=[*PAPERS, old, new])) == set()


def test_a_number_shared_by_accounts_and_an_empty_one_shared_by_thousands() -> None:
    sellers = [
        {"id": f"s-{n}", "taxNumber": number} for n, number in enumerate(["99-0000001", "990000001", None, "N/A"])
    ]
    sellers += [{"id": f"e-{n}", "taxNumber": ["", None, "n/a", "00-0000000", "-"][n % 5]} for n in range(2000)]
    result = vetted(sellers, documents=[])
    doubtful = result.checks.filter(check="tax_number_shared", result="doubtful")
    assert doubtful["seller_id"].to_list() == ["s-0", "s-1"]


def test_three_violations_in_a_year_end_an_account_under_the_stricter_profile() -> None:
    def events(*days: str) -> list[dict[str, Any]]:
        return [{"seller_id": "s-1", "kind": "violation", "day": dt.date.fromisoformat(day)} for day in days]

    strict = (REGIMES["shop-safe"],)
    two = vetted({}, regimes=strict, events=events("2025-11-08", "2026-01-01", "2026-06-01"))
    three = vetted({}, regimes=strict, events=events("2025-11-09", "2026-01-01", "2026-06-01"))
    assert (against(two), against(three)) == (set(), {"repeated_violations"})
    assert status(three) == "refused"
    assert status(vetted({}, events=events("2026-01-01", "2026-03-01", "2026-06-01"))) == "verified"


def test_every_check_has_its_sentences_and_a_weight() -> None:
    names = [one.kind.name for one in CHECKS]
    assert len(names) == len(set(names)) > 30
    weighed = set(vetted({}).findings["kind"]) | {*names}
    assert weighed == {*names}
    for one in CHECKS:
        assert one.kind.party_sentence.endswith(".")
        assert one.how
        assert one.kind.source
