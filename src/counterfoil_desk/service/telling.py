"""What others are told of what the service found: ids, decisions and numbers, never personal data."""

from collections.abc import Sequence
from typing import Any, Final

from counterfoil_desk.service.references import Live
from counterfoil_desk.webhooks.actions import tell_all
from counterfoil_desk.webhooks.events import Event

DECIDED: Final = ("id", "decision", "score", "right_id", "ground")
Json = dict[str, Any]


def tell_decided(answers: Sequence[Json], now: Live, *, organisation: int) -> int:
    """Tell of offers that were not clear, in the transaction in which they are kept; return how many deliveries."""
    told = [{name: answer[name] for name in DECIDED} | {"generation": now.number} for answer in answers]
    return tell_all(Event.OFFER_DECIDED, told, organisation=organisation)


def tell_checked(statuses: dict[str, str], *, organisation: int) -> int:
    """Tell of sellers that were checked: the id that the marketplace uses, and the status."""
    told = [{"id": seller, "status": status} for seller, status in statuses.items()]
    return tell_all(Event.SELLER_CHECKED, told, organisation=organisation)


def tell_imported(run: str, counts: dict[str, int], *, organisation: int) -> int:
    """Tell that a run was brought in whole: its public id, and how many offers were decided how."""
    return tell_all(Event.IMPORT_FINISHED, [{"id": run, "decisions": counts}], organisation=organisation)
