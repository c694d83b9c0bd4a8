"""Runs made elsewhere: brought in once, whole or going on where they were stopped; damaged ones are refused."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.db import transaction

from counterfoil.errors import UserError
from counterfoil_desk.accounts.models import Member
from counterfoil_desk.audit.models import Entry
from counterfoil_desk.organisation import acting_as
from counterfoil_desk.processes import python
from counterfoil_desk.service import imports, run_tables
from counterfoil_desk.service.imports import Brought, import_run
from counterfoil_desk.service.models import DayCount, ImportedRun, SuspectOffer
from counterfoil_desk.service.run_tables import parts_of
from desk.conftest import Desk, new_member
from integration.example_run import GRAVEST, example_run


def brought(member: Member, folder: Path) -> Brought:
    with acting_as(organisation=member.organisation_id):
        return import_run(folder, organisation=member.organisation_id, by="system:test")


def suspects(member: Member) -> dict[str, SuspectOffer]:
    with acting_as(organisation=member.organisation_id), transaction.atomic():
        return {one.offer_id: one for one in SuspectOffer.objects.all()}


def counted(member: Member) -> dict[str, int]:
    with acting_as(organisation=member.organisation_id), transaction.atomic():
        return dict(DayCount.objects.values_list("decision", "offers"))


def suspect_ids() -> set[str]:
    decisions = pl.read_parquet(example_run() / "decisions.parquet")
    return set(decisions.filter(pl.col("decision") != "clear")["subject_id"])


def test_suspect_offers_come_with_their_evidence_and_clear_ones_are_counted(desk: Desk, admin: Member) -> None:
    found = brought(admin, example_run())
    kept = suspects(admin)
    assert set(kept) == suspect_ids()
    gravest = kept[GRAVEST]
    assert (gravest.decision, gravest.origin, gravest.run_id) == ("remove", "run", found.run.pk)
    assert gravest.answer["reasons"]
    findings = pl.read_parquet(example_run() / "findings.parquet").filter(pl.col("subject_id") == GRAVEST)
    assert [one["detail"] for one in gravest.evidence["findings"]] == findings["detail"].to_list()
    assert len(gravest.evidence["assessments"]) > 1
    record = json.loads((example_run() / "run.json").read_text())
    assert gravest.held_against["inputs_digest"] == record["inputs_digest"]
    assert counted(admin) == {name: number for name, number in found.counts.items() if number}
    assert sum(found.counts.values()) == record["counts"]["offers_kept"]


def test_the_same_run_twice_changes_nothing_and_is_one_entry(desk: Desk, admin: Member) -> None:
    assert brought(admin, example_run()).is_new
    before = counted(admin)
    assert not brought(admin, example_run()).is_new
    assert counted(admin) == before
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        assert Entry.objects.filter(act="run imported").count() == 1
        assert ImportedRun.objects.count() == 1


def test_what_was_stopped_goes_on_where_it_was(desk: Desk, admin: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_tables, "BATCH", 7)
    kept = imports._bring
    brought_in: list[Any] = []

    def stopped_at_the_third(part: Any, *others: Any) -> None:
        if len(brought_in) == 2:
            raise KeyboardInterrupt
        brought_in.append(part.done)
        kept(part, *others)

    monkeypatch.setattr(imports, "_bring", stopped_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        brought(admin, example_run())
    assert sum(counted(admin).values()) == 14
    monkeypatch.setattr(imports, "_bring", kept)
    found = brought(admin, example_run())
    assert set(suspects(admin)) == suspect_ids()
    assert sum(counted(admin).values()) == sum(found.counts.values())


def test_what_was_screened_later_stays(desk: Desk, admin: Member) -> None:
    brought(admin, example_run())
    with acting_as(organisation=admin.organisation_id), transaction.atomic():
        SuspectOffer.objects.filter(offer_id=GRAVEST).update(decision="review", origin="call")  # screened_at stays
        later = SuspectOffer.objects.get(offer_id=GRAVEST)
        later.save()  # sets the time
        ImportedRun.objects.all().update(sha256="another", finished_at=None)
    brought(admin, example_run())
    assert suspects(admin)[GRAVEST].decision == "review"


@pytest.mark.parametrize("table", ["decisions", "findings"])
def test_a_damaged_run_is_refused_before_anything_is_kept(
    desk: Desk, admin: Member, tmp_path: Path, table: str
) -> None:
    folder = shutil.copytree(example_run(), tmp_path / "run")
    path = folder / f"{table}.parquet"
    pl.read_parquet(path).head(-1).write_parquet(path)
    with pytest.raises(UserError, match="not the one that the run wrote"):
        brought(admin, folder)
    path.unlink()
    with pytest.raises(UserError, match="missing"):
        brought(admin, folder)
    (folder / "run.json").unlink()
    with pytest.raises(UserError, match="no finished run"):
        brought(admin, folder)
    assert not suspects(admin)


def test_rows_lie_beside_their_offers_in_batches_of_any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = next(parts_of(example_run()))
    for size in (1, 7, 50):
        monkeypatch.setattr(run_tables, "BATCH", size)
        parts = list(parts_of(example_run()))
        assert pl.concat([part.findings for part in parts if part.findings.height]).equals(whole.findings)
        assert pl.concat([part.offers for part in parts]).equals(whole.offers)


def test_the_command_brings_a_run_in_for_the_organisation_that_is_named(desk: Desk, admin: Member) -> None:
    other = new_member(desk, role="administrator")

    def ran(organisation: object) -> subprocess.CompletedProcess[str]:
        words = ("-m", "counterfoil", "desk", "import", str(example_run()), "--organisation", str(organisation))
        environment = os.environ | desk.environment
        return subprocess.run(python(*words), env=environment, capture_output=True, text=True, check=False)

    done = ran(admin.organisation.public_id)
    assert (done.returncode, done.stdout[:12]) == (0, "Brought in: "), done.stderr
    assert set(suspects(admin)) == suspect_ids()
    assert not suspects(other)
    unknown = ran(admin.user.public_id)
    assert unknown.returncode == 2
    assert "no such organisation" in unknown.stderr
