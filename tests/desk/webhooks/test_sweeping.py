"""Sweeping and renewing go through all organisations: does one that fails keep the others waiting?"""

from collections.abc import Callable

import pytest

from counterfoil_desk.organisation import acting
from counterfoil_desk.webhooks import sweeping, tasks
from desk.conftest import Desk, new_member


@pytest.mark.parametrize(
    ("job", "work", "whose"),
    [(tasks.sweep, "sweep", "organisations_due"), (tasks.renew_secrets, "renew_secrets", None)],
)
def test_one_organisation_that_fails_keeps_no_other_waiting(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, job: Callable[[int], None], work: str, whose: str | None
) -> None:
    broken, after = (new_member(desk, role="administrator").organisation_id for _ in range(2))
    served: list[int | None] = []

    def serve(*_of: int) -> None:
        served.append(acting().organisation)
        if acting().organisation == broken:
            raise RuntimeError("a secret that no key opens")

    monkeypatch.setattr(sweeping, work, serve)
    if whose:
        monkeypatch.setattr(sweeping, whose, lambda: [broken, after])
    with pytest.raises(RuntimeError, match="failed for 1 of its organisations"):
        job(0)
    assert {broken, after} <= set(served)
