"""Units are there whole or not at all, and a state belongs to one request."""

import datetime as dt
from pathlib import Path

import pytest

from counterfoil.errors import UserError
from counterfoil.run.binding import opened_state
from counterfoil.run.lock import locked
from counterfoil.run.request import ScreenRequest
from counterfoil.run.state import END, FOLDER, State, part

NOW = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(hours=9)


def make(state: State, unit: str, text: str = "") -> None:
    with state.making(unit) as (folder, facts):
        (folder / "table").write_text(text)
        facts["rows"] = len(text)


def fail(state: State, unit: str) -> None:
    with state.making(unit) as (folder, _):
        (folder / "table").write_text("half")
        raise OSError("disk full")


def test_a_unit_is_finished_when_its_maker_is(tmp_path: Path) -> None:
    state = State(tmp_path)
    with pytest.raises(OSError, match="disk full"):
        fail(state, part("intake", 0))
    assert not state.is_begun()
    assert state.parts("intake") == []
    for number in (0, 1):
        make(state, part("intake", number), "abc")
    assert state.parts("intake") == ["intake/00000", "intake/00001"]
    assert not state.is_done("intake")
    make(state, f"intake/{END}")
    assert state.is_done("intake")
    assert (State(tmp_path).path("intake/00001") / "table").read_text() == "abc"
    assert State(tmp_path).facts("intake/00001")["rows"] == 3


def test_parts_that_nobody_needs_go_and_the_step_stays_done(tmp_path: Path) -> None:
    state = State(tmp_path)
    for unit in ("keys/00000", f"keys/{END}"):
        make(state, unit)
    state.remove_parts("keys")
    assert state.parts("keys") == []
    assert state.is_done("keys")


def test_seconds_are_those_of_all_processes_together(tmp_path: Path) -> None:
    state = State(tmp_path)
    state._before = 100.0
    make(state, "repeated")
    assert 100 <= State(tmp_path).seconds() < 160


@pytest.fixture
def request_of(tmp_path: Path) -> ScreenRequest:
    for name in ("offers.csv", "rights.csv", "prices.csv"):
        (tmp_path / name).write_text(name)
    (tmp_path / "out").mkdir()
    return ScreenRequest(offers=tmp_path / "offers.csv", rights=tmp_path / "rights.csv", out=tmp_path / "out")


def begun(request: ScreenRequest) -> State:
    state = opened_state(request, now=NOW).state
    make(state, part("intake", 0))
    return state


def test_the_same_request_continues_under_the_time_it_was_begun(request_of: ScreenRequest) -> None:
    begun(request_of)
    again = opened_state(request_of, now=LATER)
    assert again.state.is_begun()
    assert (again.started_at, again.anew_because) == (NOW, "")


def test_other_bytes_under_the_same_name_start_anew_and_say_so(request_of: ScreenRequest) -> None:
    begun(request_of)
    request_of.rights.write_text("other")
    again = opened_state(request_of, now=LATER)
    assert not again.state.is_begun()
    assert (again.started_at, again.anew_because) == (LATER, "the rights file changed")


def test_a_file_more_and_another_option_start_anew(request_of: ScreenRequest) -> None:
    begun(request_of)
    more = ScreenRequest(**{**vars(request_of), "prices": request_of.offers.with_name("prices.csv")})
    assert opened_state(more, now=LATER).anew_because == "the prices file changed"
    other = ScreenRequest(**{**vars(more), "encoding": "cp1252"})
    assert opened_state(other, now=LATER).anew_because == "the options differ"
    assert opened_state(other, now=LATER).anew_because == ""


def test_another_version_of_the_program_starts_anew(request_of: ScreenRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    begun(request_of)
    monkeypatch.setattr("counterfoil.run.binding._digest_of_program", lambda: "other")
    assert opened_state(request_of, now=LATER).anew_because == "the program is another version"


def test_a_state_that_nobody_can_read_is_none(request_of: ScreenRequest) -> None:
    state = begun(request_of)
    (state.folder / "request.json").write_text("{")
    again = opened_state(request_of, now=LATER)
    assert not again.state.is_begun()
    assert again.anew_because == ""


def test_a_folder_is_for_one_run_at_a_time(tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    told = r"Another run is writing into this folder\. Wait until it has ended"
    with locked(out), pytest.raises(UserError, match=told), locked(out):
        raise AssertionError
    with locked(out):
        assert list(out.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(UserError, match="cannot be written"), locked(tmp_path / "file" / "out"):
        raise AssertionError


def test_the_state_lies_in_one_hidden_folder(request_of: ScreenRequest) -> None:
    begun(request_of)
    assert [path.name for path in request_of.out.iterdir()] == [FOLDER]
