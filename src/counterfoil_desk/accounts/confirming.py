"""Is an organisation what it says, such as an authority? Who runs the desk may confirm it, and take that back."""

from django.db import transaction
from django.utils import timezone

from counterfoil.errors import UserError
from counterfoil_desk.accounts.models import Organisation
from counterfoil_desk.audit.actions import record
from counterfoil_desk.organisation import OPERATOR, acting_as


def confirm_kind(organisation: int, *, is_confirmed: bool = True) -> Organisation:
    """Write down that an organisation is what it says, or that nobody says so any more; its log tells it.

    Raises UserError where it is so already.
    """
    with acting_as(organisation=organisation), transaction.atomic():
        kept = Organisation.objects.select_for_update().get(pk=organisation)
        if (kept.kind_confirmed_at is not None) == is_confirmed:
            raise UserError("That is so already.", cure="Nothing is left to do.")
        kept.kind_confirmed_at = timezone.now() if is_confirmed else None
        kept.save(update_fields=["kind_confirmed_at"])
        act = "kind confirmed" if is_confirmed else "kind no longer confirmed"
        record(actor=OPERATOR, act=act, subject=("organisation", str(kept.public_id)), told={"kind": kept.kind})
        return kept
