"""The vectors T1 to T8, T11 and Jindeli of law.md, section 2, as drawn tables: facts in, dollars out."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from counterfoil.enforcement.exposure.copyright import copyright_damages
from counterfoil.enforcement.exposure.customs_fine import customs_fines
from counterfoil.enforcement.exposure.exposure import exposure
from counterfoil.enforcement.exposure.false_entry import false_entries
from counterfoil.enforcement.exposure.inform import inform_penalties
from counterfoil.enforcement.exposure.lanham import lanham_remedies
from counterfoil.enforcement.exposure.penalty_case import (
    Band,
    CounterfeitUse,
    Entry,
    Line,
    Msrp,
    Offence,
    PenaltyCase,
    Seizure,
    Suit,
    Violation,
)
from counterfoil.enforcement.exposure.trafficking import trafficking
from counterfoil.enforcement.exposure.unlawful_importation import unlawful_importations
from counterfoil.errors import UserError

DAY = dt.date(2025, 7, 16)


def case(**facts: Any) -> PenaltyCase:
    return PenaltyCase(id="case-1", person="party-1", **facts)


def seizure(*lines: tuple[int, str], number: str = "S-1", on: dt.date = DAY, **facts: Any) -> Seizure:
    priced = tuple(
        Line(goods="watches", mark="Medlar", units=units, msrp=Msrp(amount=Decimal(price), source="list", on=on))
        for units, price in lines
    )
    return Seizure(number=number, on=on, lines=priced, **facts)


CUSTOMS_FINES = [  # T1 to T3: lines of a seizure, the first seizure's cap, a later one's
    ([(1_000, "250")], "250000", "500000"),
    ([(40, "10350")], "414000", "828000"),
    ([(10, "1200"), (100, "75")], "19500", "39000"),
]


@pytest.mark.parametrize(("lines", "first", "later"), CUSTOMS_FINES)
def test_the_customs_fine_counts_the_seizures_of_the_person(
    lines: list[tuple[int, str]], first: str, later: str
) -> None:
    """T11: "second" is the second seizure, however many lines and units the first one had."""
    seizures = tuple(seizure(*lines, number=f"S-{number}", on=DAY + dt.timedelta(days=number)) for number in (3, 1, 2))
    fines = customs_fines(case(seizures=seizures))
    assert [fine.most for fine in fines] == [Decimal(first), Decimal(later), Decimal(later)]
    assert "S-1" in fines[0].what


def test_a_seizure_under_another_law_does_not_count() -> None:
    other = seizure((1, "9"), number="S-0", on=DAY - dt.timedelta(days=90), under="19 USC 1595a(c)")
    fines = customs_fines(case(seizures=(other, seizure((2, "100")))))
    assert [fine.most for fine in fines] == [Decimal(200)]


def test_without_a_retail_price_no_fine_is_told() -> None:
    bare = Seizure(number="S-1", on=DAY, lines=(Line(goods="bags", mark="Medlar", units=3),))
    (fine,) = customs_fines(case(seizures=(bare,)))
    assert fine.most is None
    assert "suggested retail price" in fine.lacking[0]


def test_a_seizure_before_the_law_has_no_fine() -> None:
    (fine,) = customs_fines(case(seizures=(seizure((1, "9"), on=dt.date(1995, 1, 1)),)))
    assert fine.most is None


def test_the_price_of_another_day_is_told() -> None:
    line = Line(goods="bags", mark="Medlar", units=1, msrp=Msrp(amount=Decimal(9), on=DAY - dt.timedelta(days=1)))
    (fine,) = customs_fines(case(seizures=(Seizure(number="S-1", on=DAY, lines=(line,)),)))
    assert any("not of the seizure" in told for told in fine.besides)
    assert any("no source" in told for told in fine.besides)


def test_the_penalty_for_importing_is_the_value_itself() -> None:
    """T4: 18,000, neither more nor less."""
    line = Line(goods="bags", mark="Medlar", units=9, article_value=Decimal(18_000))
    (penalty,) = unlawful_importations(case(seizures=(Seizure(number="S-1", on=DAY, lines=(line,)),)))
    assert (penalty.least, penalty.most) == (Decimal(18_000), Decimal(18_000))


FALSE_ENTRIES = [  # T5 and T6: culpability, domestic value, dutiable value, lost, disclosed before, the most
    ("fraud", 100_000, 60_000, 5_000, False, "100000"),
    ("gross negligence", 100_000, 60_000, 5_000, False, "20000"),
    ("negligence", 100_000, 60_000, 5_000, False, "10000"),
    ("fraud", 100_000, 60_000, 0, False, "100000"),
    ("gross negligence", 100_000, 60_000, 0, False, "24000"),
    ("negligence", 100_000, 60_000, 0, False, "12000"),
    ("fraud", 100_000, 60_000, 5_000, True, "5000"),
    ("fraud", 100_000, 60_000, 0, True, "6000"),
    ("gross negligence", 100_000, 60_000, 5_000, True, "0"),
    ("negligence", 100_000, 60_000, 5_000, True, "0"),
    ("gross negligence", 8_000, 60_000, 3_000, False, "8000"),
    ("negligence", 8_000, 60_000, 3_000, False, "6000"),
]


@pytest.mark.parametrize(("culpability", "domestic", "dutiable", "lost", "disclosed", "most"), FALSE_ENTRIES)
def test_false_entries(culpability: Any, domestic: int, dutiable: int, lost: int, disclosed: bool, most: str) -> None:
    entry = Entry(
        culpability=culpability,
        domestic_value=Decimal(domestic),
        dutiable_value=Decimal(dutiable),
        lost=Decimal(lost),
        on=DAY,
        prior_disclosure=disclosed,
    )
    (penalty,) = false_entries(case(entries=(entry,)))
    assert penalty.most == Decimal(most)
    assert ("Interest" in " ".join(penalty.besides)) is (disclosed and culpability != "fraud")
    assert penalty.elements[0].standard.startswith("clear") is (culpability == "fraud")


@pytest.mark.parametrize(("wilful", "least", "most"), [(False, 6_000, 1_200_000), (True, 6_000, 12_000_000)])
def test_statutory_damages_of_marks(wilful: bool, least: int, most: int) -> None:
    """T7: two marks, three types of goods."""
    uses = tuple(CounterfeitUse(mark=mark, types=("shoes", "bags", "hats")) for mark in ("Medlar", "Fiorana"))
    (damages,) = lanham_remedies(case(suit=Suit(uses=uses, wilful=wilful)), day=DAY)
    assert (damages.least, damages.most) == (least, most)


def test_profits_and_damages() -> None:
    found = lanham_remedies(case(suit=Suit(profits=Decimal(70), damages=Decimal(50), domains=("a.example",))), day=DAY)
    assert [(one.statute, one.least, one.most) for one in found] == [
        ("15 USC 1117(a)", 120, 220),
        ("15 USC 1117(b)", 210, 210),
        ("15 USC 1117(d)", 1_000, 100_000),
    ]


@pytest.mark.parametrize(
    ("wilful", "innocent", "least", "most"),
    [(False, False, 3_000, 120_000), (True, False, 3_000, 600_000), (False, True, 800, 120_000)],
)
def test_statutory_damages_of_works(wilful: bool, innocent: bool, least: int, most: int) -> None:
    """T8: four works."""
    suit = Suit(works=("w1", "w2", "w3", "w4", "w4"), wilful=wilful, innocent=innocent)
    (damages,) = copyright_damages(case(suit=suit))
    assert (damages.least, damages.most) == (least, most)


OFFENCES = [  # 18 USC 2320(b): who, facts, the most in millions
    ("individual", {}, 2),
    ("entity", {}, 5),
    ("individual", {"earlier": True}, 5),
    ("entity", {"earlier": True}, 15),
    ("individual", {"harm": "serious injury"}, 5),
    ("entity", {"harm": "death"}, 15),
    ("individual", {"military_or_drugs": True}, 5),
    ("individual", {"military_or_drugs": True, "earlier": True}, 15),
    ("entity", {"military_or_drugs": True, "earlier": True}, 30),
]


@pytest.mark.parametrize(("by", "facts", "millions"), OFFENCES)
def test_criminal_fines(by: Any, facts: dict[str, Any], millions: int) -> None:
    (fine,) = trafficking(case(offence=Offence(by=by, **facts)))
    assert fine.most == millions * 1_000_000
    assert fine.besides[0].startswith("Prison") is (by == "individual")


@pytest.mark.parametrize(("year", "most"), [(2023, 100_240), (2024, 103_488), (2025, 106_176), (2026, 106_176)])
def test_violations_of_inform(year: int, most: int) -> None:
    violations = tuple(Violation(says="not verified in time", on=dt.date(2023, 7, day)) for day in (1, 2))
    (penalty,) = inform_penalties(case(violations=violations), day=dt.date(year, 11, 1))
    assert penalty.most == most
    assert bool(penalty.besides) is (year > 2025)


def test_a_violation_before_the_law_has_no_penalty() -> None:
    violations = (Violation(says="not verified in time", on=dt.date(2023, 6, 26)),)
    (penalty,) = inform_penalties(case(violations=violations), day=DAY)
    assert penalty.most is None


def test_a_mitigated_fine_lies_in_the_band_that_the_case_names() -> None:
    """Jindeli v. United States (E.D.N.Y. 14-cv-0314, 2016): $139,350 assessed, mitigated to $27,870, a fifth."""
    fifth = Band(statute="19 USC 1526(f)", least=Decimal("0.2"), most=Decimal("0.2"), source="the decision")
    found = exposure(
        case(seizures=(seizure((1, "139350")),), bands=(fifth,), factors=("cooperation", "concealment")), day=DAY
    )
    fine = found.mitigated[0]
    assert fine is not None
    assert (fine.least, fine.most) == (Decimal(27_870), Decimal(27_870))
    assert found.mitigated[1] is None
    assert found.less[0].startswith("More cooperation")
    assert found.more[0].startswith("Shipments were split")


@pytest.mark.parametrize(
    ("on", "asked", "says"),
    [
        (dt.date(2014, 3, 3), dt.date(2026, 11, 8), "19 USC 1621: ended on 2019-03-03, as far as the case tells"),
        (dt.date(2021, 11, 8), dt.date(2026, 11, 8), "19 USC 1621: ends on 2026-11-08 at the latest"),
        (dt.date(2021, 11, 7), dt.date(2026, 11, 8), "19 USC 1621: ended on 2026-11-07"),
    ],
)
def test_each_claim_of_a_seizure_says_until_when_it_may_be_sued_for(on: dt.date, asked: dt.date, says: str) -> None:
    found = exposure(case(seizures=(seizure((1, "100"), on=on),)), day=asked)
    assert [one.statute for one in found.exposed] == ["19 USC 1526(f)", "19 USC 1595a(b)"]
    assert all(one.besides[0].startswith(says) for one in found.exposed)
    assert all(("its time ended on" in one.what) is ("ended" in says) for one in found.exposed)


@pytest.mark.parametrize(
    ("culpability", "says"),
    [
        ("fraud", "5 years from the discovery of the fraud, whose day the case does not tell."),
        ("negligence", "ended on 2020-05-04, as far as the case tells: 5 years from the entry."),
    ],
)
def test_a_false_entry_is_barred_from_its_entry_and_fraud_from_its_discovery(culpability: Any, says: str) -> None:
    entry = Entry(
        culpability=culpability,
        domestic_value=Decimal(9),
        dutiable_value=Decimal(9),
        lost=Decimal(1),
        on=dt.date(2015, 5, 4),
    )
    (penalty,) = exposure(case(entries=(entry,)), day=DAY).exposed
    assert says in penalty.besides[0]


def test_earlier_seizures_speak_on_the_later_ones_alone() -> None:
    first, second = seizure((1, "9")), seizure((1, "9"), number="S-2", on=DAY + dt.timedelta(days=3))
    asked = DAY + dt.timedelta(days=9)
    found = exposure(case(seizures=(second, first), factors=("earlier-seizures",)), day=asked)
    assert found.more == ("On seizure S-2: goods of this person were seized before (S-1 of 2025-07-16).",)


@pytest.mark.parametrize("seizures", [(), (seizure((1, "9")),), (seizure((1, "9")), seizure((1, "9"), number="S-2"))])
def test_earlier_seizures_without_one_are_refused(seizures: tuple[Seizure, ...]) -> None:
    with pytest.raises(UserError, match="no seizure of the case was before another"):
        exposure(case(seizures=seizures, factors=("earlier-seizures",)), day=DAY)
