"""What proves a disposition, what speaks against it, and which ones are looked at once more."""

import datetime as dt
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import polars as pl
import pytest
from hypothesis import given

from counterfoil.enforcement.dispositions.drawing_audits import draw_audits
from counterfoil.errors import UserError
from counterfoil.run.acting import Acting
from counterfoil.run.case_files import read_case
from counterfoil.run.custody import bundle
from counterfoil.run.disposition_proofs import run_audit, run_prove
from counterfoil.run.dispositions import run_record_file, run_withdraw
from counterfoil.run.reconciling import run_reconcile
from counterfoil.tables import disposition
from counterfoil.tables.disposition_proof import DispositionProof
from enforcement.dispositions.held_case import COLUMBUS, LATER, OFFICER, csv, kinds_of_events, told, write_held_case

AFTER = "2026-11-21T10:00:00Z"
CERTIFICATE = {"disposition_id": "d-1", "kind": "certificate", "reference": "C-77", "at": AFTER}
WITNESS = {"disposition_id": "d-1", "kind": "witness", "reference": "officer:12", "at": AFTER}
WEIGHT = {
    **{"disposition_id": "d-1", "kind": "weight", "reference": "W-1", "at": AFTER},
    **{"weight_kg": "216.6", "unit_weight_kg": "0.57"},
}
MANIFEST = {"disposition_id": "d-1", "kind": "manifest", "reference": "M-9", "at": AFTER}
AUDITED = {"disposition_id": "d-1", "kind": "audit", "reference": "auditor:2", "at": AFTER, "is_confirmed": "yes"}


@pytest.fixture
def here(tmp_path: Path) -> Path:
    case = write_held_case(tmp_path)
    run_record_file(case, csv(tmp_path, [told(units=380), told(2, units=171, authority="forfeiture")]), OFFICER)
    return case


def lacks(here: Path, wanted: str = "d-1") -> list[str]:
    (row,) = run_reconcile(here).dispositions.filter(id=wanted).to_dicts()
    assert row["is_proven"] is (row["lacks"] == [])
    return list(row["lacks"])


PROVING: list[tuple[list[dict[str, Any]], list[str]]] = [
    ([CERTIFICATE, WITNESS], []),
    ([CERTIFICATE, WEIGHT], []),
    ([CERTIFICATE, {**WEIGHT, "weight_kg": "227.4"}], []),  # 5 % above
    ([CERTIFICATE], ["a witness or a picture or a weight"]),
    ([WITNESS, WEIGHT], ["a certificate"]),
    (
        [CERTIFICATE, {**WEIGHT, "weight_kg": "227.5"}],
        ["a witness or a picture or a weight", "227.5 kg weighed, 216.6 kg ± 5% wanted for 380 units"],
    ),
    ([CERTIFICATE, WITNESS, {**WEIGHT, "weight_kg": "90"}], ["90 kg weighed, 216.6 kg ± 5% wanted for 380 units"]),
    ([CERTIFICATE, WITNESS, {**WEIGHT, "unit_weight_kg": ""}], ["weight W-1 tells no weight of one unit"]),
    ([{**CERTIFICATE, "units": "379"}, WITNESS], ["a certificate", "certificate C-77 speaks of 379 units, not of 380"]),
    ([{**CERTIFICATE, "units": "900"}, WITNESS, AUDITED], []),
    ([CERTIFICATE, WITNESS, {**AUDITED, "is_confirmed": "no"}], ["the audit did not bear it out"]),
]


@pytest.mark.parametrize(("proofs", "wanted"), PROVING)
def test_a_disposition_is_proven_once_nothing_lacks(
    here: Path, tmp_path: Path, proofs: list[dict[str, Any]], wanted: list[str]
) -> None:
    names = dict.fromkeys(name for proof in proofs for name in proof)
    path = csv(tmp_path, [{name: proof.get(name, "") for name in names} for proof in proofs], "proofs.csv")
    done = run_prove(here, path, OFFICER)
    assert (done.rows.height, done.rejects.height) == (len(proofs), 0)
    assert lacks(here) == wanted
    assert run_reconcile(here).table.row(-1, named=True)["unproven"] == 171 + (380 if wanted else 0)


