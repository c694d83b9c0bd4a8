"""What waits for the sealer is counted in the chain's order: era first, as numbers of transactions begin anew in one.

The function came with webhooks, which count over all organisations too. It counts so many at most: it is asked often.
"""

from django.db import migrations
from django.db.migrations import RunSQL

from counterfoil_desk.audit.sealing import AFTER_THE_LAST, MOST_COUNTED
from counterfoil_desk.database.counted_everywhere import counting

NO_ERA = """SELECT count(*), min(u.at) FROM audit_entry u
    WHERE (u.written_in, u.id) > (SELECT coalesce(max(l.written_in), '0'::xid8), coalesce(max(l.id), 0)
        FROM audit_entry l WHERE l.id = (SELECT s.entry_id FROM audit_seal s ORDER BY s.number DESC LIMIT 1))"""
LAST = "(SELECT s.entry_id FROM audit_seal s ORDER BY s.number DESC LIMIT 1)"
UNSEALED = f"""SELECT count(*), min(w.at) FROM (SELECT e.at FROM audit_entry e
    WHERE {AFTER_THE_LAST.replace("%s", LAST)} LIMIT {MOST_COUNTED}) w"""  # noqa: S608  our own text


def counted(query: str) -> RunSQL:
    """Return the step that makes the function; the app is given it after every migration."""
    return counting("entries_unsealed", returns="TABLE (entries bigint, oldest_at timestamptz)", query=query)


class Migration(migrations.Migration):
    dependencies = (("audit", "0004_checkpoints"), ("webhooks", "0002_row_security"))
    operations = (
        RunSQL("DROP FUNCTION entries_unsealed()", counted(NO_ERA).sql),
        RunSQL(counted(UNSEALED).sql, "DROP FUNCTION entries_unsealed()"),
    )
