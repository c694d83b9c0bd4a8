"""What does chance cost on the day, by the model's own account?"""

import pytest

from counterfoil.targeting.drawing.finds_lost import finds_lost
from targeting.drawing.test_draw import candidates, drawn


def test_what_ranking_would_find_and_what_the_draw_can_expect() -> None:
    rows = candidates(
        ("north", 0.9, True, True, False),
        ("north", 0.8, False, True, False),
        ("north", 0.4, False, True, False),
        *[("north", 0.1, False, True, False)] * 8,
        ("north", 1.0, False, False, False),
        ("south", 0.3, False, True, False),
    )
    got = drawn(rows, north=3, south=1)
    lost = finds_lost(got)
    assert lost["facility"].to_list() == ["north", "south"]
    assert lost["places"].to_list() == [2, 1]  # what is mandatory, or cannot be opened, is left out
    assert lost["finds_of_ranking"].to_list() == pytest.approx([1.2, 0.3])
    assert 0 < lost["finds_lost"][0] <= 0.12  # the random share, a tenth, bounds what may be lost
    assert lost["finds_lost"][1] == 0  # all could be opened


def test_no_candidates_lose_nothing() -> None:
    assert finds_lost(drawn(candidates(), north=3)).is_empty()
