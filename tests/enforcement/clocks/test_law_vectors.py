"""The vectors T9 and T10 of law.md, that of the DMCA, and the edges of calendars."""

import datetime as dt
from decimal import Decimal

import pytest

from counterfoil.enforcement.clocks.claim_bond import claim_bond
from counterfoil.enforcement.clocks.rule import Act
from counterfoil.enforcement.clocks.running import KINDS, RULES, Running, clocks_of
from counterfoil.errors import UserError
from counterfoil.vetting.regime import built_in, read_regime

LATER = dt.date(2040, 1, 1)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def due(*acts: tuple[str, str]) -> dict[str, Running]:
    found = clocks_of(tuple(Act(kind, day(on)) for kind, on in acts), day=LATER)
    return {one.rule.name: one for one in found}


DUE = [  # the act, its day, what is due, by when
    ("presented", "2025-06-16", "decide to release or detain", "2025-06-24"),
    ("presented", "2025-06-16", "decide whether the goods are admissible", "2025-07-16"),
    ("detention-decided", "2025-06-24", "give notice of detention", "2025-07-01"),
    (
        "detention-notified",
        "2025-06-24",
        "show that the goods are genuine, before the owner sees them unredacted",
        "2025-07-03",
    ),
    ("seizure-notified", "2025-07-16", "tell the owner manufacturer, exporter and importer", "2025-08-27"),
    ("seizure-notice-mailed", "2025-07-16", "petition for relief from the seizure", "2025-08-15"),
    ("penalty-notice-mailed", "2025-07-16", "petition for relief from the penalty", "2025-09-14"),
    ("dmca-counter-notice", "2025-06-16", "restore what a counter-notice asks for", "2025-07-01"),
    ("dmca-counter-notice", "2025-06-16", "restore what a counter-notice asks for, at the latest", "2025-07-08"),
    ("restriction-told", "2025-08-31", "complain against a decision of the platform", "2026-02-28"),
    ("fraud-discovered", "2024-02-29", "sue for a penalty for fraud", "2029-02-28"),
    ("high-volume-reached", "2026-03-02", "have the seller's bank account, tax number and contact", "2026-03-12"),
    ("information-received", "2026-03-09", "verify what the seller gave", "2026-03-19"),
    ("bank-account-asked", "2026-07-02", "have the bank account from the payment processor", "2026-07-08"),
    ("certification-received", "2024-02-29", "ask the seller again whether all is as it was", "2025-02-28"),
    ("debarment-published", "2026-01-01", "report attempts to begin again under another name or address", "2026-03-02"),
    ("seizure-ordered", "2026-11-02", "carry out the order to seize", "2026-11-09"),
    ("seizure-ordered", "2026-11-02", "hear the person against whom it was made, at the latest", "2026-11-17"),
    ("protest-filed", "2026-11-02", "decide a protest", "2026-12-02"),
    # the week of the National Day, with work on Sunday 28 September and Saturday 11 October 2025
    (
        "phase-one-counter-notice",
        "2025-09-22",
        "complain or sue, before a Chinese platform restores",
        "2025-10-24",
    ),
]


@pytest.mark.parametrize(("kind", "on", "name", "by"), DUE)
def test_what_is_due_by_when(kind: str, on: str, name: str, by: str) -> None:
    assert due((kind, on))[name].due == day(by)


def test_a_deadline_on_a_sunday_is_flagged_and_not_moved() -> None:
    petition = due(("penalty-notice-mailed", "2025-07-16"))["petition for relief from the penalty"]
    assert petition.due.isoformat() == "2025-09-14"
    assert petition.flag == "2025-09-14 is a Sunday; not moved."


def test_the_arithmetic_names_the_holidays_that_were_left_out() -> None:
    shown = due(("presented", "2025-06-16"))["decide to release or detain"].arithmetic
    assert shown.startswith("2025-06-16 + 5 US business days = 2025-06-24, weekends not counted, nor 06-19 Juneteenth")


