"""A program of an organisation whose register holds one right."""

import datetime as dt
import io

import pytest

from counterfoil_desk.accounts.actions import actor_of, issue_token
from counterfoil_desk.accounts.models import Member
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.records.actions import import_file
from counterfoil_desk.records.registers import REGISTERS, RIGHTS

RIGHTS_FILE = (
    b"id,mark,owner,goods,price_floor,price_floor_currency\n"
    b"r-1,Fjord Runner,Halvorsen Sport AS,trail running shoes,90.00,USD\n"
    b"r-2,,Halvorsen Sport AS,shoes,,\n"
)
FALSE = {
    "id": "o-1",
    "title": "Replica Fjord Runner trail shoes 1:1 AAA",
    "price": "19.00 USD",
    "external_seller_id": "s-9",
}
FAIR = {"id": "o-2", "title": "Garden hose, 20 m", "price": "25.00 USD", "external_seller_id": "s-9"}


@pytest.fixture
def program(admin: Member) -> str:
    """Return the secret of a program of the organisation, whose right is on the register."""
    until = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)
    with acting_as(organisation=admin.organisation_id, user=admin.user_id):
        found = import_file(
            REGISTERS[RIGHTS],
            io.BytesIO(RIGHTS_FILE),
            file="rights.csv",
            by=actor_of(admin.user),
            organisation=admin.organisation,
        )
        assert (found.added, found.rejects["field"].to_list()) == (1, ["mark"])
        _, secret = issue_token(
            by=admin.user, organisation=admin.organisation, name="feed", scopes=["screen"], until=until
        )
    return secret
