"""Help somebody in who lost his password or second factor, or delete his account: for who runs the desk."""

from collections.abc import Mapping
from pathlib import Path

from counterfoil_desk.configured import ADDRESS
from counterfoil_desk.reaching import reached_by_django


def rescue(email: str, *, second_factor: bool, home: Path, environment: Mapping[str, str]) -> list[str]:
    """Return what to tell: a link for a new password, and that the second factor is removed where that is asked for.

    Raises UserError where nobody has the address, or there is no desk.
    """
    with reached_by_django(home, environment):
        from counterfoil_desk.accounts.rescue import drop_second_factor, new_password_path

        told = [f"{drop_second_factor(email)} second factors and recovery codes removed."] if second_factor else []
        path = new_password_path(email)
    address = environment.get(ADDRESS, "http://127.0.0.1:8000").rstrip("/")
    return [*told, f"By this link a new password is set, once: {address}{path}"]


def close_account(email: str, *, home: Path, environment: Mapping[str, str]) -> str:
    """Delete the account of somebody who is a member of nothing; return what to tell.

    Raises UserError where nobody has the address, for a member, or where there is no desk.
    """
    with reached_by_django(home, environment):
        from counterfoil_desk.accounts.closing import close_account

        public_id = close_account(email)
    return (
        f"The account is deleted. In logs user:{public_id} stands for nobody now; values about the person are deleted "
        f"with: counterfoil desk log forget --subject user:{public_id}"
    )
