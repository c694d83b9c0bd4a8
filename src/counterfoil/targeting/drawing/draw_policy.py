"""How much of a day's work may be left to chance, and within which bounds may that share move?"""

import dataclasses

from counterfoil.errors import UserError


@dataclasses.dataclass(frozen=True)
class DrawPolicy:
    """What is left to chance when the mandatory controls are served, in one facility on one day.

    `random_share`: that share of the places at least, and as many more as carry no more than that share of the finds
    that pure ranking could expect, but no more than `most_by_chance` of the places. `adapted` moves it between
    `least_share` and `most_share`. `floor` bounds each probability from below, as a share of the plain one (places /
    candidates): at .03 nothing that can be opened is drawn less than three hundredths as often as in a draw that knows
    no risk. Starting at a tenth, and adapting: "Take a Chance", arXiv 2010.14282; ADAPT, ICDM workshops 2021.

    Raises UserError where 0 < floor <= least_share <= random_share <= most_share <= 1 does not hold, or
    `most_by_chance` is not between 0 and 1.
    """

    random_share: float = 0.10
    floor: float = 0.03
    least_share: float = 0.05
    most_share: float = 0.50
    most_by_chance: float = 0.60

    def __post_init__(self) -> None:
        if not 0 < self.floor <= self.least_share <= self.random_share <= self.most_share <= 1:
            raise UserError(
                f"A floor of {self.floor}, a random share of {self.random_share} between {self.least_share} and "
                f"{self.most_share}: these are not in order.",
                cure="Choose 0 < floor <= least share <= random share <= most share <= 1.",
            )
        if not 0 <= self.most_by_chance <= 1:
            raise UserError(
                f"At most {self.most_by_chance} of the places by chance: this is no share.",
                cure="Choose a number from 0 to 1.",
            )
