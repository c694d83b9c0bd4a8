"""Which rows does a transaction see? The SQL of row-level security, for migrations.

A table of an organisation has `organisation_id`. Its rows are read and written by that organisation alone. Of a table
that can be shared, other organisations read the rows that a grant names, until it ends; they never write them.
The owner of the tables is bound by the same rules (FORCE): only the sealer and backups read past them.
"""

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


def shared(table: str, *, register: str) -> RunSQL:
    """Return the step that lets others read the rows of a table that a grant in force names."""
    granted = f"""EXISTS (SELECT 1 FROM accounts_grant g WHERE g.organisation_id = {table}.organisation_id
        AND g.to_organisation_id = app_organisation() AND g.register = '{register}'
        AND (g.row_id IS NULL OR g.row_id = {table}.public_id) AND g.until > now() AND g.ended_at IS NULL)"""  # noqa: S608  names of our own tables
    return secured(table, read=f"{OWN} OR {granted}", write=OWN)
