"""Registers, and what screening reads of them, are the organisation's alone; what is granted to others comes in 0004."""

from django.db import migrations

from counterfoil_desk.database.row_security import owned


class Migration(migrations.Migration):
    dependencies = (("records", "0001_initial"), ("accounts", "0002_row_security"))
    operations = (
        owned("records_rightrow"),
        owned("records_authorisationrow"),
        owned("records_sellerrow"),
        owned("records_facilityrow"),
        owned("records_publishedfile"),
        owned("records_generation"),
    )
