"""Go through the violations of each party day by day and say what a policy does, in compiled code.

On each day with a violation that the policy has not prevented, all strikes that count are summed, and the gravest step
that the sum reaches is taken. What was put up while the party was closed would not have been there: it is prevented
and is no strike. Nothing looks ahead: an overturned strike counts until the day on which it was overturned. The plain
twin is tests/reference/strike_days.py. All that is compiled stands in this one file, by which numba keeps it.
"""

from collections.abc import Callable
from typing import TypeVar, cast

import numba
import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Function = TypeVar("Function", bound=Callable[..., object])
FOUND, OFFERED, WEIGHT, FALLEN, HOLDS = range(5)  # columns of `violations`
STEP, STRIKES, HOLDING, PREVENTED = range(4)  # columns of what is returned
AT, CLOSES = range(2)  # columns of `steps`
NO_STEP = -1
_FOREVER = 1 << 30  # days: see strike_policy.FOREVER


def compiled(function: Function) -> Function:
    """Return the function compiled to machine code, kept on disk; it holds no lock while it runs."""
    return cast(Function, numba.njit(cache=True, nogil=True)(function))


@compiled
def steps_taken(starts: Numbers, violations: Numbers, steps: Numbers, memory: tuple[int, int, bool]) -> Numbers:
    """Return a row to each violation: STEP taken on its day, STRIKES then, HOLDING of them with hindsight, PREVENTED.

    The step is told with the last row of its day, NO_STEP with all others; strikes are in thousandths. `violations` are
    sorted by party, then day, and `starts` is where each party begins, and the end. `steps` are sorted by AT; memory
    is the window, the half-life (0: none), both in days, and whether a suspension needs an earlier warning.
    """
    taken = np.zeros((len(violations), 4), np.int64)
    taken[:, STEP] = NO_STEP
    closed = np.empty((len(violations), 2), np.int64)
    for party in range(len(starts) - 1):
        first, last = starts[party], starts[party + 1]
        _go_through(violations[first:last], taken[first:last], closed, steps, memory)
    return taken


@compiled
def _go_through(
    violations: Numbers, taken: Numbers, closed: Numbers, steps: Numbers, memory: tuple[int, int, bool]
) -> None:
    """Fill in what is taken against one party; `closed` is room for the days between which it is closed."""
    window, _, warn_first = memory
    periods, warned_on, is_over = 0, -_FOREVER, False
    for row in range(len(violations)):
        taken[row, PREVENTED] = _is_closed(violations[row, OFFERED], closed[:periods])
        day = violations[row, FOUND]
        if row + 1 < len(violations) and violations[row + 1, FOUND] == day:
            continue  # the day is not over
        is_fresh = _sum_up(violations, taken, row, memory)
        reached = _gravest(taken[row, STRIKES], steps)
        if not is_fresh or is_over or reached == NO_STEP:
            continue
        if warn_first and 0 < steps[reached, CLOSES] < _FOREVER and day - warned_on >= window:
            reached = _warning(steps, reached)
        taken[row, STEP] = reached
        if steps[reached, CLOSES] == 0:
            warned_on = day
        else:
            closed[periods, 0], closed[periods, 1] = day, day + steps[reached, CLOSES]
            periods += 1
            is_over = steps[reached, CLOSES] >= _FOREVER


@compiled
def _sum_up(violations: Numbers, taken: Numbers, row: int, memory: tuple[int, int, bool]) -> bool:
    """Sum the strikes that count on the day of a row, its last; return whether one of them is of that day."""
    window, half_life, _ = memory
    day, is_fresh = violations[row, FOUND], False
    for other in range(row, -1, -1):
        age = day - violations[other, FOUND]
        if age >= window:
            break
        if taken[other, PREVENTED] or violations[other, FALLEN] <= day:
            continue
        weight = violations[other, WEIGHT]
        is_fresh = is_fresh or (age == 0 and weight > 0)
        counted = weight >> (age // half_life) if half_life > 0 else weight
        taken[row, STRIKES] += counted
        taken[row, HOLDING] += counted * violations[other, HOLDS]
    return is_fresh


@compiled
def _is_closed(day: int, closed: Numbers) -> bool:
    for one in range(len(closed)):  # noqa: SIM110  numba compiles no generators
        if closed[one, 0] < day <= closed[one, 1]:
            return True
    return False


@compiled
def _gravest(strikes: int, steps: Numbers) -> int:
    step = NO_STEP
    for one in range(len(steps)):
        if strikes >= steps[one, AT]:
            step = one
    return step


@compiled
def _warning(steps: Numbers, reached: int) -> int:
    """Return the gravest step that closes nothing and is milder: the warning that comes before a suspension."""
    for one in range(reached, -1, -1):
        if steps[one, CLOSES] == 0:
            return one
    return reached
