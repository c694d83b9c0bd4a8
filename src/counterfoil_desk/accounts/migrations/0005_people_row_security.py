"""An invitation is found by its digest before it is known who acts, and so is the name of the organisation that invites.

An organisation is also found by its address, which it told the other: who knows it sees that one row. Nobody can browse.
"""

from django.db import migrations
from django.db.migrations import RunSQL

from counterfoil_desk.database.row_security import OWN, secured

MINE = "SELECT m.organisation_id FROM accounts_member m WHERE m.user_id = app_user()"
GRANTED = """SELECT g.organisation_id FROM accounts_grant g WHERE g.to_organisation_id = app_organisation()
    UNION ALL SELECT g.to_organisation_id FROM accounts_grant g WHERE g.organisation_id = app_organisation()"""
SEEN_BEFORE = f"id = app_organisation() OR id IN ({MINE}) OR id IN ({GRANTED})"
INVITING = "SELECT i.organisation_id FROM accounts_invitation i WHERE i.digest = app_token()"
SEEN = f"{SEEN_BEFORE} OR public_id::text = app_token() OR id IN ({INVITING})"


class Migration(migrations.Migration):
    dependencies = (("accounts", "0004_people"),)
    operations = (
        secured("accounts_invitation", read=f"{OWN} OR digest = app_token()", write=OWN),
        RunSQL(
            f"ALTER POLICY read ON accounts_organisation USING ({SEEN})",
            f"ALTER POLICY read ON accounts_organisation USING ({SEEN_BEFORE})",
        ),
    )
