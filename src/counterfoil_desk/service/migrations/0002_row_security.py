"""What the service keeps is its organisation's alone."""

from django.db import migrations

from counterfoil_desk.database.row_security import owned


class Migration(migrations.Migration):
    dependencies = (("service", "0001_initial"), ("accounts", "0002_row_security"))
    operations = (owned("service_answer"), owned("service_suspectoffer"), owned("service_daycount"))
