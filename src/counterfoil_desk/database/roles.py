"""May the role by which web and workers connect see past row-level security? Then no organisation is kept from another.

A superuser, a role with BYPASSRLS, and one that may act as the owner of the tables all can; each is refused.
"""

from typing import Any, Final

import psycopg

from counterfoil.errors import UserError

SEES_ALL: Final = """
SELECT r.rolsuper OR r.rolbypassrls OR pg_has_role(r.oid, c.relowner, 'MEMBER')
FROM pg_roles r, pg_class c
WHERE r.rolname = coalesce(%s, current_user) AND c.oid = 'accounts_organisation'::regclass
"""


def refuse_a_role_that_sees_all(owner: psycopg.Connection[Any], role: str) -> None:
    """Raise UserError where a role, by its name, could read the rows of every organisation, or does not exist."""
    found = owner.execute(SEES_ALL, [role]).fetchone()
    if found is None or found[0]:
        why = "does not exist" if found is None else "can read the rows of every organisation"
        raise UserError(
            f"The role of DATABASE_URL {why}.",
            cure="Make a role for the desk alone: no superuser, without BYPASSRLS, no member of the owner's role.",
        )
