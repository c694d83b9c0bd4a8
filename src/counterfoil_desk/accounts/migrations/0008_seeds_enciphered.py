"""Second factors of the first version lay in plain: their seeds are enciphered under the desk's key.

It acts for nobody, so it sees every second factor: they belong to people, and to no organisation.
"""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations

from counterfoil_desk.accounts.second_factors import enciphered_where_plain


def encipher(apps: Apps, _editor: Any) -> None:
    """Encipher the seeds that lie in plain, and leave the others."""
    for one in apps.get_model("mfa", "Authenticator").objects.select_for_update().order_by("pk"):
        data = enciphered_where_plain(one.data)
        if data != one.data:
            one.data = data
            one.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = (("accounts", "0007_whose_address"), ("mfa", "0003_authenticator_type_uniq"))
    operations = (migrations.RunPython(encipher, migrations.RunPython.noop),)
