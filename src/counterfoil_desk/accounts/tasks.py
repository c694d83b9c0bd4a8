"""Jobs of accounts: mails, sent once the act that they tell of is committed, and again while the server is away."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from counterfoil_desk.accounts.links import password_path, secret_of
from counterfoil_desk.accounts.mail import send
from counterfoil_desk.accounts.models import Invitation, User
from counterfoil_desk.accounts.second_factors import renew_seeds
from counterfoil_desk.organisation import acting_as

EVERY_NIGHT = "37 3 * * *"
AGAIN = RetryStrategy(max_attempts=8, exponential_wait=4)  # the last after two days
PASSWORD_RESET = "account/email/password_reset_key"  # noqa: S105  the name of a text
TEXTS = frozenset(
    (
        PASSWORD_RESET,
        "account/email/password_changed",
        "account/email/password_reset",
        "account/email/password_set",
        "mfa/email/recovery_codes_generated",
        "mfa/email/totp_activated",
        "mfa/email/totp_deactivated",
    )
)


@app.task(name="accounts.send_invitation", retry=AGAIN)
def send_invitation(organisation: int, invitation: int) -> None:
    """Send the link of an invitation, where it still stands; its secret is worked out here."""
    with acting_as(organisation=organisation), transaction.atomic():
        known = Invitation.objects.select_related("organisation").filter(pk=invitation).first()
        secret = secret_of(known) if known else None
    if known is None or secret is None:
        return
    link = settings.DESK_ADDRESS + reverse("invitation", args=[secret])
    told = {"organisation": known.organisation, "role": known.get_role_display(), "link": link, "until": known.until}
    send("account/email/invitation", to=known.email, language=known.organisation.language, context=told)


@app.task(name="accounts.write_to", retry=AGAIN)
def write_to(user: int, about: str) -> None:
    """Write to a user about a change of his account, or send him the link by which he sets a new password."""
    known = User.objects.filter(pk=user, is_active=True).first()
    if known is None or about not in TEXTS:
        return
    told: dict[str, object] = {"user": known}
    if about == PASSWORD_RESET:
        told["password_reset_url"] = settings.DESK_ADDRESS + password_path(known)
    send(about, to=known.email, language=known.language or settings.LANGUAGE_CODE, context=told)


@app.periodic(cron=EVERY_NIGHT)
@app.task(name="accounts.renew_seeds", queueing_lock="accounts.renew_seeds")
def renew(timestamp: int) -> None:  # noqa: ARG001  procrastinate passes the time it stands for
    """Bring the seeds of second factors to the desk's key of today, so that former keys can be forgotten."""
    renew_seeds()
