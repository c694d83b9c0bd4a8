"""Endpoints and deliveries are their organisation's alone; what is counted over all of them is counted by functions."""

from django.db import migrations

from counterfoil_desk.database.counted_everywhere import counting, readable_by_functions
from counterfoil_desk.database.row_security import owned

LAST_SEALED = """SELECT e.written_in, e.id FROM audit_entry e
    WHERE e.id = (SELECT s.entry_id FROM audit_seal s ORDER BY s.number DESC LIMIT 1)"""


class Migration(migrations.Migration):
    dependencies = (
        ("webhooks", "0001_initial"),
        ("accounts", "0002_row_security"),
        ("audit", "0001_log"),
    )
    operations = (
        owned("webhooks_endpoint"),
        owned("webhooks_delivery"),
        readable_by_functions("accounts_organisation"),
        readable_by_functions("webhooks_delivery"),
        readable_by_functions("audit_entry"),
        counting(
            "every_organisation",
            returns="SETOF bigint",
            query="SELECT id FROM accounts_organisation ORDER BY id",
        ),
        counting(
            "organisations_with_deliveries_due",
            returns="SETOF bigint",
            query="""SELECT DISTINCT d.organisation_id FROM webhooks_delivery d
                WHERE d.state = 'waiting' AND d.next_try_at < now()""",
        ),
        counting(
            "deliveries_by_state",
            returns="TABLE (named text, deliveries bigint)",
            query="SELECT d.state::text, count(*) FROM webhooks_delivery d GROUP BY d.state",
        ),
        counting(
            "entries_unsealed",
            returns="TABLE (entries bigint, oldest_at timestamptz)",
            query=f"""SELECT count(*), min(u.at) FROM audit_entry u
                WHERE (u.written_in, u.id) > (SELECT coalesce(max(l.written_in), '0'::xid8), coalesce(max(l.id), 0)
                    FROM ({LAST_SEALED}) l)""",  # noqa: S608  our own text
        ),
    )
