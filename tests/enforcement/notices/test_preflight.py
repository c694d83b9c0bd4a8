"""Every problem of a notice: what sets it off, what it is called, whether it stops; and sound notices without any."""

import datetime as dt
from typing import Any

import msgspec
import pytest

from counterfoil.enforcement.notices.all_forms import FORMS
from counterfoil.enforcement.notices.form import Settings
from counterfoil.enforcement.notices.notifier import PowerOfAttorney, Recipient
from counterfoil.enforcement.notices.preflight import preflight, without_stopped
from enforcement.notices.notice_samples import DAY, LISTING, NOTIFIER, POWER, asked

YESTERDAY, TOMORROW = DAY - dt.timedelta(days=1), DAY + dt.timedelta(days=1)


def notifier(**changed: Any) -> Any:
    return msgspec.structs.replace(NOTIFIER, **changed)


def power(**changed: Any) -> Any:
    return notifier(powers_of_attorney=(msgspec.structs.replace(POWER, **changed),))


@pytest.mark.parametrize("form", [name for name in FORMS if name not in ("dmca", "dsa-16", "amazon")])
def test_nothing_stands_in_the_way_of_a_sound_notice(form: str) -> None:
    assert preflight(asked(form)).problems == ()


@pytest.mark.parametrize(
    ("form", "changed"),
    [
        ("dsa-16", {"right": {"territory": "EM", "office": "EM"}, "territory": ("DE", "FR")}),
        ("dsa-16", {"right": {"territory": "DE", "office": "DE"}, "territory": ("DE",), "ground": "mark misuse"}),
        ("dmca", {"ground": "copyright"}),
        ("amazon", {"listing": {"link": "https://www.amazon.com/dp/B0ABCDEFGH"}}),
        ("trademark-mail", {"right": {"expires_on": DAY}}),  # the last day is within it
        ("trademark-mail", {"right": {"registered_on": DAY}}),
        ("trademark-mail", {"notifier": power(valid_until=DAY)}),
        ("trademark-mail", {"notifier": power(valid_from=DAY, territories=("US", "NO"), rights=("r-1",))}),
        ("trademark-mail", {"notifier": notifier(role="owner", organisation="halvorsen  sport AS")}),
        ("trademark-mail", {"notifier": notifier(role="trusted flagger", powers_of_attorney=())}),
        ("trademark-mail", {"confirmed": True}),
        ("trademark-mail", {"confirmed": True, "listing": {"kinds": ("price_below",)}}),  # a person examined the goods
        ("trademark-mail", {"listing": {"kinds": ("picture_of_known_counterfeit",)}}),
        ("trademark-mail", {"ground": "mark misuse", "listing": {"kinds": ("mark_in_title",)}}),  # alleges no copy
        ("trademark-mail", {"open_listings": {"another": "n-1"}}),
        ("dmca", {"ground": "copyright", "right": {"status": "dead", "number": ""}}),  # it rests on no mark
    ],
)
def test_what_is_right_at_its_edge_is_no_problem(form: str, changed: dict[str, Any]) -> None:
    assert preflight(asked(form, **changed)).problems == ()


