"""Which rows of accounts a transaction sees: its own organisation's; of itself, those in which its user is a member."""

from django.db import migrations
from django.db.migrations import RunSQL

from counterfoil_desk.database.row_security import FUNCTIONS, NO_FUNCTIONS, OWN, secured

MINE = "SELECT m.organisation_id FROM accounts_member m WHERE m.user_id = app_user()"
GRANTED = """SELECT g.organisation_id FROM accounts_grant g WHERE g.to_organisation_id = app_organisation()
    UNION ALL SELECT g.to_organisation_id FROM accounts_grant g WHERE g.organisation_id = app_organisation()"""


class Migration(migrations.Migration):
    dependencies = (("accounts", "0001_initial"),)
    operations = (
        RunSQL(FUNCTIONS, NO_FUNCTIONS),
        secured(
            "accounts_organisation",
            read=f"id = app_organisation() OR id IN ({MINE}) OR id IN ({GRANTED})",
            write="id = app_organisation()",
        ),
        secured("accounts_member", read=f"{OWN} OR user_id = app_user()", write=OWN),
        secured("accounts_apitoken", read=f"{OWN} OR digest = app_token()", write=OWN),
        secured("accounts_grant", read=f"{OWN} OR to_organisation_id = app_organisation()", write=OWN),
    )
