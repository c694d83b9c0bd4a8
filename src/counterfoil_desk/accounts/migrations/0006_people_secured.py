"""Which people does a transaction see? Its user; the members of its organisation; everybody only before anybody acts.

Log-in looks a person up by mail address before it is known who acts: then, and then alone, all rows are seen. What lies
beside a person (addresses, second factors) is seen by the person, and at log-in.
"""

from django.db import migrations

from counterfoil_desk.database.row_security import secured

NOBODY = "(app_user() IS NULL AND app_organisation() IS NULL)"
MEMBERS = "SELECT m.user_id FROM accounts_member m WHERE m.organisation_id = app_organisation()"
OF_PERSON = f"{NOBODY} OR user_id = app_user()"


class Migration(migrations.Migration):
    dependencies = (
        ("accounts", "0005_people_row_security"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
    )
    operations = (
        secured(
            "accounts_user",
            read=f"{NOBODY} OR id = app_user() OR id IN ({MEMBERS})",
            write=f"{NOBODY} OR id = app_user()",
        ),
        secured("account_emailaddress", read=OF_PERSON, write=OF_PERSON),
        secured("mfa_authenticator", read=OF_PERSON, write=OF_PERSON),
        secured("socialaccount_socialaccount", read=OF_PERSON, write=OF_PERSON),
    )
