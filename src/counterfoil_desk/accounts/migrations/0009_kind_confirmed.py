"""What an organisation is was said by its founder, until who runs the desk confirms it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("accounts", "0008_seeds_enciphered"),)
    operations = (migrations.AddField("organisation", "kind_confirmed_at", models.DateTimeField(null=True)),)