REFUSED = [
    (CERTIFICATE | {"disposition_id": "d-9"}, "disposition_id", "one of the case that counts"),
    (CERTIFICATE | {"at": "2026-11-19T10:00:00Z"}, "at", "not be made before what it proves"),
    (CERTIFICATE | {"kind": "hearsay"}, "kind", "kind is one of six"),
    (WITNESS | {"reference": "Jane Roe"}, "reference", "told as role:id, never by name"),
    (WITNESS | {"reference": "facility:reno"}, "reference", "another than who did it"),
    (AUDITED | {"reference": "facility:reno"}, "reference", "another than who did it"),
    ({**WEIGHT, "weight_kg": ""}, "weight_kg", "told of a weight"),
    ({**WEIGHT, "weight_kg": "heavy"}, "weight_kg", "readable as a number"),
    ({**WEIGHT, "unit_weight_kg": "0"}, "unit_weight_kg", "above zero"),
    ({**AUDITED, "is_confirmed": ""}, "is_confirmed", "told of an audit"),
    ({**CERTIFICATE, "is_confirmed": "yes"}, "is_confirmed", "told of an audit"),
    ({**CERTIFICATE, "file": "../secret.pdf"}, "file", "beside the table"),
    ({**CERTIFICATE, "file": "/etc/passwd"}, "file", "beside the table"),
    ({**CERTIFICATE, "file": "none.pdf"}, "file", "there must be such a file"),
    (CERTIFICATE, "reference", "told twice"),
]


@pytest.mark.parametrize(("row", "field", "rule"), REFUSED)
def test_what_proves_nothing_is_set_aside_with_its_reason(
    here: Path, tmp_path: Path, row: dict[str, Any], field: str, rule: str
) -> None:
    names = dict.fromkeys([*CERTIFICATE, *row])
    rows = [{name: one.get(name, "") for name in names} for one in (CERTIFICATE, row)]
    done = run_prove(here, csv(tmp_path, rows, "proofs.csv"), OFFICER)
    assert done.rows["id"].to_list() == ["p-1"]
    (reject,) = done.rejects.to_dicts()
    assert (reject["line"], reject["field"]) == (3, field)
    assert rule in reject["rule"]
    assert "Jane" not in str(reject)


def test_a_file_is_copied_into_the_case_with_its_digest(here: Path, tmp_path: Path) -> None:
    (tmp_path / "scans").mkdir()
    (tmp_path / "scans" / "certificate 1.PDF").write_bytes(b"%PDF-1.7 invented")
    run_prove(here, csv(tmp_path, [CERTIFICATE | {"file": "scans/certificate 1.PDF"}], "proofs.csv"), OFFICER)
    row = read_case(here).tables["disposition_proofs"].row(0, named=True)
    assert (row["file"], len(row["sha256"])) == ("proofs/p-1.PDF", 64)
    assert (here / row["file"]).read_bytes() == b"%PDF-1.7 invented"
    digests = read_case(here).tables["events"].row(-1, named=True)["digests"]
    assert digests[1] == f"proofs/p-1.PDF {row['sha256']}"


def test_nothing_is_written_where_no_row_proves_anything(here: Path, tmp_path: Path) -> None:
    events = (here / "events.parquet").read_bytes()
    with pytest.raises(UserError, match="one of the case that counts"):
        run_prove(here, csv(tmp_path, [CERTIFICATE | {"disposition_id": "d-9"}], "proofs.csv"), OFFICER)
    assert (here / "events.parquet").read_bytes() == events
    assert not (here / "disposition_proofs.parquet").exists()


def test_a_proof_that_is_withdrawn_proves_no_more(here: Path, tmp_path: Path) -> None:
    run_prove(here, csv(tmp_path, [CERTIFICATE, WITNESS], "proofs.csv"), OFFICER)
    assert run_withdraw(here, "p-2", OFFICER) == "disposition proof"
    assert lacks(here) == ["a witness or a picture or a weight"]
    run_prove(here, csv(tmp_path, [WITNESS], "proofs.csv"), OFFICER)
    assert read_case(here).tables["disposition_proofs"]["id"].to_list() == ["p-1", "p-2", "p-3"]
    assert lacks(here) == []


def test_a_proof_of_what_was_corrected_does_not_prove_the_correction(here: Path, tmp_path: Path) -> None:
    run_prove(here, csv(tmp_path, [CERTIFICATE, WITNESS], "proofs.csv"), OFFICER)
    run_record_file(here, csv(tmp_path, [told(units=377, corrects="d-1")]), OFFICER)
    assert lacks(here, "d-3") == ["a certificate", "a witness or a picture or a weight"]


def test_hazardous_goods_are_proven_with_a_manifest_alone(tmp_path: Path) -> None:
    here = write_held_case(tmp_path, answers=[(COLUMBUS, 1, "held", 1046)])
    run_record_file(here, csv(tmp_path, [told(notice_id=COLUMBUS, units=1046)]), OFFICER)
    run_prove(here, csv(tmp_path, [CERTIFICATE, WITNESS], "proofs.csv"), OFFICER)
    assert lacks(here) == ["a waste manifest (perfume (UN 1266))"]
    run_prove(here, csv(tmp_path, [MANIFEST], "proofs.csv"), OFFICER)
    assert lacks(here) == []


