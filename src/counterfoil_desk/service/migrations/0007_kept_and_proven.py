"""A suspect offer says which entry of the audit log proves it and how, and is found by its generation."""

from django.db import migrations, models
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast


class Migration(migrations.Migration):
    dependencies = (("service", "0006_imports_row_security"),)
    operations = (
        migrations.AddField("suspectoffer", "entry", models.BigIntegerField(null=True)),
        migrations.AddField("suspectoffer", "proof", models.JSONField(null=True)),
        migrations.AddField(
            "suspectoffer",
            "generation",
            models.GeneratedField(
                db_persist=True,
                expression=Cast(KeyTextTransform("generation", "held_against"), models.BigIntegerField()),
                output_field=models.BigIntegerField(null=True),
            ),
        ),
        migrations.AddIndex(
            "suspectoffer",
            models.Index(
                condition=models.Q(("generation__isnull", False)),
                fields=["organisation", "generation"],
                name="suspects_by_generation",
            ),
        ),
    )
