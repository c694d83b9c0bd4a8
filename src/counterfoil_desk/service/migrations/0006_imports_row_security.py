"""Runs that were brought in, and lists of denied parties, are their organisation's alone."""

from django.db import migrations

from counterfoil_desk.database.row_security import owned


class Migration(migrations.Migration):
    dependencies = (("service", "0005_imports"), ("accounts", "0002_row_security"))
    operations = (owned("service_importedrun"), owned("service_deniedlists"))