DRAW = Acting("system:audit", "A sampled audit.", LATER)


def test_an_audit_is_drawn_with_a_probability_that_is_kept(here: Path, tmp_path: Path) -> None:
    first = run_audit(here, share=0.5, seed=7, acting=DRAW)
    assert (len(first.drawn.ids), first.drawn.probability, first.drawn.of) == (1, 0.5, 2)
    assert (first.share, first.open) == (None, 1)
    second = run_audit(here, share=1.0, seed=7, acting=DRAW)
    assert sorted([*first.drawn.ids, *second.drawn.ids]) == ["d-1", "d-2"]
    assert kinds_of_events(here)[-2:] == ["recorded", "audit-drawn"]
    assert "probability 0.500000, seed 7" in " ".join(read_case(here).tables["events"]["what"])
    assert run_audit(here, share=1.0, seed=7, acting=DRAW).drawn.ids == []
    results = [AUDITED | {"disposition_id": first.drawn.ids[0]}]
    results += [AUDITED | {"disposition_id": second.drawn.ids[0], "is_confirmed": "no"}]
    run_prove(here, csv(tmp_path, results, "audits.csv"), OFFICER)
    told_ = run_audit(here, share=0, seed=7, acting=DRAW)
    assert told_.share is not None
    assert (told_.share["share"], told_.open) == (pytest.approx(2 / 3), 0)  # the first stood for two
    assert 0 < told_.share["low"] < told_.share["share"] < told_.share["high"] < 1


def test_a_share_beyond_one_is_refused(here: Path) -> None:
    with pytest.raises(UserError, match="cannot be drawn"):
        run_audit(here, share=1.5, seed=7, acting=DRAW)


@given(many=st.integers(0, 40), share=st.floats(0.01, 1), seed=st.integers(0, 2**32))
def test_a_draw_is_of_its_size_and_does_not_depend_on_the_order(many: int, share: float, seed: int) -> None:
    rows = pl.concat(
        [disposition.EXAMPLE.with_columns(id=pl.lit(f"d-{at}")) for at in range(many)] or [disposition.EXAMPLE.clear()]
    )
    none = DispositionProof.create_empty()
    drawn = draw_audits(rows, none, share=share, seed=seed)
    assert drawn == draw_audits(rows, none, share=share, seed=seed)
    assert set(drawn.ids) == set(draw_audits(rows.reverse(), none, share=share, seed=seed).ids)
    assert len(set(drawn.ids)) == len(drawn.ids) <= many
    if many:
        assert drawn.probability == len(drawn.ids) / many
        assert share - 1e-6 <= drawn.probability < share + 1 / many + 1e-9


def test_every_disposition_is_drawn_as_often_as_its_probability_says() -> None:
    rows = pl.concat([disposition.EXAMPLE.with_columns(id=pl.lit(f"d-{at}")) for at in range(10)])
    draws = [draw_audits(rows, DispositionProof.create_empty(), share=0.3, seed=seed).ids for seed in range(2000)]
    often = [sum(f"d-{at}" in ids for ids in draws) / len(draws) for at in range(10)]
    assert all(abs(share - 0.3) < 0.04 for share in often)  # 4 standard errors


def test_a_time_of_a_proof_is_kept_in_utc(here: Path, tmp_path: Path) -> None:
    run_prove(here, csv(tmp_path, [CERTIFICATE | {"at": "2026-11-21T12:00:00+02:00"}], "proofs.csv"), OFFICER)
    at = read_case(here).tables["disposition_proofs"].item(0, "at")
    assert at == dt.datetime(2026, 11, 21, 10, 0, tzinfo=dt.UTC)


def test_a_proof_goes_into_the_bundle_of_its_case_and_a_changed_one_does_not(here: Path, tmp_path: Path) -> None:
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.7 invented")
    run_prove(here, csv(tmp_path, [CERTIFICATE | {"file": "c.pdf"}, WEIGHT | {"file": ""}], "proofs.csv"), OFFICER)
    run_audit(here, share=1.0, seed=7, acting=DRAW)
    made = bundle(here, tmp_path / "case.bundle", at=LATER, key=None, redact=None, timestamp=None)
    assert made.verdict.holds
    (here / "proofs" / "p-1.pdf").write_bytes(b"%PDF-1.7 another")
    with pytest.raises(UserError):
        bundle(here, tmp_path / "later.bundle", at=LATER, key=None, redact=None, timestamp=None)
