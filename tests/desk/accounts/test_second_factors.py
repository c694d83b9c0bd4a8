"""A seed that lies under a former key of the desk is brought to the one of today, and opens without the former one."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.test import override_settings

from counterfoil_desk.accounts.models import Member
from counterfoil_desk.accounts.second_factors import renew_seeds
from counterfoil_desk.encryption import decrypted, encrypted
from counterfoil_desk.organisation import acting_as
from desk.conftest import Desk, new_member

FORMER, TODAY = "a key of yesterday " * 3, "a key of today " * 3


def test_seeds_come_under_the_key_of_today(desk: Desk, admin: Member) -> None:
    Authenticator.objects.all().delete()  # others of this process were made under other keys
    with override_settings(SECRET_KEY=FORMER, SECRET_KEY_FALLBACKS=[]):
        with acting_as(user=admin.user_id), transaction.atomic():
            kept = {"totp": {"secret": encrypted("JBSWY3DP")}, "recovery_codes": {"seed": encrypted("0f"), "used": 1}}
            for kind, data in kept.items():
                Authenticator.objects.create(user_id=admin.user_id, type=kind, data=data)
        assert renew_seeds() == 0
    with override_settings(SECRET_KEY=TODAY, SECRET_KEY_FALLBACKS=[FORMER]):
        assert renew_seeds() == 0
    with override_settings(SECRET_KEY=TODAY, SECRET_KEY_FALLBACKS=[]):
        with acting_as(user=admin.user_id), transaction.atomic():
            data = {one.type: one.data for one in Authenticator.objects.all()}
        assert decrypted(data["totp"]["secret"]) == "JBSWY3DP"
        assert decrypted(data["recovery_codes"]["seed"]) == "0f"
        assert data["recovery_codes"]["used"] == 1


def test_one_lost_seed_does_not_keep_the_others_behind(desk: Desk, admin: Member) -> None:
    other = new_member(desk, role="reader")
    Authenticator.objects.all().delete()
    for key, member in (("a key that nobody knows " * 3, other), (FORMER, admin)):
        with (
            override_settings(SECRET_KEY=key, SECRET_KEY_FALLBACKS=[]),
            acting_as(user=member.user_id),
            transaction.atomic(),
        ):
            Authenticator.objects.create(user_id=member.user_id, type="totp", data={"secret": encrypted("JBSWY3DP")})
    with override_settings(SECRET_KEY=TODAY, SECRET_KEY_FALLBACKS=[FORMER]):
        assert renew_seeds() == 1
    with (
        override_settings(SECRET_KEY=TODAY, SECRET_KEY_FALLBACKS=[]),
        acting_as(user=admin.user_id),
        transaction.atomic(),
    ):
        assert decrypted(Authenticator.objects.get().data["secret"]) == "JBSWY3DP"
    Authenticator.objects.all().delete()
