"""Which seasons are simulated, and what does each stand for?

Written and committed before the method that it judges, and never changed to suit it. Every number is a judgement of
what is met; none is measured. Rates are those of the trade that is drawn; the truth of one season is what that season
happens to hold.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple


class Design(NamedTuple):
    """`kind` says how is drawn (seasons.py), `more` with which numbers; `says` is what it stands for.

    `units` in all, `sampled` of them; where clusters differ in size, both are means.
    """

    name: str
    kind: str
    units: int
    sampled: int
    rate: float
    says: str
    more: Mapping[str, Any] = MappingProxyType({})


def _rare(per_cent: str, units: int, sampled: int) -> Design:
    says = f"plain audit of {sampled:,} parcels of {units:,}: fakes are rare, as in all goods of a large market"
    return Design(f"rare {per_cent} %, n {sampled:,}", "simple", units, sampled, float(per_cent) / 100, says)


_STRATA = {  # units, sampled, rate: 20 % over all; the suspected category is drawn ten times as densely as the first
    "shoes": (5_000, 300, 0.80),
    "bags": (15_000, 300, 0.28),
    "other": (30_000, 300, 0.06),
}
_REVIEWERS = {"reviewers": 6, "error": 0.05, "spread": 0.02}  # errors of .03 to .07, either way; .05 in the mean

COMMON = (
    Design("common 20 %, n 500", "simple", 50_000, 500, 0.20, "plain audit of the offers of a suspected category"),
    Design("common 20 %, n 10,000", "simple", 500_000, 10_000, 0.20, "the same over a whole marketplace"),
    Design(
        "common 20 %, stratified",
        "stratified",
        50_000,
        900,
        0.20,
        "as many offers from each of three categories of different size and rate",
        {"strata": _STRATA},
    ),
)
RARE = (
    *(_rare(rate, 200_000, 2_000) for rate in (".05", ".1", ".2")),
    *(_rare(rate, 200_000, 10_000) for rate in (".05", ".1", ".2")),
    _rare(".05", 400_000, 20_000),
)
CLUSTERED = (
    Design(
        "sellers",
        "clustered",
        120_000,
        1_150,
        0.10,
        "100 of 5,000 sellers, up to 20 offers of each: sellers of many sizes, some of whom sell fakes only",
        {"clusters": 5_000, "drawn": 100, "take": 20, "median": 10, "spread": 1.3, "correlation": 0.3},
    ),
    Design(
        "few sellers",
        "clustered",
        27_500,
        270,
        0.20,
        "25 of 2,000 sellers, up to 20 offers of each: of less different sizes: an audit as it is first afforded",
        {"clusters": 2_000, "drawn": 25, "take": 20, "median": 10, "spread": 0.8, "correlation": 0.2},
    ),
    Design(
        "consignments, n 10,000",
        "clustered",
        800_000,
        10_000,
        0.05,
        "20 parcels from each of 500 consignments of 40: how many consignments come in a season is not known",
        {"clusters": 20_000, "drawn": 500, "take": 20, "median": 40, "spread": 0, "correlation": 0.2, "frame": False},
    ),
    Design(
        "consignments .5 %, n 10,000",
        "clustered",
        800_000,
        10_000,
        0.005,
        "the same where fakes are rare and come together: finds in some 15 of 500 consignments",
        {"clusters": 20_000, "drawn": 500, "take": 20, "median": 40, "spread": 0, "correlation": 0.15},
    ),
)
_RISK = {"certain": 0.5, "spread": 1.5, "worth": 0.7}  # of the draws; of the log-odds; correlation of score and risk
SELECTIVE = (
    Design(
        "selective, n 600",
        "selective",
        20_000,
        600,
        0.05,
        "a facility's month: the 300 riskiest, and 300 with probability proportional to the score",
        _RISK,
    ),
    Design(
        "selective, n 10,000",
        "selective",
        200_000,
        10_000,
        0.05,
        "a country's season, drawn likewise",
        _RISK,
    ),
)
_MOVING = {"days": 120, "moves": 50, "takes": 20, "last_rate": 0.06, "last_worth": 0.2, "certain": 0.5, "spread": 1.5}
DRIFTING = (
    Design(
        "drifting, n 1,200",
        "drifting",
        24_000,
        1_200,
        0.02,
        "10 of 200 a day: in mid-season the rate rises from 2 to 6 % and the scores' worth falls from .8 to .2",
        {"worth": 0.8} | _MOVING,
    ),
    Design("drifting, n 12,000", "drifting", 192_000, 12_000, 0.02, "100 of 1,600 a day", {"worth": 0.8} | _MOVING),
)
REVIEWED = (
    Design(
        "reviewer error, double reviews",
        "reviewed",
        500_000,
        10_000,
        0.20,
        "six reviewers wrong in 3 to 7 %, either way; 2,000 units are seen by two of them",
        _REVIEWERS | {"again": 2_000, "times": 2},
    ),
    Design(
        "reviewer error, gold",
        "reviewed",
        500_000,
        10_000,
        0.20,
        "the same reviewers; 500 units are also examined by somebody who is never wrong",
        _REVIEWERS | {"gold": 500},
    ),
    Design(
        "reviewer error, triple reviews",
        "reviewed",
        500_000,
        10_000,
        0.20,
        "reviewers miss 8 to 12 % of fakes and alarm 1 to 5 % of others; 2,000 units are seen by three of them",
        _REVIEWERS | {"missed": 0.10, "error": 0.03, "again": 2_000, "times": 3},
    ),
    Design(
        "reviewer error, hard cases",
        "reviewed",
        500_000,
        10_000,
        0.20,
        "wrong in 5 %, but mostly on the same tenth of units: what double reviews cannot show. Told, not judged",
        _REVIEWERS | {"again": 2_000, "times": 2, "hard": 0.10, "hard_error": 0.275},
    ),
)
DESIGNS = {design.name: design for design in (*COMMON, *RARE, *CLUSTERED, *SELECTIVE, *DRIFTING, *REVIEWED)}
