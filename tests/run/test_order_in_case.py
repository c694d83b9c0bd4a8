"""An order entered into a case: which acts stand there then, and are they in the bundle?"""

import shutil
import zipfile
from pathlib import Path

import pytest
from notice_runs import write_case
from order_folders import by, compiled_order

from counterfoil.enforcement.states.order_states import ORDER
from counterfoil.errors import UserError
from counterfoil.run.case_files import CaseFiles, read_case, state_of
from counterfoil.run.custody import bundle
from counterfoil.run.order_acts import extend, release
from counterfoil.run.order_files import read_order
from counterfoil.run.order_in_case import enter_order


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compiled_order(tmp_path_factory.mktemp("order"))


@pytest.fixture
def order(compiled: Path, tmp_path: Path) -> Path:
    return shutil.copytree(compiled, tmp_path / "order")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return write_case(tmp_path / "case", ["o-2a"])


def entered(case: Path, order: Path) -> tuple[CaseFiles, list[str]]:
    told = read_case(case)
    own = told.tables["events"].filter(subject_kind="order", subject_id=read_order(order).id)
    return told, own["kind"].to_list()


def test_each_act_stands_in_the_case_once_and_what_was_done_since_is_added(order: Path, case: Path) -> None:
    acts = read_order(order).tables["events"].height
    assert enter_order(order, case)[2:] == (acts, 0)
    assert enter_order(order, case)[2:] == (0, acts)
    release(order, "s-16", by(12))
    extend(order, read_order(order).terms.expires_on.replace(year=2027), by(13))
    later = read_order(order)
    assert enter_order(order, case)[2:] == (later.tables["events"].height - acts, acts)
    told, kinds = entered(case, order)
    assert kinds == later.tables["events"]["kind"].to_list()
    assert state_of(told, ORDER, later.id) == later.state == told.tables["orders"]["state"].item()
    assert told.tables["orders"]["case_id"].to_list() == [told.id]
    assert told.tables["events"]["number"].to_list() == list(range(1, told.tables["events"].height + 1))


def test_of_what_the_order_an_act_was_done_to_is_told(order: Path, case: Path) -> None:
    release(order, "s-16", by(12))
    enter_order(order, case)
    own = read_case(case).tables["events"].filter(kind="released")
    assert "The account s-16 was let go. (account s-16)" in own["what"].to_list()
    assert set(own["actor"]) == {"compliance-officer:3"}


def test_another_order_of_the_same_name_is_refused_and_nothing_is_written(
    order: Path, case: Path, compiled: Path
) -> None:
    release(order, "s-16", by(12))
    enter_order(order, case)
    before = (case / "events.parquet").read_bytes()
    with pytest.raises(UserError, match="other acts"):
        enter_order(compiled, case)
    assert (case / "events.parquet").read_bytes() == before


def test_the_bundle_holds_the_acts(order: Path, case: Path, tmp_path: Path) -> None:
    enter_order(order, case)
    out = tmp_path / "case.bundle"
    assert bundle(case, out, at=by(20).at, key=None, redact=None, timestamp=None).verdict.holds
    with zipfile.ZipFile(out) as packed:
        told = b"".join(packed.read(name) for name in packed.namelist())
    assert all(what.encode() in told for what in read_order(order).tables["events"]["what"])
