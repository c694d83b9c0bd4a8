"""Runs that were brought in, and what a suspect offer was held against."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_user_language"),
        ("service", "0004_tallies_row_security"),
    ]

    operations = [
        migrations.AddField(
            model_name="suspectoffer",
            name="evidence",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="suspectoffer",
            name="held_against",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="suspectoffer",
            name="origin",
            field=models.CharField(db_default="call", max_length=20),
        ),
        migrations.CreateModel(
            name="ImportedRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("sha256", models.CharField(max_length=64)),
                ("started_at", models.DateTimeField()),
                ("engine_version", models.CharField(max_length=40)),
                ("counts", models.JSONField()),
                ("done", models.BigIntegerField(default=0)),
                ("began_at", models.DateTimeField(auto_now_add=True)),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="suspectoffer",
            name="run",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="service.importedrun"
            ),
        ),
        migrations.AddIndex(
            model_name="suspectoffer",
            index=models.Index(fields=["organisation", "-screened_at", "id"], name="suspects_by_time"),
        ),
        migrations.AddConstraint(
            model_name="importedrun",
            constraint=models.UniqueConstraint(fields=("organisation", "sha256"), name="run_is_imported_once"),
        ),
        migrations.CreateModel(
            name="DeniedLists",
            fields=[
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="accounts.organisation",
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("content", models.BinaryField()),
                ("parties", models.BigIntegerField()),
                ("read_at", models.DateTimeField(auto_now=True)),
            ],
        ),
    ]
