"""Delete a person's account for good: what is kept of him then are ids in logs, which lead to nobody."""

from counterfoil.errors import UserError
from counterfoil_desk.accounts.models import Member
from counterfoil_desk.accounts.rescue import user_of
from counterfoil_desk.audit.actions import record
from counterfoil_desk.audit.models import Entry
from counterfoil_desk.database.acting_within import acting_within
from counterfoil_desk.database.every_organisation import every_organisation
from counterfoil_desk.organisation import OPERATOR


def close_account(email: str) -> str:
    """Delete a user who is a member of nothing: name, address, password, second factor; return his public id.

    Each organisation in whose log he is a subject reads of it. Raises UserError where nobody has the address, and for a
    member.
    """
    user = user_of(email)
    subject = ("user", str(user.public_id))
    with acting_within(user=user.pk):
        if still := Member.objects.filter(user=user).count():
            where = "an organisation" if still == 1 else f"{still} organisations"
            cure = "He leaves, or an administrator removes him, on the page “Members”; then close the account."
            raise UserError(f"This person is still a member of {where}.", cure=cure)
        for organisation in every_organisation():
            with acting_within(organisation=organisation):
                if Entry.objects.filter(subject_kind=subject[0], subject_id=subject[1]).exists():
                    record(actor=OPERATOR, act="account closed", subject=subject)
        user.delete()
    return subject[1]