ROWS: list[tuple[str, str, dict[str, Any], str, str]] = [
    ("registration-missing", "stops", {"right": {"number": ""}}, "trademark-mail", "registration_number"),
    ("registration-missing", "stops", {"right": {"office": ""}}, "trademark-mail", "office"),
    ("mark-pending", "stops", {"right": {"status": "pending"}}, "trademark-mail", "in force"),
    ("mark-over", "stops", {"right": {"status": "cancelled"}}, "trademark-mail", "in force"),
    ("mark-over", "stops", {"right": {"status": "expired"}}, "trademark-mail", "in force"),
    ("status-unclear", "asks", {"right": {"status": "unclear"}}, "trademark-mail", "status"),
    ("status-unclear", "asks", {"right": {"status": ""}}, "trademark-mail", "status"),
    ("not-registered-yet", "stops", {"right": {"registered_on": TOMORROW}}, "trademark-mail", "in force"),
    ("registration-expired", "stops", {"right": {"expires_on": YESTERDAY}}, "trademark-mail", "renewed"),
    ("wrong-territory", "stops", {"territory": ("US", "CA")}, "trademark-mail", "CA"),
    ("wrong-territory", "stops", {"right": {"territory": "EM"}, "territory": ("GB",)}, "trademark-mail", "GB"),
    ("territory-unknown", "asks", {"right": {"territory": "WO"}}, "trademark-mail", "territory"),
    ("territory-missing", "stops", {"territory": ()}, "trademark-mail", "--territory"),
    ("supplemental-register", "asks", {"right": {"register": "supplemental"}}, "trademark-mail", "mark misuse"),
    ("power-missing", "stops", {"notifier": notifier(powers_of_attorney=())}, "vero", "powers_of_attorney"),
    ("power-missing", "stops", {"notifier": power(owner="Somebody Else AS")}, "vero", "powers_of_attorney"),
    ("power-not-yet", "stops", {"notifier": power(valid_from=TOMORROW)}, "vero", "Ask"),
    ("power-expired", "stops", {"notifier": power(valid_until=YESTERDAY)}, "vero", "Ask"),
    ("power-other-right", "stops", {"notifier": power(rights=("r-2",))}, "vero", "Ask"),
    ("power-other-territory", "stops", {"notifier": power(territories=("NO",))}, "vero", "Ask"),
    ("not-the-owner", "stops", {"notifier": notifier(role="owner", organisation="Other AS")}, "vero", "agent"),
    ("ground-not-for-form", "stops", {}, "dmca", "trademark-mail"),
    ("ground-not-for-form", "stops", {"ground": "mark misuse"}, "dmca", "trademark-mail"),
    ("ground-not-for-form", "stops", {"ground": "grey market"}, "trademark-mail", "dealer"),
    ("ground-not-for-form", "stops", {"ground": "design"}, "walmart", "counterfeit"),
    (
        "first-sale",
        "asks",
        {"ground": "grey market", "territory": ("DE",), "right": {"territory": "EM"}},
        "dsa-16",
        "lot",
    ),
    ("form-other-territory", "stops", {}, "dsa-16", "--territory"),
    ("registration-not-uspto", "stops", {"right": {"number": "99000001"}}, "walmart", "serial"),
    ("work-missing", "stops", {"ground": "copyright", "notifier": notifier(works=())}, "dmca", "works"),
    ("reason-code-missing", "stops", {"settings": Settings()}, "vero", "reason_codes"),
    ("recipient-address-missing", "stops", {"recipient": Recipient(name="X")}, "trademark-mail", "recipients"),
    ("recipient-address-missing", "stops", {"recipient": Recipient(name="X", email="x@")}, "trademark-mail", "recipi"),
    ("notifier-incomplete", "stops", {"notifier": notifier(signature=" ")}, "trademark-mail", "signature"),
    ("notifier-incomplete", "stops", {"ground": "copyright", "notifier": notifier(telephone="")}, "dmca", "telephone"),
    ("notifier-address-wrong", "stops", {"notifier": notifier(email="notices at northlight")}, "vero", "email"),
    ("no-good-faith", "stops", {"notifier": notifier(good_faith=False)}, "vero", "good_faith"),
    ("no-good-faith", "stops", {"notifier": notifier(accurate=False)}, "vero", "accurate"),
    (
        "no-perjury-statement",
        "stops",
        {"ground": "copyright", "notifier": notifier(under_penalty_of_perjury=False)},
        "dmca",
        "under_penalty_of_perjury",
    ),
    ("no-listings", "stops", {"listings": ()}, "trademark-mail", "Screen"),
    ("link-missing", "stops", {"listing": {"link": ""}}, "trademark-mail", "link"),
    ("link-missing", "stops", {"listing": {"link": "javascript:alert(1)"}}, "trademark-mail", "link"),
    ("number-missing", "stops", {"listing": {"link": "https://x.example/1", "offer_id": "o-1"}}, "vero", "link"),
    ("number-missing", "stops", {}, "amazon", "link"),
    ("seller-authorised", "stops", {"listing": {"seller": "authorised"}}, "vero", "owner"),
    ("seller-named", "asks", {"listing": {"seller": "named"}}, "vero", "owner"),
    ("seller-unknown", "asks", {"listing": {"account_id": ""}}, "vero", "page"),
    ("goods-not-covered", "stops", {"listing": {"goods": False}}, "vero", "mark misuse"),
    ("goods-not-covered", "asks", {"listing": {"goods": False}, "ground": "mark misuse"}, "trademark-mail", "repute"),
    ("goods-unknown", "asks", {"listing": {"goods": None}}, "vero", "goods"),
    ("no-reasons", "stops", {"listing": {"reasons": ()}}, "vero", "evidence"),
    ("no-authenticity-fact", "asks", {"listing": {"kinds": ("price_below", "mark_in_title")}}, "vero", "test purchase"),
    (
        "no-authenticity-fact",
        "asks",
        {"listing": {"kinds": ("mark_broken_up",)}, "confirmed": False},
        "vero",
        "confirmed",
    ),
    ("nominative-use", "asks", {"listing": {"kinds": ("named_for_compatibility",)}}, "vero", "Read"),
    ("descriptive-use", "stops", {"listing": {"kinds": ("word_in_its_own_meaning",)}}, "vero", "leave-out"),
    ("common-word", "asks", {"right": {"is_common_word": True}}, "vero", "Read"),
    ("used-goods", "asks", {"listing": {"kinds": ("used_goods",)}}, "vero", "genuine"),
    ("evidence-against", "asks", {"listing": {"against": ("The price is that of genuine goods.",)}}, "vero", "Weigh"),
    ("repeats-open-notice", "stops", {"open_listings": {LISTING.offer_id: "n-9"}}, "vero", "Wait"),
    ("listing-stale", "asks", {"day": DAY + dt.timedelta(days=40)}, "vero", "still there"),
    ("case-not-confirmed", "asks", {"confirmed": False}, "vero", "case act"),
]


