"""Which evidence counts for a label?"""

import pytest

from calibration.small import assessments, findings, labels, model
from counterfoil.calibration.cases import cases_of, effective_labels, weighed

SEEN = findings(
    ("o-1", None, "trusted"),
    ("o-1", "r-1", "odd"),
    ("o-1", "r-2", "odd"),
    ("o-1", "r-2", "ugly"),
    ("o-2", "r-1", "odd"),
)
ASSESSED = assessments(("o-1", "r-1", -1400), ("o-1", "r-2", -200), ("o-2", "r-1", -200))


@pytest.mark.parametrize(
    ("right", "kinds", "weight"),
    [
        ("r-1", ["odd", "trusted"], -1000 + 800 - 1200),
        ("r-2", ["odd", "trusted", "ugly"], -1000 + 2000 - 1200),  # 800 + 1500, capped
        (None, ["odd", "trusted", "ugly"], -1000 + 2000 - 1200),  # the heaviest, r-2
        ("r-9", ["trusted"], -1000 - 1200),  # a right that the screen did not see in the offer
    ],
)
def test_evidence_on_the_offer_and_on_the_right_counts(right: str | None, kinds: list[str], weight: int) -> None:
    cases = cases_of(labels(("o-1", right, "counterfeit", "examination", 1)), SEEN, ASSESSED)
    assert cases.kinds["kind"].sort().to_list() == kinds
    assert weighed(cases, model())["weight"].to_list() == [weight]


def test_an_offer_without_evidence_weighs_the_prior() -> None:
    cases = cases_of(labels(("o-3", None, "genuine", "random audit", 1)), SEEN, ASSESSED)
    assert weighed(cases, model()).select("weight", "ground", "infringes").rows() == [(-1000, "counterfeit", False)]


def test_the_ground_is_that_of_the_heaviest_kind() -> None:
    cases = cases_of(labels(("o-1", "r-2", "mark misuse", "examination", 1)), SEEN, ASSESSED)
    assert weighed(cases, model())["ground"].to_list() == ["mark misuse"]


def test_the_order_of_the_file_does_not_matter() -> None:
    rows = [("o-2", None, "genuine", "random audit", 0.5), ("o-1", "r-1", "counterfeit", "examination", 1.0)]
    one, other = (cases_of(labels(*order), SEEN, ASSESSED) for order in (rows, rows[::-1]))
    assert one.rows.equals(other.rows)
    assert one.kinds.sort("case", "kind").equals(other.kinds.sort("case", "kind"))


def test_weights_sum_to_the_effective_number_of_labels() -> None:
    drawn = [(f"o-{number}", None, "genuine", "random audit", 0.1 if number else 1.0) for number in range(3)]
    cases = cases_of(labels(*drawn), SEEN, ASSESSED)
    assert effective_labels(cases) == round(21**2 / 201, 1)
    assert cases.rows["sample_weight"].sum() == pytest.approx(21**2 / 201)
    assert cases.rows["sample_weight"].max() == pytest.approx(10 * cases.rows["sample_weight"].min())
