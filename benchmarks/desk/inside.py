"""What a measurement does inside the desk, as the app's role: fill the registers, change one, count what is there.

    python benchmarks/desk/inside.py fill [--small] | change MARK | listen ADDRESS

`fill` prints the secret of a program's token. `change` waits for a line on its input, adds a right for an invented mark
and prints when it began and when its transaction had ended, in seconds of the monotonic clock. `listen` has a receiver
told of what is decided.
"""

import datetime as dt
import json
import sys
import time
from typing import Any

import marketplace
import polars as pl

from counterfoil_desk.working import ready_django

ready_django()

from django.db import transaction  # noqa: E402  Django is set up first

from counterfoil_desk.accounts.actions import actor_of, issue_token  # noqa: E402
from counterfoil_desk.accounts.models import Member, Scope, User  # noqa: E402
from counterfoil_desk.organisation import acting_as  # noqa: E402
from counterfoil_desk.records.actions import put, put_row  # noqa: E402
from counterfoil_desk.records.registers import AUTHORISATIONS, REGISTERS, RIGHTS, SELLERS, contents_of  # noqa: E402
from counterfoil_desk.webhooks.endpoints import add_endpoint  # noqa: E402
from counterfoil_desk.webhooks.events import Event  # noqa: E402


def main(words: list[str]) -> Any:
    """Do what the words say and return what is printed."""
    user = User.objects.get()
    with acting_as(user=user.pk), transaction.atomic():
        member = Member.objects.select_related("organisation").get()
    with acting_as(organisation=member.organisation_id, user=user.pk):
        if words[0] == "fill":
            return filled(member, user, small="--small" in words)
        if words[0] == "listen":
            return listening(member, user, address=words[1])
        return changed(member, user, mark=words[1])


def filled(member: Member, user: User, *, small: bool) -> dict[str, str]:
    """Put the marketplace's registers in and return the secret of a token."""
    for name, rows in _registers(small=small).items():
        put(REGISTERS[name], contents_of(rows), by=actor_of(user), organisation=member.organisation)
    until = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
    _, secret = issue_token(
        by=user, organisation=member.organisation, name="benchmark", scopes=Scope.values, until=until
    )
    return {"token": secret}


def listening(member: Member, user: User, *, address: str) -> dict[str, str]:
    """Tell an address of offers that were decided, and return the endpoint's id."""
    with transaction.atomic():
        made, _ = add_endpoint(address, [Event.OFFER_DECIDED], by=user, organisation=member.organisation)
    return {"endpoint": str(made.public_id)}


def changed(member: Member, user: User, *, mark: str) -> dict[str, float]:
    """Add a right and return when that began and ended."""
    print("ready", flush=True)
    sys.stdin.readline()
    begun = time.monotonic()
    right = {"id": f"new-{mark}", "mark": mark, "owner": "Newcomer Ltd"}
    put_row(REGISTERS[RIGHTS], right, by=actor_of(user), organisation=member.organisation)
    return {"begun": begun, "ended": time.monotonic()}


def _registers(*, small: bool) -> dict[str, pl.DataFrame]:
    if small:
        return {RIGHTS: marketplace.small_rights()}
    rights = marketplace.rights()
    return {
        RIGHTS: rights,
        AUTHORISATIONS: marketplace.authorisations(rights),
        SELLERS: marketplace.sellers(),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1:])))
