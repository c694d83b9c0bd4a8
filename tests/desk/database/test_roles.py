"""A role by which row-level security would be off is refused before anything is kept under it."""

import pytest

from counterfoil.errors import UserError
from counterfoil_desk.database.roles import refuse_a_role_that_sees_all
from desk.conftest import APP, OWNER, SUPERUSER, Desk


def test_the_apps_own_role_is_bound(desk: Desk) -> None:
    with desk.link(OWNER) as owner:
        refuse_a_role_that_sees_all(owner, APP)


@pytest.mark.parametrize("role", [SUPERUSER, OWNER, "counterfoil_sealer"])
def test_roles_that_read_past_it_are_refused(desk: Desk, role: str) -> None:
    with desk.link(OWNER) as owner, pytest.raises(UserError, match="every organisation"):
        refuse_a_role_that_sees_all(owner, role)


def test_a_role_that_may_act_as_the_owner_is_refused(desk: Desk) -> None:
    with desk.link(SUPERUSER) as link:
        link.execute("CREATE ROLE acts_as_owner LOGIN IN ROLE counterfoil_owner")
    with desk.link(OWNER) as owner, pytest.raises(UserError, match="every organisation"):
        refuse_a_role_that_sees_all(owner, "acts_as_owner")


def test_a_role_that_is_not_there_is_told(desk: Desk) -> None:
    with desk.link(OWNER) as owner, pytest.raises(UserError, match="does not exist"):
        refuse_a_role_that_sees_all(owner, "nobody at all")
