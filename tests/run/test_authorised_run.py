"""A run with authorisations: honoured on the day of the offer, kept without names, and replayed."""

from pathlib import Path

import polars as pl

from integration.commands import called


def test_a_dealer_is_one_on_the_days_of_the_list(tmp_path: Path) -> None:
    (tmp_path / "rights.csv").write_text("id,mark,owner\nr-1,Halvorsen,H AS\n")
    (tmp_path / "sellers.csv").write_text("id,name\ns-1,Ana INVENTED\ns-2,Bo Other\n")
    (tmp_path / "dealers.csv").write_text("seller,owner,valid_until,granted_by\nAna Invented,H AS,2026-05-31,Eve\n")
    (tmp_path / "offers.csv").write_text(
        "id,title,external_seller_id,seen_at\n1,Halvorsen shoes,s-1,2026-05-31\n2,Halvorsen shoes,s-1,2026-06-01\n"
        "3,Halvorsen shoes,s-2,2026-05-31\n"
    )
    files = [part for name in ("rights", "sellers") for part in (f"--{name}", tmp_path / f"{name}.csv")]
    files += ["--authorisations", tmp_path / "dealers.csv"]
    assert called("screen", tmp_path / "offers.csv", *files, "-o", tmp_path / "out").exit_code == 0
    findings = pl.read_parquet(tmp_path / "out" / "findings.parquet")
    by_kind = {kind: findings.filter(kind=kind)["subject_id"].to_list() for kind in findings["kind"]}
    assert by_kind["authorised_seller"] == ["1"]
    assert by_kind["seller_not_authorised"] == ["3"]
    kept = pl.read_parquet(tmp_path / "out" / "replay" / "authorisations.parquet").write_ndjson()
    assert "Ana" not in kept
    assert "Eve" not in kept
    assert called("replay", tmp_path / "out", "1").exit_code == 0
    assert called("replay", tmp_path / "out", "2", "--inputs", tmp_path).exit_code in (0, 1)