@pytest.mark.parametrize(("code", "severity", "changed", "form", "in_cure"), ROWS)
def test_a_problem_has_its_code_its_severity_and_its_cure(
    code: str, severity: str, changed: dict[str, Any], form: str, in_cure: str
) -> None:
    found = [one for one in preflight(asked(form, **changed)).problems if one.code == code]
    assert [one.severity for one in found] == [severity]
    assert in_cure in found[0].cure
    assert found[0].sentence.endswith(".")
    assert found[0].form == form


def test_every_code_is_drawn_above() -> None:
    import re
    from pathlib import Path

    from counterfoil.enforcement.notices import checks
    from counterfoil.enforcement.notices import preflight as module

    files = [*Path(checks.__path__[0]).glob("*.py"), Path(str(module.__file__))]
    used = {code for file in files for code in re.findall(r'(?:stops|asks)\(\s*"([a-z-]+)"', file.read_text("utf-8"))}
    assert used == {row[0] for row in ROWS}


def test_what_stops_stands_before_what_asks() -> None:
    found = preflight(asked(right={"status": "dead", "is_common_word": True}, confirmed=False))
    assert [one.severity for one in found.problems] == ["stops", "asks", "asks"]
    assert [one.code for one in found.stopping] == ["mark-over"]
    assert [one.code for one in found.unanswered({"common-word"})] == ["case-not-confirmed"]


def test_listings_that_a_problem_of_their_own_stops_can_be_left_out() -> None:
    authorised = LISTING._replace(offer_id="110055500000", seller="authorised")
    found = without_stopped(asked("vero", listings=(LISTING, authorised)))
    assert found.problems == ()
    assert found.asked.finding.listings == (LISTING,)
    assert found.left_out == ("110055500000",)


def test_of_several_powers_one_that_covers_is_enough() -> None:
    ended = PowerOfAttorney(owner=POWER.owner, document="old", valid_from=DAY, valid_until=DAY - dt.timedelta(days=9))
    assert preflight(asked(notifier=notifier(powers_of_attorney=(ended, POWER)))).problems == ()


def test_no_problem_repeats_what_the_file_holds_of_the_notifier() -> None:
    wrong = notifier(email="wrong address", good_faith=False, powers_of_attorney=(), signature="")
    told = " ".join(f"{one.sentence} {one.cure}" for one in preflight(asked(notifier=wrong)).problems)
    assert "Ingrid" not in told
    assert "wrong address" not in told
