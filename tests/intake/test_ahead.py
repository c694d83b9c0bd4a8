"""Do batches that are made ready ahead come in their order, once each, and raise when it is their turn?"""

from collections.abc import Iterator

import pytest

from counterfoil.errors import UserError
from counterfoil.intake.ahead import ahead


def numbers(upto: int, drawn: list[int]) -> Iterator[int]:
    for number in range(upto):
        drawn.append(number)
        yield number
    raise UserError("The file ends.", cure="Go on.")


def test_batches_come_in_order_and_what_is_raised_comes_behind_them() -> None:
    drawn: list[int] = []
    seen: list[int] = []
    with pytest.raises(UserError, match="The file ends"):
        seen.extend(ahead(numbers(5, drawn)))
    assert seen == drawn == [0, 1, 2, 3, 4]


def test_no_more_than_one_is_drawn_ahead_and_it_can_be_left() -> None:
    drawn: list[int] = []
    batches = ahead(numbers(100, drawn))
    assert next(batches) == 0
    batches.close()  # type: ignore[attr-defined]
    assert drawn == [0, 1]


def test_nothing_is_nothing() -> None:
    assert list(ahead(iter(()))) == []
