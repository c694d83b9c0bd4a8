"""What only who runs the desk may do: help somebody in, delete an account, confirm what an organisation is."""

from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

from counterfoil_desk.configured import ADDRESS
from counterfoil_desk.reaching import number_of, reached_by_django


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


def confirm_kind(organisation: UUID, *, is_confirmed: bool, home: Path, environment: Mapping[str, str]) -> str:
    """Confirm what an organisation says that it is, or take that back; return what to tell.

    Raises UserError where there is no such organisation or desk, or where it is so already.
    """
    with reached_by_django(home, environment):
        from counterfoil_desk.accounts.confirming import confirm_kind

        kept = confirm_kind(number_of(organisation), is_confirmed=is_confirmed)
    told = "Others read that without a doubt now" if is_confirmed else "Others read that it says so of itself"
    return f"{kept.name}: {kept.kind}. {told}, and its log tells it."


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
