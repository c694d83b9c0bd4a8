"""Where may an escalation go from where it stands? Drawn months since the step before, letter by letter."""

import pytest

from counterfoil.enforcement.escalation.deciding import approval, person, refusal, refuse_other_than_owner
from counterfoil.enforcement.escalation.moves import Stands, ways
from counterfoil.errors import UserError
from enforcement.escalation.periods import LADDER, SLOW, month, verdicts


def stands(step: str, drawn: str, rested: int = 0, **besides: object) -> Stands:
    """Return where an escalation stands whose last step rested on so many of the months."""
    return Stands(step, verdicts(drawn), month(rested)[1] if rested else None, **besides)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("step", "drawn", "rested", "besides", "up", "down"),
    [
        ("found", "gff", 0, {}, "reminder", None),
        ("found", "ggf", 0, {}, None, None),
        ("reminder", "gff", 3, {}, None, None),  # no period counts twice
        ("reminder", "gfff", 3, {}, None, None),
        ("reminder", "gffff", 3, {}, "formal notice", None),
        ("reminder", "gffg", 3, {}, None, "closed"),
        ("reminder", "gfffg", 3, {}, None, "closed"),  # the newest decide
        ("reminder", "gffffg", 3, {}, None, "closed"),
        ("reminder", "gfft", 3, {}, None, None),
        ("reminder", "gff", 3, {"is_silent": True}, "formal notice", None),
        ("reminder", "gffg", 3, {"is_silent": True}, None, "closed"),
        ("formal notice", "gfff", 3, {}, "improvement plan", None),
        ("improvement plan", "gffg", 3, {}, None, "formal notice"),
        ("improvement plan", "gffg", 3, {"unmet": 1}, None, None),
        ("improvement plan", "gffu", 3, {"missed": 1, "unmet": 1}, "fine", None),
        ("improvement plan", "gfff", 3, {"is_silent": True}, None, None),  # a fine does not follow from silence
        ("fine", "gffg", 3, {}, None, None),
        ("fine", "gffgg", 3, {}, None, "improvement plan"),
        ("fine", "gffgtg", 3, {}, None, "improvement plan"),  # what is neither is passed over
        ("fine", "gffgfg", 3, {}, None, None),
        ("fine", "gffff", 3, {}, "referral for injunction", None),
        ("referral for injunction", "gfffff", 3, {}, None, None),
        ("referral for injunction", "gffggg", 3, {}, None, "fine"),
        ("closed", "fff", 0, {}, None, None),
        ("fine", "gff.ff", 3, {}, "referral for injunction", None),
        ("formal notice", "gfff.u", 3, {}, None, None),  # before a gap nothing counts
    ],
)
def test_where_it_may_go(
    step: str, drawn: str, rested: int, besides: dict[str, object], up: str | None, down: str | None
) -> None:
    found = ways(LADDER, SLOW, stands(step, drawn, rested, **besides))
    assert (found.up.to if found.up and found.up.is_open else None) == up
    assert (found.down.to if found.down and found.down.is_open else None) == down


def test_what_it_waits_for_is_told() -> None:
    found = ways(LADDER, SLOW, stands("reminder", "gfff", 3))
    assert found.up is not None
    assert found.up.because == "1 of 1 period since “reminder” failed; 2 needed."
    assert found.down is not None
    assert found.down.because == "0 periods in a row since “reminder” were good; 1 needed."


class TestWhoMayDecide:
    FINE = LADDER.step("fine")

    def approved(self, by: str, *, state: str = "proposed", before: tuple[str, ...] = (), is_down: bool = False) -> str:
        return approval(self.FINE, state, proposed_by="programme-officer:5", approved_by=before, by=by, is_down=is_down)

    def test_a_fine_takes_two(self) -> None:
        assert self.approved("approver:2") == "approved by one of two"
        assert self.approved("counsel:3", state="half approved", before=("approver:2",)) == "approved"

    @pytest.mark.parametrize(
        ("by", "before", "said"),
        [
            ("approver:5", (), "proposed"),  # the same person in another role
            ("programme-officer:6", (), "may not decide"),
            ("counsel:2", ("approver:2",), "approved it already"),
        ],
    )
    def test_who_may_not(self, by: str, before: tuple[str, ...], said: str) -> None:
        with pytest.raises(UserError, match=said):
            self.approved(by, state="half approved" if before else "proposed", before=before)

    def test_a_step_down_takes_one(self) -> None:
        assert self.approved("approver:2", is_down=True) == "approved"

    def test_who_proposed_may_withdraw_and_an_approver_refuse(self) -> None:
        for by in ("programme-officer:5", "counsel:1"):
            assert refusal(self.FINE, "approved", proposed_by="programme-officer:5", by=by) == "refused"
        with pytest.raises(UserError, match="may not decide"):
            refusal(self.FINE, "proposed", proposed_by="programme-officer:5", by="programme-officer:6")

    def test_only_the_owner_proposes(self) -> None:
        refuse_other_than_owner(self.FINE, "programme-officer:1")
        with pytest.raises(UserError, match="is for a programme-officer"):
            refuse_other_than_owner(self.FINE, "approver:1")

    def test_a_person_is_one_in_every_role(self) -> None:
        assert person("approver:5") == person("programme-officer:5") == "5"
