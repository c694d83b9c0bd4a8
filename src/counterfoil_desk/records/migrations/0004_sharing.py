"""What others granted is read from a view that holds nothing else; files wait in uploads until they are taken in."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from counterfoil_desk.database.row_security import owned, shared, shared_rows

TABLES = {
    "rights": "records_rightrow",
    "authorisations": "records_authorisationrow",
    "sellers": "records_sellerrow",
    "facilities": "records_facilityrow",
}


class Migration(migrations.Migration):
    dependencies = (("records", "0003_program"), ("accounts", "0003_user_language"))
    operations = (
        migrations.CreateModel(
            name="SharedRow",
            fields=[
                ("public_id", models.UUIDField(primary_key=True, serialize=False)),
                ("register", models.CharField(max_length=30)),
                ("content", models.JSONField()),
            ],
            options={"db_table": "records_sharedrow", "managed": False},
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("register", models.CharField(max_length=30)),
                ("file", models.CharField(max_length=200)),
                ("content", models.BinaryField(null=True)),
                ("found", models.JSONField()),
                ("rejects", models.JSONField()),
                ("by", models.CharField(max_length=100)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("taken", models.JSONField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
            ],
        ),
        owned("records_upload"),
        *(shared(table, register=register) for register, table in TABLES.items()),
        shared_rows("records_sharedrow", TABLES),
    )
