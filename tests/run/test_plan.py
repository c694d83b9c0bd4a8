"""The plan is sound: every step finds what it needs."""

from counterfoil.run.plan import SCREENING, Step, is_sound

GIVEN = ("offers file", "rights", "sellers", "prices")


def test_the_screening_plan_is_sound() -> None:
    assert is_sound(SCREENING, given=GIVEN)
    assert not is_sound(SCREENING, given=())
    assert not is_sound(SCREENING[::-1], given=GIVEN)


def test_a_step_may_not_need_what_it_gives_itself() -> None:
    assert not is_sound((Step("loop", ("table",), ("table",), "Turning"),), given=())


def test_every_step_has_its_own_name_and_tells_something() -> None:
    assert len({step.name for step in SCREENING}) == len(SCREENING)
    assert all(step.telling and step.gives for step in SCREENING)
