"""Calls that wait while another is screened: is each answered as if it had come alone?"""

import threading
from typing import Any

import polars as pl
import pytest

from counterfoil.errors import UserError
from counterfoil.screening.marks import build_marks
from counterfoil.screening.references import References, of_marks_alone
from counterfoil.tables.contract import completed
from counterfoil.tables.right import Right
from counterfoil_desk.service import together
from counterfoil_desk.service.together import Found, screened
from desk.service.conftest import FAIR, FALSE

CALLS: list[list[dict[str, Any]]] = [
    [FALSE, FAIR],
    [{**FAIR, "id": "o-3"}, {**FAIR, "id": "o-4", "price": "-4 USD"}],
    [{**FALSE, "id": "o-1"}],  # the id of another call's offer
    [{**FAIR, "id": "o-5", "price": "-4 USD"}],  # nothing of it can be used
    [{**FALSE, "id": "o-6"}, {**FAIR, "id": "o-6"}],
]


@pytest.fixture(scope="module")
def references() -> References:
    row = {"id": "r-1", "mark": "Fjord Runner", "owner": "Halvorsen Sport AS", "goods": [["trail running shoes"]]}
    return of_marks_alone(build_marks(Right.cast(completed(pl.DataFrame(row), Right))))


def alone(offers: list[dict[str, Any]], references: References) -> Found | str:
    try:
        return screened(offers, references)
    except UserError as problem:
        return str(problem)


def test_calls_that_wait_are_screened_together_and_answered_as_if_alone(
    references: References, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = [alone(call, references) for call in CALLS]
    assert [one["decision"] == "clear" for one in expected[0].results] == [False, True]  # type: ignore[union-attr]
    assert expected[1].rejects[0]["line"] == 2  # type: ignore[union-attr]
    batches: list[int] = []
    screen = together._found
    monkeypatch.setattr(together, "_found", lambda calls: batches.append(len(calls)) or screen(calls))
    found: dict[int, Found | str] = {}
    threads = [
        threading.Thread(target=lambda n=n: found.update({n: alone(CALLS[n], references)})) for n in range(len(CALLS))
    ]
    with together._turn:  # somebody is being screened
        for thread in threads:
            thread.start()
        while len(together._waiting) < len(CALLS):
            threading.Event().wait(0.01)
    for thread in threads:
        thread.join()
    assert [found[n] for n in range(len(CALLS))] == expected
    assert max(batches) > 1


def test_a_fault_of_ours_reaches_every_call_that_it_hits(
    references: References, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_calls: object) -> list[Found]:
        raise RuntimeError("ours")

    monkeypatch.setattr(together, "_found", broken)
    with pytest.raises(RuntimeError, match="ours"):
        screened([FAIR], references)
    assert not together._waiting
