"""Of an organisation that has everything, what do others see and change, on every page and by every operation?

Others are an administrator of another organisation, a person of none, one whom a grant shows a field, one whose grant
is over in time and one whose grant was ended; programs of each with every scope, and the owner's own that are over.
What a grant shows is its field, the giver's name and the basis; of a past one the page “Shared with others” keeps
name and basis, as what was shown cannot be taken back, and nothing of any row.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from counterfoil_desk.records.registers import AUTHORISATIONS, FACILITIES, REGISTERS, RIGHTS, SELLERS
from desk.conftest import Desk
from desk.walk.addresses import Address, ours
from desk.walk.everything import (
    CALLED,
    HOUR,
    Asker,
    Owner,
    asker,
    canaries,
    logged_in,
    of_no_organisation,
    owner_of_everything,
    state_of,
    told_by,
)
from desk.walk.samples import CANARY
from desk.walk.test_every_operation import DESCRIBED, OPERATIONS, Operation

ADDRESSES: Final = list(ours())
GIVER: Final = {"organisation", "basis"}  # of a grant that is in force, or was
SHOWN: Final = {  # what each sees of the owner, by page
    "granted": {"shared-rows": {*GIVER, "mark"}} | dict.fromkeys(("shared-with-us", "grants", "who-sees-what"), GIVER),
    "expired": {"grants": GIVER},
    "ended": {"grants": GIVER},
}
OFFER: Final = {"id": "o-1", "title": f"{CANARY}mark shoes", "price": "19.00 USD", "external_seller_id": "s-1"}
DONE: Final = (200, 404)
BODIES: Final[dict[str, Any]] = {  # by the end of an operation's path; of owner's ids, and of its mark
    "/offers/screen": {"offers": [OFFER]},
    "/offers/screen-stream": OFFER,
    "/sellers/check": {"sellers": [{"id": "s-1"}]},
    "/sellers/check-stream": {"id": "s-1"},
    "/{name}/rows": {},
    "/{name}/imports": {},
}
ROWS: Final = {  # what is sent to each register, under the owner's keys
    RIGHTS: {"id": "r-1", "mark": "Fjell", "owner": "Others"},
    AUTHORISATIONS: {"seller": "A dealer", "owner": "Others", "right_id": "r-1"},
    SELLERS: {"id": "s-1", "name": "A shop", "country": "NO"},
    FACILITIES: {"place": "f-1", "name": "A store", "latitude": "59.9", "longitude": "10.7"},
}


class World(NamedTuple):
    """Who has everything, and who asks, by what he is."""

    owner: Owner
    askers: dict[str, Asker]


@pytest.fixture(scope="module")
def world(desk: Desk) -> World:
    owner = owner_of_everything(desk)
    before = timezone.now() - HOUR
    askers = {
        "another": asker(desk),
        "of none": of_no_organisation(desk),
        "granted": asker(desk, granted_by=owner.admin),
        "expired": asker(desk, granted_by=owner.admin, changed={"until": before}),
        "ended": asker(desk, granted_by=owner.admin, changed={"ended_at": before}),
    }
    return World(owner, askers)


def asked(address: Address, world: World, who: Asker | None) -> Iterator[Any]:
    """Yield the answers to GET and POST of the owner's address; of a grant's, of who asks, if he has one."""
    named = dict(world.owner.samples[address.name]) if address.takes else {}
    if address.name == "shared-rows" and who is not None:
        grant = who.grant or world.askers["granted"].grant
        assert grant is not None
        named = {"public_id": grant.public_id}
    client = who.client if who else logged_in(world.owner.admin)
    for one in [{"register": name} for name in REGISTERS] if address.takes == ("register",) else [named]:
        path = reverse(address.name, kwargs=one)
        yield client.get(path)
        if who is not None:
            yield client.post(path, forms(world.owner).get(address.name, {}))


def forms(owner: Owner) -> dict[str, dict[str, str]]:
    """Return what is posted where an empty form would change nothing anyway: ids of the owner, in valid forms."""
    return {
        "choose-organisation": {"organisation": str(owner.admin.organisation.public_id)},
        "webhooks-given-up": {"delivery": str(owner.given_up.public_id)},
        "member-role": {"role": "reader"},
        "audit-entry": {"ground": "a request"},
        "register-export": {"format": "csv"},
        "register-row-change": {"id": "r-1", "mark": "Changed", "owner": "Others"},
    }


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda one: one.name)
def test_others_see_and_change_nothing_but_what_is_granted(desk: Desk, world: World, address: Address) -> None:
    before = state_of(desk, world.owner)
    for what, who in world.askers.items():
        shown = SHOWN.get(what, {}).get(address.name, set())
        for answer in asked(address, world, who):
            assert canaries(told_by(answer)) <= shown, what
            assert answer.status_code not in (500, 502)
            if address.is_of_one_organisation and address.name != "shared-rows" and "secret" not in address.takes:
                assert answer.status_code in ((403, 405) if what == "of none" else (404, 405)), what
    assert state_of(desk, world.owner) == before


def test_a_grant_shows_its_field_until_it_is_over(world: World) -> None:
    (shared,) = [one for one in ADDRESSES if one.name == "shared-rows"]
    answers = {what: next(asked(shared, world, world.askers[what])) for what in ("granted", "expired", "ended")}
    assert [answer.status_code for answer in answers.values()] == [200, 404, 404]
    assert canaries(told_by(answers["granted"])) == SHOWN["granted"]["shared-rows"]


def test_the_owner_sees_each_of_the_canaries(world: World) -> None:
    """What the owner himself would not see could not be missed where others ask."""
    seen = {word for one in ADDRESSES for answer in asked(one, world, None) for word in canaries(told_by(answer))}
    assert seen >= set(
        "mark owner number file reject giver basis hook colleague invited token offer reason sentence told"
        " organisation mail admin dealer seller facility".split()
    )


def called(operation: Operation, world: World, secret: str | None) -> Iterator[Any]:
    """Yield the answers to an operation with the owner's keys, of each register where it takes one."""
    described = DESCRIBED["paths"][operation.path][operation.method]
    kind = next(iter(described.get("requestBody", {}).get("content", {})), "application/json")
    body = next((one for end, one in BODIES.items() if operation.path.endswith(end)), None)
    is_sent = "requestBody" in described
    assert body is not None or not is_sent, f"say in BODIES what {operation.path} is sent"
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    if any(one["name"] == "Idempotency-Key" for one in described.get("parameters", [])):
        assert operation.path in CALLED, "make the owner's answer under this key in everything.py"
        headers["Idempotency-Key"] = operation.path
    for name, key in world.owner.keys.items() if "{name}" in operation.path else [("", "")]:
        path = operation.path.replace("{name}", name).replace("{key}", quote(key))
        assert not re.search(r"[{}]", path), "say what stands in it"
        path += "?file=rows.jsonl" if path.endswith("imports") else ""
        content = json.dumps(ROWS.get(name, body)).encode() if is_sent else b""
        yield Client().generic(operation.method.upper(), path, content, kind, headers=headers)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: f"{one.method} {one.path}")
def test_programs_of_others_see_and_change_nothing(desk: Desk, world: World, operation: Operation) -> None:
    before = state_of(desk, world.owner)
    let_in = {what: who.secret for what, who in world.askers.items() if who.secret}
    ended, revoked = world.owner.over
    for what, secret in {**let_in, "token ended": ended, "token revoked": revoked, "nobody": None}.items():
        for answer in called(operation, world, secret):
            told = told_by(answer)
            assert not canaries(told), what
            assert answer.status_code in (DONE if what in let_in else (401,)), told
            if what in let_in and "offers" in operation.path:
                assert re.search(r'"decision": ?"clear"', told), what  # the owner's mark is in no register of theirs
    assert state_of(desk, world.owner) == before
