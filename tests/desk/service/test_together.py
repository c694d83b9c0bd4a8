"""Calls that wait while another is screened: is each answered as if it had come alone?"""

import threading
from collections.abc import Callable
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
    [{**FALSE, "id": "o-7 "}, {**FAIR, "id": "\u00a0o-8"}, {**FAIR, "id": "o-7"}],
    [{**FALSE, "id": " o-8"}, {**FAIR, "id": "o-9\u3000"}],  # ids that another call has, written otherwise
    [{**FALSE, "id": "cafe\u0301"}, {**FAIR, "id": "caf\u00e9"}],  # two ids: the reader composes nothing
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


def at_once(calls: list[list[dict[str, Any]]], ask: Callable[[int], object]) -> None:
    """Ask all of it while somebody is being screened."""
    threads = [threading.Thread(target=ask, args=(n,)) for n in range(len(calls))]
    with together._turn:
        for thread in threads:
            thread.start()
        while len(together._waiting) < len(calls):
            threading.Event().wait(0.01)
    for thread in threads:
        thread.join()


def test_calls_that_wait_are_screened_together_and_answered_as_if_alone(
    references: References, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = [alone(call, references) for call in CALLS]
    assert [one["decision"] == "clear" for one in expected[0].results] == [False, True]  # type: ignore[union-attr]
    assert expected[1].rejects[0]["line"] == 2  # type: ignore[union-attr]
    for call, found_alone in zip(CALLS, expected, strict=True):
        if isinstance(found_alone, Found):  # nothing is lost, and nothing is kept that was not judged
            assert len(found_alone.results) + len(found_alone.rejects) == len(call)
            ids = [one["id"] for one in found_alone.results if one["decision"] != "clear"]
            assert [one.offer["id"] for one in found_alone.suspects] == ids
    batches: list[int] = []
    screen = together._found
    monkeypatch.setattr(together, "_found", lambda calls: batches.append(len(calls)) or screen(calls))
    found: dict[int, Found | str] = {}
    at_once(CALLS, lambda n: found.update({n: alone(CALLS[n], references)}))
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


def test_one_offer_that_breaks_the_engine_breaks_its_own_call_alone(
    references: References, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged = together._judged

    def fragile(offers: pl.DataFrame, held_against: References) -> object:
        if "o-poison" in offers["id"].to_list():
            raise RuntimeError("ours")
        return judged(offers, held_against)

    monkeypatch.setattr(together, "_judged", fragile)
    calls = [[FALSE], [{**FAIR, "id": "o-poison"}], [FAIR], [{**FAIR, "id": "o-poison"}]]
    found: dict[int, Found | BaseException] = {}

    def ask(n: int) -> None:
        try:
            found[n] = screened(calls[n], references)
        except RuntimeError as problem:
            found[n] = problem

    at_once(calls, ask)
    assert [type(found[n]) for n in range(4)] == [Found, RuntimeError, Found, RuntimeError]
    assert found[1] is not found[3]
