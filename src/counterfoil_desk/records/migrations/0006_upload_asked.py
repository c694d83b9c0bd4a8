"""A long file is taken in by a job: who asked for it and when, and why it could not be done."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("records", "0005_keys_in_published_files"),)
    operations = (
        migrations.AddField("upload", "asked_by", models.CharField(max_length=100, blank=True, db_default="")),
        migrations.AddField("upload", "asked_at", models.DateTimeField(null=True)),
        migrations.AddField("upload", "refused", models.TextField(blank=True, db_default="")),
    )
