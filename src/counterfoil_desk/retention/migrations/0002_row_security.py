"""What an organisation chose is its own; and what is old is found by its time, not by reading all of it."""

from django.db import migrations
from django.db.migrations import RunSQL

from counterfoil_desk.database.row_security import owned


def by_time(table: str, column: str) -> RunSQL:
    """Return the step that makes the rows of an organisation be found by a time."""
    name = f"retention_of_{table}"
    return RunSQL(f"CREATE INDEX {name} ON {table} (organisation_id, {column})", f"DROP INDEX {name}")


class Migration(migrations.Migration):
    dependencies = (("retention", "0001_initial"), ("service", "0002_row_security"))
    operations = (
        owned("retention_period"),
        owned("retention_unusedfile"),
        by_time("service_answer", "at"),
    )
