"""Registers can be shared by grants; what screening reads of them is the organisation's alone."""

from django.db import migrations

from counterfoil_desk.database.row_security import owned, shared


class Migration(migrations.Migration):
    dependencies = (("records", "0001_initial"), ("accounts", "0002_row_security"))
    operations = (
        shared("records_rightrow", register="rights"),
        shared("records_authorisationrow", register="authorisations"),
        shared("records_sellerrow", register="sellers"),
        shared("records_facilityrow", register="facilities"),
        owned("records_publishedfile"),
        owned("records_generation"),
    )
