"""Who has shown that a mail address is his? Which invitation went by mail, and who else may know an account's password."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_people_secured"),
    ]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="by_mail",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="user",
            name="vouched_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
            ),
        ),
    ]
