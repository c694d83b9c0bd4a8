"""A one-time link may make its user the administrator of an organisation that is there already, such as the example's."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("accounts", "0003_user_language"),)
    operations = (
        migrations.AddField(
            model_name="setuplink",
            name="administers",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.organisation"
            ),
        ),
    )
