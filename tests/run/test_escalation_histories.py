"""Whatever happens in whatever order, killed in between or not: an escalation stands where its plain twin does."""

import contextlib
import datetime as dt
import itertools
import shutil
import tempfile
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from counterfoil.enforcement.states.escalation_states import CLOSED, FOUND
from counterfoil.errors import UserError
from counterfoil.run import escalation_files, unfinished
from counterfoil.run.acting import Acting
from counterfoil.run.escalation_acts import Asked
from counterfoil.run.escalation_answering import run_escalation_answer
from counterfoil.run.escalation_files import read_escalation
from counterfoil.run.escalation_standing import run_escalation_show
from enforcement.escalation.periods import LADDER, month
from integration.escalations import APPROVER, COUNSEL, FINED, HEAD, OFFICER, SLOW, assess, do, set_no_papers
from reference.escalated import Twin

MONTHS = 40
SEASONS = ("ff", "fff", "f", "gg", "g", "gu", "tf")
ACTS = (*LADDER.names, "step down", "approved", "refused", "issued", "dropped", "check met")
killed = st.sampled_from([None] * 9 + [0, 3, 5])  # after how many files were written


class Histories(RuleBasedStateMachine):
    """One platform over the months; `twin` does the same with a list and a few counters."""

    @initialize(first=st.sampled_from(["gff", "ffu", "fgf", "gut"]))
    def begin(self, first: str) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.patch = pytest.MonkeyPatch()
        set_no_papers(self.patch)
        self.drawn, self.acts = "", 0
        self.twin = Twin()
        self._assessed(first, None)

    @precondition(lambda self: len(self.drawn) < MONTHS)
    @rule(letter=st.sampled_from("fffgggut"), killed=killed)
    def another_month(self, letter: str, killed: int | None) -> None:
        self._assessed(self.drawn + letter, killed)

    @rule()
    def the_same_again(self) -> None:
        before = self._events()
        assess(self.folder, self.drawn)
        assert self._events() == before

    @rule(
        act=st.sampled_from(ACTS),
        by=st.sampled_from([OFFICER, OFFICER, APPROVER, APPROVER, COUNSEL, "approver:5"]),
        killed=killed,
    )
    def somebody_acts(self, act: str, by: str, killed: int | None) -> None:
        if self._is_there():
            self._act(act, by, killed)

    def _act(self, act: str, by: str, killed: int | None) -> None:
        at = self._now()
        may = self.twin.may(act, by, at.date())
        asked = FINED if act == "fine" else Asked(head=HEAD, check=self.twin.open_check)
        try:
            with _killing(killed):
                do(self.folder, act, by, at, asked)
        except _KilledError:
            return
        except UserError as cause:
            refused = str(cause)
        else:
            refused = ""
        assert may == (not refused), (act, by, refused, self.twin)
        if refused:
            return
        self.twin.do(act, by, at.date())

    @precondition(lambda self: len(self.drawn) < MONTHS)
    @rule(letters=st.sampled_from(SEASONS), killed=st.lists(killed, min_size=5, max_size=5))
    def it_goes_on_as_it_may(self, letters: str, killed: list[int | None]) -> None:
        """Left to chance alone, no history climbs far: months pass, and a whole step is taken where one may be."""
        self._assessed(self.drawn + letters, None)
        for one in killed:
            wanted = self.twin.next_act(self._now().date()) if self._is_there() else None
            if wanted is not None:
                self._act(*wanted, one)

    @rule()
    def the_platform_answers(self) -> None:
        if not self._is_there() or self.twin.state not in LADDER.names:
            return
        told = Acting("platform:quayside", "Its mail.", self._now())
        run_escalation_answer(self.folder / "escalations", SLOW, "We look into it.", told, period=None)
        self.twin.answer_by = None
        self.twin.answers += 1

    @invariant()
    def it_stands_where_its_twin_does(self) -> None:
        if not hasattr(self, "drawn") or not self._is_there():
            assert not hasattr(self, "drawn") or self.twin.state == ""
            return
        files = read_escalation(self.folder / "escalations" / SLOW)
        assert files.row["state"] == self.twin.state
        said = "".join(one.verdict[0] for one in files.verdicts)
        assert said == self.drawn.replace("u", "n").replace("t", "n")
        steps = files.tables["steps"]
        assert steps["number"].to_list() == list(range(1, steps.height + 1))
        assert files.tables["events"]["number"].to_list() == list(range(1, files.tables["events"].height + 1))
        issued = steps.filter(steps["issued_at"].is_not_null())
        assert [(row["step"], row["rests_on"]) for row in issued.to_dicts()] == [
            (step, month(rested)[1]) for step, rested in self.twin.issued
        ]
        assert all((files.folder / name).is_file() for name in issued["file"])

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.patch.undo()
            shutil.rmtree(self.folder)

    def _assessed(self, drawn: str, killed: int | None) -> None:
        try:
            with _killing(killed):
                assess(self.folder, drawn)
        except _KilledError:
            return
        self.acts *= len(drawn) == len(self.drawn)
        self.drawn = drawn
        self.twin.assess(drawn)

    def _now(self) -> dt.datetime:
        """Return a moment on the third day after the newest month, later than all before."""
        self.acts += 1
        start = dt.datetime.combine(month(len(self.drawn))[1] + dt.timedelta(days=3), dt.time(2), dt.UTC)
        return start + dt.timedelta(minutes=self.acts)

    def _is_there(self) -> bool:
        return (self.folder / "escalations" / SLOW / "escalation.parquet").is_file()

    def _events(self) -> list[Any]:
        if not self._is_there():
            return []
        return read_escalation(self.folder / "escalations" / SLOW).tables["events"].rows()


