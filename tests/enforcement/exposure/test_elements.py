"""An element is proven by an exhibit, missing without one, and contradicted by the registers whatever is exhibited."""

import datetime as dt

import pytest

from counterfoil.enforcement.exposure.customs_fine import ELEMENTS, customs_fines
from counterfoil.enforcement.exposure.exposed import CONTRADICTED, MISSING, PROVEN
from counterfoil.enforcement.exposure.penalty_case import Line, PenaltyCase, Proof, Registration, Seizure

DAY = dt.date(2026, 10, 26)
LATER, EARLIER = DAY + dt.timedelta(days=1), DAY - dt.timedelta(days=1)
PROOFS = tuple(
    Proof(element=element.key, exhibit="A-1", kind="document", witness="the specialist") for element in ELEMENTS
)


def states(registration: Registration, *, proofs: tuple[Proof, ...] = PROOFS) -> dict[str, str]:
    seizure = Seizure(number="S-1", on=DAY, lines=(Line(goods="shoes", mark="Medlar", units=1),))
    case = PenaltyCase(id="case-1", person="party-1", seizures=(seizure,), registrations=(registration,), proofs=proofs)
    (fine,) = customs_fines(case)
    return {element.key: element.state for element in fine.elements}


def registration(**facts: object) -> Registration:
    told: dict[str, object] = {
        "mark": "Medlar",
        "number": "EX-1",
        "register": "principal",
        "registered_on": EARLIER,
        "recordation": "TMK-1",
        "recorded_on": EARLIER,
    }
    return Registration(**(told | facts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "registered", "recorded"),
    [
        ({}, PROVEN, PROVEN),
        ({"registered_on": DAY, "recorded_on": DAY}, PROVEN, PROVEN),
        ({"registered_on": LATER}, CONTRADICTED, CONTRADICTED),
        ({"register": "supplemental"}, CONTRADICTED, CONTRADICTED),
        ({"ended_on": DAY}, CONTRADICTED, CONTRADICTED),
        ({"ended_on": LATER}, PROVEN, PROVEN),
        ({"recorded_on": LATER}, PROVEN, CONTRADICTED),
        ({"recordation": ""}, PROVEN, CONTRADICTED),
        ({"recordation_ended_on": DAY}, PROVEN, CONTRADICTED),
        ({"mark": "Fiorana"}, MISSING, MISSING),  # nothing was given of this mark
        ({"recorded_on": None}, PROVEN, MISSING),
    ],
)
def test_registers_speak_before_exhibits(facts: dict[str, object], registered: str, recorded: str) -> None:
    found = states(registration(**facts))
    assert (found["1526f.registered"], found["1526f.recorded"]) == (registered, recorded)
    assert found["1526f.assistance"] == PROVEN


def test_an_element_without_an_exhibit_is_missing() -> None:
    assert set(states(registration(), proofs=()).values()) == {MISSING}


def test_a_proof_of_another_seizure_proves_nothing() -> None:
    other = Proof(element="1526f.assistance", exhibit="A-9", kind="document", seizure="S-2")
    own = Proof(element="1526f.seized", exhibit="A-8", kind="object", seizure="S-1")
    found = states(registration(), proofs=(other, own))
    assert (found["1526f.assistance"], found["1526f.seized"]) == (MISSING, PROVEN)


def test_a_counterfeit_is_not_proven_by_paper_alone() -> None:
    paper = tuple(Proof(element=element.key, exhibit="A-1", kind="document") for element in ELEMENTS)
    found = states(registration(), proofs=paper)
    assert [key for key, state in found.items() if state != PROVEN] == ["1526f.counterfeit"]


REPORT = "1526f.counterfeit"


def of_two_seizures(**proof: str) -> list[tuple[str, str]]:
    """Return what is told of the report on shoes, for a seizure of shoes and one of shoes and helmets."""
    shoes, helmets = Line(goods="shoes", mark="Medlar", units=1), Line(goods="helmets", mark="Fiorana", units=1)
    report = Proof(element=REPORT, exhibit="A-4, report on a pair", kind="testimony", witness="the specialist", **proof)
    seizures = (Seizure(number="S-1", on=DAY, lines=(shoes,)), Seizure(number="S-2", on=LATER, lines=(shoes, helmets)))
    case = PenaltyCase(id="case-1", person="party-1", seizures=seizures, proofs=(report,))
    elements = [next(one for one in fine.elements if one.key == REPORT) for fine in customs_fines(case)]
    return [(one.state, one.because) for one in elements]


@pytest.mark.parametrize(
    ("proof", "first", "second"),
    [
        ({}, MISSING, MISSING),
        ({"seizure": "S-1"}, PROVEN, MISSING),
        ({"seizure": "S-2"}, MISSING, PROVEN),
        ({"mark": "Medlar"}, PROVEN, MISSING),
        ({"mark": "Fiorana"}, MISSING, MISSING),
    ],
)
def test_who_examined_shoes_says_nothing_of_helmets(proof: dict[str, str], first: str, second: str) -> None:
    assert [state for state, _ in of_two_seizures(**proof)] == [first, second]


def test_whose_goods_nobody_examined_is_told() -> None:
    assert "under Fiorana:" in of_two_seizures(mark="Medlar")[1][1]
