"""Does the check of a webhook that docs/desk/webhooks.md shows let in what the desk signs, and nothing else?"""

from collections.abc import Callable
from typing import Any

import pytest

from counterfoil_desk.webhooks.signature import new_secret, signed_headers
from counterfoil_desk.webhooks.tries import PAUSES
from docs.pages import FENCE, text_of

OF_THE_STANDARD = {  # the example of its libraries' tests
    "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    "delivery": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "at": 1614265330,
    "body": b'{"test": 2432232314}',
    "signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
}


@pytest.fixture(scope="module")
def is_ours() -> Callable[..., bool]:
    """Return the function as the page has it."""
    (code,) = [body for language, body in FENCE.findall(text_of("docs/desk/webhooks.md")) if "def is_ours" in body]
    names: dict[str, Any] = {}
    exec(code, names)
    found: Callable[..., bool] = names["is_ours"]
    return found


def test_what_the_desk_signs_is_let_in(is_ours: Callable[..., bool]) -> None:
    first, second, body = new_secret(), new_secret(), b'{"type":"ping"}'
    headers = signed_headers(body, delivery="an-id", at=1_000, keys=[second, first])
    assert is_ours(headers, body, first, now=1_100)
    assert is_ours(headers, body, second, now=900)


def test_nothing_else_is_let_in(is_ours: Callable[..., bool]) -> None:
    secret, body = new_secret(), b'{"type":"ping"}'
    headers = signed_headers(body, delivery="an-id", at=1_000, keys=[secret])
    assert not is_ours(headers, body, new_secret(), now=1_000)
    assert not is_ours(headers, body + b" ", secret, now=1_000)
    assert not is_ours(headers, body, secret, now=1_400)
    assert not is_ours(headers | {"webhook-id": "another"}, body, secret, now=1_000)
    assert not is_ours(headers | {"webhook-timestamp": "1001"}, body, secret, now=1_000)
    assert not is_ours(headers | {"webhook-signature": "v1,"}, body, secret, now=1_000)


def test_the_desk_signs_as_the_standard_does(is_ours: Callable[..., bool]) -> None:
    of = OF_THE_STANDARD
    headers = signed_headers(of["body"], delivery=of["delivery"], at=of["at"], keys=[of["secret"]])  # type: ignore[arg-type, list-item]
    assert headers["webhook-signature"] == of["signature"]
    assert is_ours(headers, of["body"], of["secret"], now=of["at"])


def test_the_page_tells_the_pauses_between_tries() -> None:
    units = {"s": 1, "min": 60, "h": 3_600}
    page = text_of("docs/desk/webhooks.md")
    (line,) = [line for line in page.splitlines() if line.startswith("| after the one before")]
    told = [cell.split() for cell in line.split("|")[3:-1]]
    assert [int(number) * units[unit] for number, unit in told] == list(PAUSES)
