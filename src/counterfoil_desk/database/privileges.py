"""What may each role do? Said anew after every migration, by the owner.

The app reads and writes rows, but of the audit log it only reads entries and calls the two functions that add to it
and forget; it does not touch Django's list of migrations. The sealer reads entries and adds seals.
"""

from typing import Any, Final

import psycopg
from psycopg import sql

READ_ONLY: Final = (
    *("audit_entry", "audit_value", "audit_seal", "records_sharedrow"),
    *("audit_checkpoint", "audit_timestamp", "audit_sealing", "audit_era"),
)
NOT_AT_ALL: Final = ("django_migrations",)
FUNCTIONS: Final = (
    "audit_append(text, text, text, text, jsonb, jsonb)",
    "audit_append_many(text, text, jsonb)",
    "audit_forget(bigint, text, jsonb, jsonb)",
    "audit_forget_older(timestamptz, int, text, jsonb, jsonb)",
    "every_organisation()",
    "organisations_with_deliveries_due()",
    "deliveries_by_state()",
    "entries_unsealed()",
)


def give_privileges(owner: psycopg.Connection[Any], *, app: str, sealer: str) -> None:
    """Give the roles `app` and `sealer` what they need, and take everything else."""
    roles = {"app": sql.Identifier(app), "sealer": sql.Identifier(sealer)}

    def run(text: str, **more: sql.Composable) -> None:
        owner.execute(sql.SQL(text).format(**roles, **more))

    run("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    run("GRANT USAGE ON SCHEMA public TO {app}, {sealer}")
    run("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {app}")
    run("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {app}")
    for table in READ_ONLY:
        run("REVOKE INSERT, UPDATE, DELETE ON {table} FROM {app}", table=sql.Identifier(table))
    for table in NOT_AT_ALL:
        run("REVOKE ALL ON {table} FROM {app}", table=sql.Identifier(table))
    for function in FUNCTIONS:
        run("GRANT EXECUTE ON FUNCTION {function} TO {app}", function=sql.SQL(function))
    run("GRANT SELECT ON audit_entry, audit_seal, audit_checkpoint, audit_timestamp, audit_era TO {sealer}")
    run("GRANT INSERT ON audit_seal, audit_checkpoint, audit_timestamp TO {sealer}")
    run("GRANT SELECT, UPDATE ON audit_sealing TO {sealer}")
