"""A case of a few records and files, as `counterfoil case build` leaves it, for bundles in tests."""

import hashlib
import json
from pathlib import Path

import polars as pl

from counterfoil.run.case_files import write_case_table
from counterfoil.tables import action, case, case_evidence, case_subject, event, exhibit, notice, order

CASE_ID = "case-5b1f0c2d9a3e"
OFFER, LETTER, RUN = "exhibits/offer-TM-5046120.json", "exhibits/letter.eml", "exhibits/run.json"
RUN_SAYS = {
    "engine_version": "0.1.0",
    "model": "screening-1",
    "started_at": "2026-11-08T09:00:00+00:00",
    "files": [{"role": "offers", "name": "offers.xml", "sha256": "c0" * 32, "rows": 3}],
    "versions": {"counterfoil": "0.1.0", "polars": "2.1.0"},
}
FILES = {
    OFFER: b'{"id":"TM-5046120","title":"Halvorsen parka","seller":"s-34"}',
    LETTER: "From: a@example.org\n\nIt was a gift for Ødegård.\n".encode(),
    RUN: json.dumps(RUN_SAYS).encode(),
    "documents/notice.pdf": b"%PDF-1.7 invented\n" * 20,
}


def made_case(folder: Path) -> Path:
    """Write the case into `folder`/CASE_ID and return that."""
    here = folder / CASE_ID
    for name, data in FILES.items():
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_bytes(data)
    tables = {
        "subjects": case_subject.EXAMPLE,
        "evidence": pl.concat([case_evidence.EXAMPLE, _against()]),
        "events": pl.concat(_event(number) for number in (1, 2, 3)),
        "exhibits": pl.concat(_exhibit(number, name) for number, name in enumerate((OFFER, LETTER, RUN), start=1)),
        "actions": action.EXAMPLE,
        "notices": notice.EXAMPLE,
        "orders": order.EXAMPLE,
        "case": case.EXAMPLE,
    }
    for name, table in tables.items():
        write_case_table(here, name, table)
    return here


def _against() -> pl.DataFrame:
    return case_evidence.EXAMPLE.with_columns(
        side=pl.lit("against"), kind=pl.lit("authorised_seller"), detail=pl.lit("The seller shows an invoice of 2024.")
    )


def _event(number: int) -> pl.DataFrame:
    sha256 = hashlib.sha256(FILES[LETTER]).hexdigest()
    return event.EXAMPLE.with_columns(
        number=pl.lit(number, pl.Int64),
        actor=pl.lit(f"reviewer:{number}"),
        what=pl.lit(f"Act {number} by reviewer:{number}."),
        digests=pl.lit([f"letter {sha256}"]) if number == 2 else pl.col("digests"),
    )


def _exhibit(number: int, name: str) -> pl.DataFrame:
    return exhibit.EXAMPLE.with_columns(
        id=pl.lit(f"E-{number}"),
        file=pl.lit(name),
        sha256=pl.lit(hashlib.sha256(FILES[name]).hexdigest()),
        size=pl.lit(len(FILES[name]), pl.Int64),
        withheld=pl.lit(name == LETTER),
    )
