"""Which rows does a transaction see? The SQL of row-level security, for migrations.

A table of an organisation has `organisation_id`. Its rows are read and written by that organisation alone. What another
may see of a table that can be shared, it reads from a view that holds the rows and fields of grants in force alone.
The owner of the tables is bound by the same rules (FORCE): only the sealer and backups read past them.
"""

from collections.abc import Mapping
from typing import Final

from django.db.migrations import RunSQL

FUNCTIONS: Final = """
CREATE FUNCTION app_organisation() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.organisation', true), '')::bigint;
CREATE FUNCTION app_user() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.user', true), '')::bigint;
CREATE FUNCTION app_token() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.token', true), '');
"""
NO_FUNCTIONS: Final = "DROP FUNCTION app_token(); DROP FUNCTION app_user(); DROP FUNCTION app_organisation();"


def secured(table: str, *, read: str, write: str) -> RunSQL:
    """Return the step that secures a table: `read` and `write` are conditions on a row."""
    return RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY read ON {table} FOR SELECT USING ({read});
        CREATE POLICY add ON {table} FOR INSERT WITH CHECK ({write});
        CREATE POLICY change ON {table} FOR UPDATE USING ({write}) WITH CHECK ({write});
        CREATE POLICY remove ON {table} FOR DELETE USING ({write});
        """,
        f"""
        DROP POLICY remove ON {table}; DROP POLICY change ON {table};
        DROP POLICY add ON {table}; DROP POLICY read ON {table};
        ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
        ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
        """,
    )


OWN: Final = "organisation_id = app_organisation()"


def owned(table: str) -> RunSQL:
    """Return the step that leaves a table's rows to their organisation alone."""
    return secured(table, read=OWN, write=OWN)


GRANTED: Final = """g.to_organisation_id = app_organisation() AND g.until > now() AND g.ended_at IS NULL"""
GRANTED_ROWS: Final = "granted"  # the policy's name; see owners_policies


def granted_rows(register: str) -> str:
    """Return the condition on a row of a register's table that a grant in force names its organisation."""
    return f"""organisation_id IN (SELECT g.organisation_id FROM accounts_grant g
        WHERE g.register = '{register}' AND {GRANTED})"""  # noqa: S608  names of our own tables


def shared(table: str, *, register: str) -> RunSQL:
    """Return the step that lets the owner of the tables, and so the views it made, read rows that others granted.

    No role that connects for a request is that owner: to the app a table shows its own organisation's rows alone, and
    what a grant names it reads from the view of `shared_rows`.
    """
    return RunSQL(
        f"""ALTER POLICY read ON {table} USING ({OWN});
        CREATE POLICY {GRANTED_ROWS} ON {table} FOR SELECT TO CURRENT_USER USING ({granted_rows(register)});""",
        f"DROP POLICY {GRANTED_ROWS} ON {table};",
    )


def shared_rows(view: str, tables: Mapping[str, str]) -> RunSQL:
    """Return the step that makes the view of what others granted: rows by grant in force, with its fields alone.

    `tables` by register. The rows come from `content`, whose other fields do not leave the view, nor does a row's key;
    a row of which no granted field is filled is not there.
    """
    of_each = (
        f"""SELECT r.public_id, g.id AS grant_id, r.organisation_id, g.register,
            (SELECT jsonb_object_agg(f.key, f.value) FROM jsonb_each(r.content) f
              WHERE f.key = ANY (g.fields)) AS content
        FROM accounts_grant g JOIN {table} r ON r.organisation_id = g.organisation_id
        WHERE g.register = '{register}' AND (g.row_id IS NULL OR g.row_id = r.public_id) AND {GRANTED}
          AND r.content ?| g.fields::text[]"""  # noqa: S608  names of our own tables
        for register, table in tables.items()
    )
    return RunSQL(
        f"CREATE VIEW {view} WITH (security_barrier) AS {' UNION ALL '.join(of_each)};",
        f"DROP VIEW {view};",
    )
