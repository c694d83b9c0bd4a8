"""Whatever happens in whatever order, killed in between or not: each unit stands where one object a unit puts it."""

import datetime as dt
import shutil
import tempfile
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from counterfoil.errors import UserError
from counterfoil.run import case_files, unfinished
from counterfoil.run.case_files import read_case
from counterfoil.run.dispositions import run_line_act, run_record_file, run_withdraw
from counterfoil.run.reconciling import run_reconcile
from counterfoil.tables.given_disposition import KINDS, OPEN
from enforcement.dispositions.held_case import (
    COLUMBUS,
    LATER,
    OFFICER,
    RENO,
    SHOES,
    csv,
    told,
    write_answers,
    write_held_case,
)
from reference.units import Line

AUTHORITY = {
    **{"destroyed": "court order", "abandoned": "written abandonment", "forfeited": "forfeiture"},
    **{"released": "court order", "retained": "none needed", "missing": "none needed"},
}
PLACES = ((RENO, 1), (RENO, 2), (COLUMBUS, 1))
place = st.sampled_from(PLACES)
few = st.integers(1, 6)
killed = st.sampled_from([None] * 8 + [0, 1, 2, 3, 4])  # after how many files were written


class Histories(RuleBasedStateMachine):
    @initialize(units=st.lists(st.integers(0, 9), min_size=3, max_size=3), counted=st.booleans())
    def begin(self, units: list[int], counted: bool) -> None:
        self.folder = Path(tempfile.mkdtemp())
        lines = [(*where, "hold", many, SHOES) for where, many in zip(PLACES, units, strict=True)]
        if not counted:
            lines[0] = (*PLACES[0], "hold", None, SHOES)
            units = [0, *units[1:]]
        self.here = write_held_case(self.folder, lines=lines, answers=[])
        self.twin = {where: Line(many) for where, many in zip(PLACES, units, strict=True)}
        self.answers: list[Any] = []
        self.barred = dict.fromkeys(PLACES, 0)
        self.standing: dict[str, tuple[tuple[str, int], str, str, int]] = {}
        self.done = self.acts = 0

    @rule(where=place, status=st.sampled_from([*OPEN[:-1], "not found"]), many=few)
    def answer(self, where: tuple[str, int], status: str, many: int) -> None:
        self.answers.append((*where, status, many))
        write_answers(self.here, self.answers)
        self.twin[where].answer(status, many)

    @rule(where=place, kind=st.sampled_from(KINDS), of=st.sampled_from(OPEN), many=few, killed=killed)
    def record(self, where: tuple[str, int], kind: str, of: str, many: int, killed: int | None) -> None:
        may = many <= self.twin[where].able(of) and (kind == "missing" or not self.barred[where])
        if self._recorded(where, kind, of, many, corrects=None, may=may, killed=killed):
            self.twin[where].dispose(kind, of, many, f"d-{self.done}")

    @rule(at=st.integers(0, 20), many=few, killed=killed)
    def correct(self, at: int, many: int, killed: int | None) -> None:
        if not self.standing:
            return
        old = list(self.standing)[at % len(self.standing)]
        where, kind, of, _ = self.standing[old]
        line = self.twin[where]
        line.take_back(old)
        may = many <= line.able(of) and (kind == "missing" or not self.barred[where])
        if self._recorded(where, kind, of, many, corrects=old, may=may, killed=killed):
            line.dispose(kind, of, many, f"d-{self.done}")
            del self.standing[old]
        else:
            self._again(line, old)

    def _again(self, line: Line, old: str) -> None:
        _, kind, of, many = self.standing[old]
        line.dispose(kind, of, many, old)

    @rule(at=st.integers(0, 20))
    def withdraw(self, at: int) -> None:
        if self.standing:
            wanted = list(self.standing)[at % len(self.standing)]
            run_withdraw(self.here, wanted, OFFICER)
            where, *_ = self.standing.pop(wanted)
            self.twin[where].take_back(wanted)

    @rule(where=place, ends=st.booleans())
    def bar(self, where: tuple[str, int], ends: bool) -> None:
        subject = f"{where[0]}/{where[1]}"
        if not ends:
            run_line_act(self.here, "sample-taken", subject, OFFICER)
            self.barred[where] += 1
        elif self.barred[where]:
            run_line_act(self.here, "sample-returned", subject, OFFICER)
            self.barred[where] -= 1
        else:
            with pytest.raises(UserError, match="is open"):
                run_line_act(self.here, "sample-returned", subject, OFFICER)

    @invariant()
    def every_unit_stands_where_its_twin_does(self) -> None:
        if not hasattr(self, "here"):
            return
        rows = run_reconcile(self.here).table.to_dicts()
        whole = sum((line.counted() for line in self.twin.values()), start=Line(0).counted())
        for row in rows:
            wanted = self.twin[row["notice_id"], row["line"]].counted() if row["level"] == "line" else whole
            if row["level"] in ("line", "whole"):
                names = ("found", "over", *KINDS, *OPEN)
                assert {name: row[name] for name in names} == {name: wanted[name] for name in names}
                assert row["comes_out"] == (wanted["over"] == 0)
        events = read_case(self.here).tables["events"]
        assert events["number"].to_list() == list(range(1, events.height + 1))

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)

    def _recorded(
        self,
        where: tuple[str, int],
        kind: str,
        of: str,
        many: int,
        *,
        corrects: str | None,
        may: bool,
        killed: int | None,
    ) -> bool:
        """Record a row; return whether it is done. What was stopped in between is as if it was never begun."""
        self.acts += 1
        at = LATER - dt.timedelta(hours=self.acts + 1) if self.acts < 300 else LATER
        row = told(where[1], notice_id=where[0], kind=kind, of=of, units=many, authority=AUTHORITY[kind])
        row |= {"reference": f"A-{self.acts}", "at": f"{at:%Y-%m-%dT%H:%M:%SZ}", "corrects": corrects}
        path = csv(self.folder, [{name: "" if value is None else str(value) for name, value in row.items()}])
        try:
            with pytest.MonkeyPatch.context() as patch:
                if killed is not None:
                    dying = _dying(killed)
                    for module in (unfinished, case_files):
                        patch.setattr(module, "write_kept_table", dying)
                run_record_file(self.here, path, OFFICER)
        except _KilledError:
            return False
        except UserError:
            assert not may
            return False
        assert may
        self.done += 1
        self.standing[f"d-{self.done}"] = (where, kind, of, many)
        return True


class _KilledError(Exception):
    """The program ended here."""


def _dying(after: int) -> Any:
    write, written = case_files.write_kept_table, [0]

    def stopped(*given: Any) -> None:
        if written[0] == after:
            raise _KilledError
        written[0] += 1
        write(*given)

    return stopped


@pytest.mark.parametrize("after", range(5))
def test_an_act_that_was_killed_was_not_done_and_can_be_done_again(tmp_path: Path, after: int) -> None:
    here = write_held_case(tmp_path)
    before, path = run_reconcile(here).table, csv(tmp_path, [told()])
    with pytest.MonkeyPatch.context() as patch:
        dying = _dying(after)
        for module in (unfinished, case_files):
            patch.setattr(module, "write_kept_table", dying)
        with pytest.raises(_KilledError):
            run_record_file(here, path, OFFICER)
    assert run_reconcile(here).table.equals(before)
    assert run_record_file(here, path, OFFICER).rows["id"].to_list() == ["d-1"]


Histories.TestCase.settings = settings(
    max_examples=8, stateful_step_count=12, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestHistories = Histories.TestCase
