"""From labels to the next version of a model, and back from its file."""

import re
import tomllib

import label_simulator as simulator
import polars as pl
import pytest

from calibration.small import assessments, findings, labels, model
from counterfoil.calibration.calibrate import REGRESSION, UNCHANGED, Calibration, Screening, calibrate
from counterfoil.calibration.model_file import model_file
from counterfoil.errors import UserError
from counterfoil.evidence.policy import Policy
from counterfoil.evidence.weights import Model, read_model


def screening(world: simulator.World) -> Screening:
    return Screening(world.offers.select(id="subject_id"), world.findings, simulator.assessments(world))


@pytest.fixture(scope="module")
def world(start: Model) -> simulator.World:
    # A nat from the old weights: what 1,200 labels teach then outweighs the noise of their held-out fifths.
    truth = simulator.true_model(start, spread=1.0, prior=-5000, seed=5)
    return simulator.world(truth, start, offers=4_000, seed=6)


@pytest.fixture(scope="module")
def audited(world: simulator.World, start: Model, policy: Policy) -> Calibration:
    return calibrate(simulator.labels(world, audited=0.1, seed=3), screening(world), start, policy=policy, seed=0)


@pytest.fixture(scope="module")
def reviewed(world: simulator.World, start: Model, policy: Policy) -> Calibration:
    return calibrate(simulator.labels(world, audited=0, seed=3), screening(world), start, policy=policy, seed=0)


def test_with_an_audit_the_model_gives_probabilities(audited: Calibration) -> None:
    assert audited.validity == "all screened offers"
    assert audited.model.calibration == audited.points
    assert audited.method == REGRESSION
    assert audited.log_losses[REGRESSION] < audited.log_losses[UNCHANGED]
    assert audited.calibration_error < 0.05


def test_without_an_audit_it_is_valid_among_reviewed_only(reviewed: Calibration, start: Model) -> None:
    assert reviewed.validity == "valid among reviewed only"
    assert reviewed.model.calibration == ()
    assert reviewed.model.prior == start.prior
    assert reviewed.warnings[0].startswith("Valid among reviewed only")


def test_the_held_out_counts_are_of_all_labels(audited: Calibration) -> None:
    counts = audited.confusion
    assert sum(counts.select(pl.exclude("label").sum()).row(0)) == sum(audited.origins.values())
    assert audited.curve["n"].sum() == sum(audited.origins.values())


@pytest.mark.parametrize("which", ["audited", "reviewed"])
def test_the_file_gives_the_model_back(which: str, request: pytest.FixtureRequest) -> None:
    found: Calibration = request.getfixturevalue(which)
    again = read_model(model_file(found))
    assert (again.label, again.prior, again.calibration) == ("screening-2", found.model.prior, found.model.calibration)
    assert again.kinds.equals(found.model.kinds)
    assert again.groups.equals(found.model.groups)
    section = tomllib.loads(model_file(found).decode())["calibration"]
    assert section["probability"] == (which == "audited")
    assert section["valid_for"] == found.validity
    assert sum(section["origins"].values()) == section["labels"]
    assert len(section["reliability"]) == found.curve.height
    assert section["warnings"] == list(found.warnings)


def test_the_same_labels_in_another_order_give_the_same_bytes(
    world: simulator.World, start: Model, policy: Policy, audited: Calibration
) -> None:
    shuffled = simulator.labels(world, audited=0.1, seed=3).sample(fraction=1, shuffle=True, seed=9)
    again = calibrate(shuffled, screening(world), start, policy=policy, seed=0)
    assert model_file(again) == model_file(audited)


def test_a_newer_format_is_refused(audited: Calibration) -> None:
    newer = re.sub(rb"format = \d+", b"format = 99", model_file(audited))
    with pytest.raises(UserError, match=r"written in format 99; this version of Counterfoil reads formats up to 2\."):
        read_model(newer)


def small(bad: int, good: int, *, elsewhere: int = 0) -> tuple[pl.DataFrame, Screening]:
    """Return labels of so many counterfeit and genuine offers, and of offers that were not screened."""
    ids = [f"o-{number}" for number in range(bad + good)]
    drawn = [(i, None, "counterfeit" if n < bad else "genuine", "random audit", 1.0) for n, i in enumerate(ids)]
    others = [(f"x-{number}", None, "genuine", "random audit", 1.0) for number in range(elsewhere)]
    screened = Screening(
        pl.DataFrame({"id": ids}, schema={"id": pl.String}), findings(("o-0", None, "odd")), assessments()
    )
    return labels(*drawn, *others), screened


@pytest.mark.parametrize(
    ("bad", "good", "elsewhere", "problem"),
    [
        (10, 10, 0, "20 labels are too few to fit weights."),
        (
            10,
            10,
            50,
            "20 labels are too few to fit weights (50 more are of offers that this screening did not screen).",
        ),
        (0, 0, 40, "0 labels are too few"),
        (0, 40, 0, "The labels hold 0 infringing offers: one side alone tells no weights."),
        (40, 4, 0, "The labels hold 4 genuine offers: one side alone tells no weights."),
    ],
)
def test_too_few_labels_are_refused(bad: int, good: int, elsewhere: int, problem: str, policy: Policy) -> None:
    drawn, screened = small(bad, good, elsewhere=elsewhere)
    with pytest.raises(UserError) as raised:
        calibrate(drawn, screened, model(), policy=policy, seed=0)
    assert raised.value.problem.startswith(problem)
    assert raised.value.cure


def test_labels_of_other_offers_are_left_out_and_counted(policy: Policy) -> None:
    drawn, screened = small(20, 20, elsewhere=3)
    found = calibrate(drawn, screened, model(), policy=policy, seed=0)
    assert (found.unmatched, sum(found.origins.values())) == (3, 40)
    assert found.warnings[-1].startswith("3 labels are of offers that this screening did not screen")
    assert any("Only 40 labels come from a random audit" in warning for warning in found.warnings)
