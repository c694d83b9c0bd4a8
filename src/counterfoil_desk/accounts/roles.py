"""Which role may do what a role may? Each may do what those below it may."""

from typing import Final

from counterfoil_desk.accounts.models import Member, Role

LADDER: Final = (Role.READER, Role.REVIEWER, Role.MANAGER, Role.ADMINISTRATOR)


def may(member: Member | None, least: Role) -> bool:
    """Tell whether a member has at least a role; nobody has none."""
    return member is not None and LADDER.index(Role(member.role)) >= LADDER.index(least)
