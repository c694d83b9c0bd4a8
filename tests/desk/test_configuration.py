"""What the environment says, checked: a missing or senseless value is a sentence with its cure."""

import pytest

from counterfoil.errors import UserError
from counterfoil_desk.configuration import configuration

LEAST = {"DATABASE_URL": "postgresql://app@/desk", "COUNTERFOIL_SECRET_KEY": "drawn by chance"}


def test_the_least_that_is_needed() -> None:
    told = configuration(LEAST)
    assert told.hosts == ("localhost", "127.0.0.1")
    assert (told.plain_http, told.behind_proxy) == (False, False)


@pytest.mark.parametrize("missing", sorted(LEAST))
def test_without_database_or_secret_nothing_starts(missing: str) -> None:
    with pytest.raises(UserError, match=missing):
        configuration({name: value for name, value in LEAST.items() if name != missing})


@pytest.mark.parametrize("rate", ["0", "-1", "many", "nan", "inf"])
def test_a_rate_is_a_number_above_nothing(rate: str) -> None:
    with pytest.raises(UserError, match="CALLS_PER_SECOND is no rate"):
        configuration({**LEAST, "COUNTERFOIL_CALLS_PER_SECOND": rate})
