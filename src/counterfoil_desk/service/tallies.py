"""How many offers were decided how, day by day? Calls write tallies, which nobody else changes; a job adds them up."""

import datetime as dt
from collections import Counter
from typing import Final

from django.db import connection, transaction
from django.db.models import Sum

from counterfoil_desk.service.models import DayCount, Tally

FOLD: Final = """
WITH taken AS (DELETE FROM service_tally WHERE organisation_id = %s RETURNING day, decision, offers)
INSERT INTO service_daycount AS counted (organisation_id, day, decision, offers)
SELECT %s, day, decision, sum(offers) FROM taken GROUP BY day, decision ORDER BY day, decision
ON CONFLICT (organisation_id, day, decision) DO UPDATE SET offers = counted.offers + EXCLUDED.offers
"""


def counted() -> dict[tuple[dt.date, str], int]:
    """Return the number of offers by day (UTC) and decision, of the organisation that the transaction acts for."""
    both = [
        model._default_manager.order_by().values_list("day", "decision").annotate(Sum("offers"))
        for model in (DayCount, Tally)
    ]
    numbers: Counter[tuple[dt.date, str]] = Counter()
    for day, decision, offers in both[0].union(both[1], all=True):  # one question: a fold between two would be missed
        numbers[day, decision] += offers
    return dict(numbers)


def fold(organisation: int) -> None:
    """Add an organisation's tallies to its numbers by day; it must be the one that the caller acts for."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(FOLD, [organisation, organisation])
