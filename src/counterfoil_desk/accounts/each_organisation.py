"""What a person does with his own account is told to every organisation for which he acts, each in its own log."""

from django.db import transaction

from counterfoil.custody.canonical import Value
from counterfoil_desk.accounts.actions import actor_of
from counterfoil_desk.accounts.models import Member, User
from counterfoil_desk.audit.actions import record
from counterfoil_desk.database.acting_within import acting_within


def tell_each_organisation(user: User, act: str, *, actor: str = "", **told: Value) -> None:
    """Write an entry about a user into the log of each of his organisations; he is its actor, if no other is given."""
    with transaction.atomic():
        with acting_within(user=user.pk):
            own = list(Member.objects.filter(user_id=user.pk).order_by("pk").values_list("organisation_id", flat=True))
        for organisation in own:
            with acting_within(organisation=organisation, user=user.pk):
                record(actor=actor or actor_of(user), act=act, subject=("user", str(user.public_id)), told=told)


def change_name(*, user: User, name: str) -> None:
    """Change a user's own name; that it was changed is told to each of his organisations, but no name."""
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(name=name)
        tell_each_organisation(user, "name changed")