class _KilledError(Exception):
    """The program ended here."""


class _killing:  # noqa: N801  read as a word: with _killing(3)
    """Let the program end after so many tables were written; None: let it live."""

    def __init__(self, after: int | None) -> None:
        self.after, self.written, self.patch = after, 0, pytest.MonkeyPatch()

    def __enter__(self) -> None:
        if self.after is None:
            return
        write = escalation_files.write_kept_table

        def dying(*given: Any) -> None:
            if self.written == self.after:
                raise _KilledError
            self.written += 1
            write(*given)

        for module in (unfinished, escalation_files):
            self.patch.setattr(module, "write_kept_table", dying)

    def __exit__(self, *_: object) -> None:
        self.patch.undo()


@pytest.mark.parametrize("after", range(8))
def test_an_act_that_was_killed_was_not_done_and_can_be_done_again(
    tmp_path: Path, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_no_papers(monkeypatch)
    at = dt.datetime(2026, 4, 3, 9, tzinfo=dt.UTC)
    assess(tmp_path, "gff")
    do(tmp_path, "reminder", OFFICER, at)
    do(tmp_path, "approved", APPROVER, at)
    place = tmp_path / "escalations"
    before = run_escalation_show(place, SLOW, day=at.date())
    died = False
    try:
        with _killing(after):
            do(tmp_path, "issued", OFFICER, at)
    except _KilledError:
        died = True
        again = run_escalation_show(place, SLOW, day=at.date())
        assert again.stands == before.stands
        assert all(again.files.tables[name].equals(table) for name, table in before.files.tables.items())
        do(tmp_path, "issued", OFFICER, at)
    assert died == (after < 7)  # three tables kept, three written, and the events
    assert run_escalation_show(place, SLOW, day=at.date()).files.row["state"] == "reminder"


def test_the_whole_way_up_and_down_though_each_act_is_killed_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_no_papers(monkeypatch)
    twin, drawn, stood, acts = Twin(), "", [], 0
    for letters in ("gff", "ff", "f", "ff", "ff", "ggg", "gg", "g", "g", "g"):
        drawn += letters
        assess(tmp_path, drawn)
        twin.assess(drawn)
        for minute in range(8):
            at = dt.datetime.combine(month(len(drawn))[1] + dt.timedelta(days=3), dt.time(2, minute), dt.UTC)
            wanted = twin.next_act(at.date())
            if wanted is None:
                break
            asked = FINED if wanted[0] == "fine" else Asked(head=HEAD, check=twin.open_check)
            with _killing(acts % 5), contextlib.suppress(_KilledError):
                do(tmp_path, *wanted, at, asked)
                raise AssertionError("it was to be killed")
            stood.append(do(tmp_path, *wanted, at, asked).files.row["state"])
            acts += 1
            twin.do(*wanted, at.date())
            assert stood[-1] == twin.state
    graver = ["reminder", "formal notice", "improvement plan", "fine", "referral for injunction"]
    assert [one for one, _ in itertools.groupby(stood)] == ["found", *graver, *graver[-2::-1], "closed"]


def test_one_that_is_killed_while_it_is_opened_is_not_there(tmp_path: Path) -> None:
    for after in range(3):
        with pytest.raises(_KilledError), _killing(after):
            assess(tmp_path, "gff")
        assert not (tmp_path / "escalations" / SLOW).exists()
    assert assess(tmp_path, "gff").found[0].is_new


def test_the_twin_knows_the_states() -> None:
    twin = Twin()
    twin.assess("ff")
    assert twin.state == FOUND
    twin.do("dropped", OFFICER, dt.date(2026, 3, 3))
    assert twin.state == CLOSED


Histories.TestCase.settings = settings(
    max_examples=8, stateful_step_count=12, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestHistories = Histories.TestCase
