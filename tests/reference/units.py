"""Where does every unit stand? Slow and obvious: one object to a unit, moved one at a time. Twin of `line_balances`."""

from collections import Counter
from dataclasses import dataclass

UNANSWERED, NOT_FOUND = "unanswered", "not found"


@dataclass
class Unit:
    """One unit: what the facility answered of it, and what became of it (kind, and the disposition that says so)."""

    answer: str = UNANSWERED
    kind: str = ""
    disposition: str = ""
    left: str = ""  # the account that it left

    @property
    def is_double(self) -> bool:
        """Whether it was disposed of as one of which nothing was told, and the facility told of it after all."""
        return self.left == UNANSWERED != self.answer


class Line:
    """The units of one line."""

    def __init__(self, told: int) -> None:
        self.units = [Unit() for _ in range(told)]

    def answer(self, status: str, many: int) -> None:
        """The facility tells of so many units more; of those it was not asked about, too."""
        for _ in range(many):
            silent = [unit for unit in self.units if unit.answer == UNANSWERED]
            free = [unit for unit in silent if not unit.kind]
            if not silent:
                self.units.append(Unit())
            (free or silent or self.units[-1:])[0].answer = status
        self._settle()

    def able(self, of: str) -> int:
        """Return how many units an open account holds."""
        return sum(unit.answer == of and not unit.kind for unit in self.units)

    def dispose(self, kind: str, of: str, many: int, disposition: str) -> None:
        """So many units leave an open account."""
        for unit in [unit for unit in self.units if unit.answer == of and not unit.kind][:many]:
            unit.kind, unit.disposition, unit.left = kind, disposition, of

    def take_back(self, disposition: str) -> None:
        """A disposition counts no more."""
        for unit in self.units:
            if unit.disposition == disposition:
                unit.kind, unit.disposition, unit.left = "", "", ""
        self._settle()

    def counted(self) -> Counter[str]:
        """Return the units by account, with `found`, and `over` for those that stand in two."""
        told: Counter[str] = Counter(found=len(self.units))
        for unit in self.units:
            told[unit.kind or _account(unit.answer)] += 1
            if unit.is_double:
                told[_account(unit.answer)] += 1
                told["over"] += 1
        return told

    def _settle(self) -> None:
        """An answer on a unit that is gone is one on a unit of which nothing is known, as long as there is one."""
        doubles = [unit for unit in self.units if unit.is_double]
        free = [unit for unit in self.units if unit.answer == UNANSWERED and not unit.kind]
        for double, unit in zip(doubles, free, strict=False):
            double.answer, unit.answer = UNANSWERED, double.answer


def _account(answer: str) -> str:
    return "missing" if answer == NOT_FOUND else answer
