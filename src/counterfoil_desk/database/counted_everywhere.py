"""What is counted over all organisations, past row-level security? The SQL of it, for migrations.

FORCE binds the tables' owner as well, so a function of his sees no rows either. `readable_by_functions` lets him read
a table while `app.everywhere` is on, which functions set while they run; no policy of the app's role asks for it.
(A function may not say `SET app.everywhere` in its head: PostgreSQL leaves that to superusers.)
"""

from typing import Final

from django.db.migrations import RunSQL

READ_EVERYWHERE: Final = "read_everywhere"  # the policy's name; see owners_policies
EVERYWHERE: Final = "current_setting('app.everywhere', true) = 'on'"


def readable_by_functions(table: str) -> RunSQL:
    """Return the step that lets the owner's functions read a table of all organisations."""
    return RunSQL(
        f"CREATE POLICY {READ_EVERYWHERE} ON {table} FOR SELECT TO CURRENT_USER USING ({EVERYWHERE})",
        f"DROP POLICY {READ_EVERYWHERE} ON {table}",
    )


def counting(name: str, *, returns: str, query: str) -> RunSQL:
    """Return the step that makes such a function; `database.privileges` then lets the app call it."""
    return RunSQL(
        f"""
        CREATE FUNCTION {name}() RETURNS {returns} LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = public, pg_temp AS $$
        BEGIN
          PERFORM set_config('app.everywhere', 'on', true);
          RETURN QUERY {query};
          PERFORM set_config('app.everywhere', '', true);
        END $$;
        REVOKE ALL ON FUNCTION {name}() FROM PUBLIC;
        """,
        f"DROP FUNCTION {name}()",
    )