STATES = [  # what meets it, on which day, asked on which day, and the state
    (None, None, "2025-08-15", "running"),
    (None, None, "2025-08-16", "lapsed"),
    ("petition-filed", "2025-08-15", "2025-09-01", "met"),
    ("petition-filed", "2025-08-16", "2025-09-01", "met late"),
    ("petition-filed", "2025-07-15", "2025-09-01", "lapsed"),
]


@pytest.mark.parametrize(("end", "on", "asked", "state"), STATES)
def test_states(end: str | None, on: str | None, asked: str, state: str) -> None:
    ends = (Act(end, day(on)),) if end and on else ()
    found = clocks_of((Act("seizure-notice-mailed", day("2025-07-16")), *ends), day=day(asked))
    assert [one.state for one in found] == [state]


def test_a_day_before_which_nothing_may_be_done_opens_and_does_not_lapse() -> None:
    notice = (Act("dmca-counter-notice", day("2025-06-16")),)
    before, on = (clocks_of(notice, day=day(asked))[0] for asked in ("2025-06-30", "2025-07-01"))
    assert (before.state, on.state) == ("running", "open")


@pytest.mark.parametrize(("value", "bond"), [(1_000, 250), (20_000, 2_000), (90_000, 5_000)])
def test_the_bond_of_a_claim(value: int, bond: int) -> None:
    """T10."""
    assert claim_bond(Decimal(value)) == bond


@pytest.mark.parametrize(
    "acts",
    [
        (Act("siezed", day("2025-06-16")),),
        (Act("presented", day("2040-01-02")),),
        (Act("presented", day("2025-06-16")), Act("presented", day("2025-06-17"))),
    ],
)
def test_what_is_not_clear_is_refused(acts: tuple[Act, ...]) -> None:
    with pytest.raises(UserError):
        clocks_of(acts, day=LATER)


def test_acts_of_one_id_meet_only_its_clocks() -> None:
    acts = (
        Act("seizure-notice-mailed", day("2025-07-16"), "S-1"),
        Act("seizure-notice-mailed", day("2025-07-17"), "S-2"),
        Act("petition-filed", day("2025-07-20"), "S-2"),
    )
    assert [one.state for one in clocks_of(acts, day=day("2025-07-21"))] == ["running", "met"]


def test_every_rule_has_an_owner_an_end_and_a_source() -> None:
    assert all(rule.owner and rule.ends and rule.lapse and rule.within.source for rule in RULES)
    assert len({(rule.name, rule.begins) for rule in RULES}) == len(RULES)
    assert all(rule.begins in KINDS for rule in RULES)


def test_a_claim_says_which_bond_it_needs() -> None:
    told = {one: _bond(Decimal(one) if one else None) for one in ("", "1000", "20000", "90000")}
    assert "bond of 10% of the value of the goods" in told[""]
    assert [told[one].partition(",")[0] for one in ("1000", "20000", "90000")] == [
        "The claim needs a bond of $250.00",
        "The claim needs a bond of $2",
        "The claim needs a bond of $5",
    ]


def _bond(value: Decimal | None) -> str:
    act = Act("forfeiture-published", day("2026-11-02"), value=value)
    (found,) = clocks_of((act,), day=LATER)
    return found.rule.besides(act)


NUMBERS = [  # of the regime that vetting runs by, and the clock that runs by the same
    ("collect", "high-volume-reached"),
    ("bank_details", "bank-account-asked"),
    ("verify", "information-received"),
    ("keep_current", "certification-received"),
    ("certify", "certification-asked"),
    ("suspend", "suspension-warned"),
]


@pytest.mark.parametrize(("number", "begins"), NUMBERS)
def test_vetting_and_clocks_run_by_one_law(number: str, begins: str) -> None:
    rule = next(rule for rule in RULES if rule.begins == begins)
    vetted = read_regime(built_in("inform"), file="inform").numbers[number]
    assert (rule.within.value, rule.within.source, rule.within.verified) == (
        vetted.value,
        vetted.source,
        vetted.verified,
    )


def test_an_act_before_its_law_is_refused_with_the_day_since_which_it_holds() -> None:
    with pytest.raises(UserError, match=r"2020-05-01; 15 USC 45f\(a\)\(1\)\(A\) holds since 2023-06-27"):
        due(("high-volume-reached", "2020-05-01"))
