"""By which policies do the owner's views and functions read past organisations? Said anew after every migration.

PostgreSQL keeps a role in a policy, and a dump names it: where the dump is restored the tables may have another owner.
So a restore leaves these policies out, and what is migrated gets them for whoever owns the tables now, as it gets its
rights. A table that a new migration opens to the owner is added here too; a test compares.
"""

from typing import Any, Final, NamedTuple

import psycopg
from psycopg import sql

from counterfoil_desk.database.counted_everywhere import EVERYWHERE, READ_EVERYWHERE
from counterfoil_desk.database.row_security import GRANTED_ROWS, granted_rows


class Policy(NamedTuple):
    """A policy of the owner alone: rows of a table that he reads where the condition holds."""

    table: str
    name: str
    condition: str


POLICIES: Final = (
    *(Policy(table, READ_EVERYWHERE, EVERYWHERE) for table in ("accounts_organisation", "webhooks_delivery")),
    Policy("audit_entry", READ_EVERYWHERE, EVERYWHERE),
    Policy("records_rightrow", GRANTED_ROWS, granted_rows("rights")),
    Policy("records_authorisationrow", GRANTED_ROWS, granted_rows("authorisations")),
    Policy("records_sellerrow", GRANTED_ROWS, granted_rows("sellers")),
    Policy("records_facilityrow", GRANTED_ROWS, granted_rows("facilities")),
)
NAMES: Final = frozenset(one.name for one in POLICIES)
STANDING: Final = """
SELECT tablename, policyname FROM pg_policies WHERE schemaname = 'public' AND roles = ARRAY[current_user]
"""


def give_policies(owner: psycopg.Connection[Any]) -> None:
    """Make the policies that are missing or are of another role, for the role that is connected.

    Those that stand are left alone: a change would wait for everybody who reads the table.
    """
    standing = set(owner.execute(STANDING).fetchall())
    for one in POLICIES:
        if (one.table, one.name) in standing:
            continue
        names = {"name": sql.Identifier(one.name), "table": sql.Identifier(one.table)}
        owner.execute(sql.SQL("DROP POLICY IF EXISTS {name} ON {table}").format(**names))
        made = "CREATE POLICY {name} ON {table} FOR SELECT TO CURRENT_USER USING ({condition})"
        owner.execute(sql.SQL(made).format(**names, condition=sql.SQL(one.condition)))
