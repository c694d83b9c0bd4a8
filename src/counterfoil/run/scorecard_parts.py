"""What is the page of a scorecard made of? Of what lies in its folder alone, so that a check can make it again."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from counterfoil.documents.scorecard_page import ScorecardParts
from counterfoil.documents.scorecard_told import Limit, PracticeShown, RegimeShown
from counterfoil.scorecards.card import Card
from counterfoil.scorecards.measures.all_measures import MEASURES
from counterfoil.scorecards.practices.reading import Practices
from counterfoil.scorecards.telling import telling
from counterfoil.tables.scorecard_evidence import ScorecardEvidence
from counterfoil.tables.scorecard_measure import MEASURED

SHOWN = 8  # cases of each number on the page


def parts_of(
    card: Card, record: Mapping[str, Any], practices: Sequence[Practices], answers: pl.DataFrame
) -> ScorecardParts:
    """Return what the page is made of; `record` is run.json, `answers` by the contract MeasureAnswer."""
    return ScorecardParts(
        card.measures,
        card.trends,
        samples_of(card),
        answers,
        [_shown(one) for one in practices],
        {name: one.says for name, one in MEASURES.items()},
        {name: Limit(**limit) for name, limit in record["limits"].items()},
        record,
    )


def samples_of(card: Card) -> pl.DataFrame:
    """Return of each measure the most telling cases of the period that is shown for it (ScorecardEvidence)."""
    latest = card.measures.filter(pl.col("standing") == MEASURED).group_by("measure").agg(pl.max("period_from"))
    periods = dict(latest.iter_rows())
    names = card.trends.filter(pl.col("cases") > 0)["measure"].unique(maintain_order=True)
    found = [telling(card.evidence, MEASURES[name], periods.get(name)).head(SHOWN) for name in names]
    return pl.concat([ScorecardEvidence.create_empty().lazy(), *found]).collect(engine="streaming")


def _shown(given: Practices) -> RegimeShown:
    shown = tuple(
        PracticeShown(one.id, one.title, one.says, one.source, one.is_verified, one.measures, one.not_measurable)
        for one in given.practices
    )
    return RegimeShown(given.id, given.title, given.source, shown)
