"""A person may read the desk in a language and a time zone of his own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("accounts", "0002_row_security"),)
    operations = (
        migrations.AddField(
            model_name="user",
            name="language",
            field=models.CharField(blank=True, default="", max_length=10),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="user",
            name="time_zone",
            field=models.CharField(blank=True, default="", max_length=60),
            preserve_default=False,
        ),
    )
