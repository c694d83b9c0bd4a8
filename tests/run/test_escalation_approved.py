"""What is issued is what was approved: other numbers, another head or a later answer need a new approval."""

import json
from pathlib import Path

import pytest

from counterfoil.errors import UserError
from counterfoil.run.acting import Acting
from counterfoil.run.escalation_acts import Asked
from counterfoil.run.escalation_answering import run_escalation_answer
from counterfoil.run.escalation_files import read_escalation
from integration.escalations import APPROVER, HEAD, OFFICER, PLATFORM, SLOW, after, assess, do, take
from integration.escalations import plain_papers as _plain_papers  # noqa: F401  a fixture

pytestmark = pytest.mark.usefixtures("_plain_papers")
FACTS = "documents/1-reminder-draft.facts.json"


def approved(folder: Path) -> None:
    assess(folder, "gff")
    do(folder, "reminder", OFFICER, after(3))
    do(folder, "approved", APPROVER, after(3))


def test_the_same_is_issued_and_its_approval_names_what_it_rests_on(tmp_path: Path) -> None:
    approved(tmp_path)
    done = do(tmp_path, "issued", OFFICER, after(3, hour=12))
    events = done.files.tables["events"]
    proposed, decided = (events.filter(kind=kind)["digests"].item().to_list() for kind in ("proposed", "approved"))
    assert [one.split(" ")[0] for one in proposed] == ["documents/1-reminder-draft.pdf", FACTS]
    assert decided == proposed[1:]
    assert json.loads((done.files.folder / FACTS).read_bytes())["platform"] == "Quayside Bazaar"


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ('role = "online marketplace"', 'role = "another shop"', "to"),
        ('name = "Office for Fair Platforms"', 'name = "Office for Other Things"', "office"),
        ('capacity = "Programme officer"', 'capacity = "Somebody"', "signer"),
    ],
)
def test_another_head_is_not_issued(was: str, becomes: str, told: str, tmp_path: Path) -> None:
    approved(tmp_path)
    other = tmp_path / "head.toml"
    other.write_text(HEAD.read_text("utf-8").replace(was, becomes), "utf-8")
    with pytest.raises(UserError, match=f"not what was approved: the draft says otherwise of {told}") as refused:
        do(tmp_path, "issued", OFFICER, after(3, hour=12), Asked(head=other))
    assert "propose it anew" in refused.value.cure
    assert read_escalation(tmp_path / "escalations" / SLOW).row["state"] == "found"
    assert do(tmp_path, "issued", OFFICER, after(3, hour=12)).files.row["state"] == "reminder"


def test_numbers_that_came_meanwhile_need_a_new_approval(tmp_path: Path) -> None:
    approved(tmp_path)
    assess(tmp_path, "gfff")  # one more failing month: the condition still holds
    with pytest.raises(UserError, match=r"otherwise of because, numbers"):
        do(tmp_path, "issued", OFFICER, after(4))
    do(tmp_path, "refused", OFFICER, after(4))
    assert take(tmp_path, "reminder", 4).files.row["state"] == "reminder"


def test_an_answer_that_came_meanwhile_needs_a_new_approval(tmp_path: Path) -> None:
    assess(tmp_path, "gff")
    take(tmp_path, "reminder", 3)
    assess(tmp_path, "gffff")
    do(tmp_path, "formal notice", OFFICER, after(5))
    do(tmp_path, "approved", APPROVER, after(5))
    told = Acting(PLATFORM, "Its mail.", after(5, hour=10))
    run_escalation_answer(tmp_path / "escalations", SLOW, "The desk is staffed again.", told, period=None)
    with pytest.raises(UserError, match="otherwise of earlier"):
        do(tmp_path, "issued", OFFICER, after(5, hour=12))


@pytest.mark.parametrize("text", ["", "{}"])
def test_facts_that_were_changed_on_disk_prove_nothing(text: str, tmp_path: Path) -> None:
    approved(tmp_path)
    other = tmp_path / "head.toml"
    other.write_text(HEAD.read_text("utf-8").replace("Programme officer", "Somebody"), "utf-8")
    (tmp_path / "escalations" / SLOW / FACTS).write_text(text, "utf-8")
    with pytest.raises(UserError, match=r"not what was approved\."):
        do(tmp_path, "issued", OFFICER, after(3, hour=12), Asked(head=other))
