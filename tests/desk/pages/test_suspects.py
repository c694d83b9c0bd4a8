"""The pages of suspect offers: what sellers wrote is text, their links go nowhere else, and scores are no percents."""

import datetime as dt
import re
import uuid

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from counterfoil_desk.accounts.models import Member
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.pages.day_chart import HIGH, day_chart
from counterfoil_desk.pages.templatetags.offers import is_of_the_web
from counterfoil_desk.service.keeping import Origin, Suspect, count, keep_suspects
from counterfoil_desk.service.models import SuspectOffer
from desk.conftest import Desk, new_member
from desk.service.test_proofs import change
from desk.service.test_proofs import kept as proven

BAD = "<script>alert(1)</script>\u202e"
ANSWER = {
    "score": 0.802184, "right_id": "r-1", "ground": "counterfeit", "reasons": [f"The title says {BAD}.", "Second."],
    "party_reasons": ["Your title says so."], "policy": "default-1", "rule": "weight >= 1000",
}  # fmt: skip
FINDINGS = [{"kind": "k", "weight": -2600, "detail": "Weighty.", "field": "title", "seen": BAD, "right_id": "r-1"}]


def kept(member: Member, *ids: str, decision: str = "hold", **fields: object) -> None:
    origin = Origin("stream", timezone.now(), {"generation": 7, "digests": {"rights": "ab" * 32}})
    found = [
        Suspect(
            {"id": one, "title": BAD, **fields}, {**ANSWER, "id": one, "decision": decision}, {"findings": FINDINGS}
        )
        for one in ids
    ]
    with acting_as(organisation=member.organisation_id), transaction.atomic():
        keep_suspects(found, origin, organisation=member.organisation_id)
        count({decision: len(ids), "clear": 3}, origin.at.date(), organisation=member.organisation_id)


def page(member: Member, address: str) -> str:
    client = Client()
    client.force_login(member.user)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def of(member: Member, offer_id: str) -> str:
    with acting_as(organisation=member.organisation_id), transaction.atomic():
        return reverse("suspect", args=[SuspectOffer.objects.get(offer_id=offer_id).public_id])


def test_suspect_offers_are_listed_by_decision_and_page(desk: Desk, admin: Member) -> None:
    kept(admin, *(f"o-{number:02}" for number in range(60)))
    kept(admin, "r-only", decision="review")
    whole = page(admin, reverse("suspects"))
    assert whole.count("<tr>") > 50
    assert "Page 1 of 2, 61 offers" in whole
    assert "0.802" in whole
    assert "%" not in re.sub(r"<[^>]+>", "", whole)
    narrowed = page(admin, reverse("suspects") + "?decision=review")
    assert ("r-only" in narrowed, "o-00" in narrowed) == (True, False)
    assert "o-59" in page(admin, reverse("suspects") + "?decision=nonsense&page=2")
    assert len(re.findall(r'<rect class="(hold|review)"', whole)) == 2


def test_one_offer_shows_reasons_side_by_side_evidence_and_what_it_rests_on(desk: Desk, admin: Member) -> None:
    kept(
        admin,
        "o-1",
        link="https://shop.example/a?b=1&c=2",
        image_link="javascript:alert(1)",
        price="19.0000",
        price_currency="USD",
    )
    shown = page(admin, of(admin, "o-1"))
    for told in ("Your title says so.", "Second.", "\u22122.60", "ab" * 32, "<dd>7</dd>", "default-1", "19.00 USD"):
        assert told in shown
    assert "<script>alert" not in shown
    assert "\u202e" not in shown
    assert re.findall(r'<a href="(?!/)[^>]+>', shown) == [
        '<a href="https://shop.example/a?b=1&amp;c=2" rel="noopener noreferrer nofollow" '
        'title="Leads to a page of the seller">'
    ]


def test_another_organisation_finds_no_such_offer(desk: Desk, admin: Member) -> None:
    kept(admin, "o-1")
    other = new_member(desk, role="administrator")
    client = Client()
    client.force_login(other.user)
    assert client.get(of(admin, "o-1")).status_code == 404
    assert client.get(reverse("suspect", args=[uuid.uuid4()])).status_code == 404
    assert "o-1" not in page(other, reverse("suspects"))
    assert Client().get(of(admin, "o-1")).status_code == 302


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("https://shop.example/x", True), ("http://shop.example", True), ("HTTPS://Shop.example/", True),
        ("javascript:alert(1)", False), ("data:text/html,x", False), ("https://a b.example", False),
        ("//shop.example", False), ("https://", False), ("https://bank.example@evil.example/", False),
        ("https://x.example/\u202eexe", False), ("https://[::1", False),
        ('https://x.example/"onx="', False), ("", False),
    ],
)  # fmt: skip
def test_only_addresses_of_the_web_lead_out(text: str, leads: bool) -> None:
    assert is_of_the_web(text) is leads


def test_bars_stand_on_the_axis_and_reach_the_top_once() -> None:
    days = [dt.date(2026, 11, 1), dt.date(2026, 11, 2), dt.date(2026, 11, 3)]
    chart = day_chart({days[0]: {"review": 3, "hold": 1, "clear": 900}, days[1]: {}, days[2]: {"remove": 2}})
    assert chart.top == 4
    assert [sum(piece.height for piece in bar.pieces) for bar in chart.bars] == [HIGH, 0, HIGH / 2]
    assert chart.bars[0].pieces[0].y + chart.bars[0].pieces[0].height == HIGH
    assert chart.bars[0].pieces[-1].y == 0
    assert chart.bars[-1].is_named


def test_the_page_says_whether_the_log_proves_the_offer(desk: Desk, admin: Member) -> None:
    kept(admin, "o-0")
    proven(admin, "o-1")
    assert "Kept before the audit log" in page(admin, of(admin, "o-0"))
    shown = page(admin, of(admin, "o-1"))
    assert "proves that this offer and this decision stand here" in shown
    (entry,) = re.findall(r"/audit/entries/\d+", shown)
    assert "Offers screened" in page(admin, entry)
    change(desk, admin, 'answer = answer || \'{"rule": "another"}\'')
    shown = page(admin, of(admin, "o-1"))
    assert "Not proven" in shown
    assert "proves that" not in shown
