"""How does every policy of the season judge risk? By smoothed counts, all alike, learned from what it opened itself.

A route (origin and description) starts from the share that the opening's plain random examinations found; a consignor
starts from its route. Neither forgets. Counts are not weighted by how likely an examination was: pure ranking could not
do it, and all policies are to learn alike.
"""

import numpy as np
import numpy.typing as npt

ROUTE_STRENGTH, CONSIGNOR_STRENGTH = 20.0, 4.0  # examinations that the starting value counts for; judgement
FORGET_NOTHING = 1.0
Numbers = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


class Counts:
    """Examinations and finds so far, by route and by consignor; `keep` is what is left of them each day."""

    def __init__(self, routes: int, consignors: int, *, keep: float = FORGET_NOTHING) -> None:
        self.keep, self.base = keep, 0.0
        self.routes, self.consignors = np.zeros((2, routes)), np.zeros((2, consignors))

    def learn(self, route: Whole, consignor: Whole, found: npt.NDArray[np.bool_]) -> None:
        """Count a day's examinations."""
        for counts, name in ((self.routes, route), (self.consignors, consignor)):
            counts *= self.keep
            np.add.at(counts[0], name, 1)
            np.add.at(counts[1], name, found)

    def end_opening(self) -> None:
        """Take the share found so far, one find in a hundred added on either side, as where routes start."""
        opened, found = self.routes.sum(axis=1)
        self.base = float((found + 1) / (opened + 100))

    def risk(self, route: Whole, consignor: Whole) -> Numbers:
        """Return the share of finds to be expected of shipments."""
        opened, found = self.routes[:, route]
        start = (found + ROUTE_STRENGTH * self.base) / (opened + ROUTE_STRENGTH)
        own_opened, own_found = self.consignors[:, consignor]
        risks: Numbers = (own_found + CONSIGNOR_STRENGTH * start) / (own_opened + CONSIGNOR_STRENGTH)
        return risks
