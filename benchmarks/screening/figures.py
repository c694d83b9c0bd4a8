"""How sure is a share of rows, and how is a figure written down?

Interval: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
American Statistical Association 22 (1927), 209-212.
"""

import math
from typing import NamedTuple

Z_95 = 1.959964  # standard normal quantile at 97.5 %
DECIMALS = 4


class Share(NamedTuple):
    """`hits` rows out of `total`."""

    hits: int
    total: int

    @property
    def value(self) -> float | None:
        """The share, 0 to 1, to four decimals; None of no rows."""
        return round(self.hits / self.total, DECIMALS) if self.total else None


class Figure(NamedTuple):
    """One published number. `peers`: name and value of what else was run on the same rows."""

    name: str
    value: float | None
    unit: str
    target: str
    peers: dict[str, float | None]
    data: str


def wilson(share: Share, z: float = Z_95) -> tuple[float, float]:
    """Return the lower and upper end of the interval for a share; (0, 1) of no rows."""
    if share.total == 0:
        return 0.0, 1.0
    observed, weight = share.hits / share.total, z * z / share.total
    middle = observed + weight / 2
    spread = z * math.sqrt(observed * (1 - observed) / share.total + weight / (4 * share.total))
    low, high = (middle - spread) / (1 + weight), (middle + spread) / (1 + weight)
    return max(0.0, low), min(1.0, high)


def figure_of(share: Share, *, name: str, file: str, target: str = "", peers: dict[str, Share] | None = None) -> Figure:
    """Return the share as a figure whose `data` states the file, the counts and the interval."""
    low, high = wilson(share)
    data = f"{file}: {share.hits} of {share.total} rows, 95 % Wilson {low:.3f} to {high:.3f}"
    values = {peer: measured.value for peer, measured in (peers or {}).items()}
    return Figure(name, share.value, "share of rows", target, values, data)


def as_json(figure: Figure, *, command: str, commit: str) -> dict[str, object]:
    """Return the record for results.json: name, value, unit, target, peers, data, command, commit."""
    peers = [{"name": name, "value": value} for name, value in figure.peers.items()]
    return {**figure._asdict(), "peers": peers, "command": command, "commit": commit}
