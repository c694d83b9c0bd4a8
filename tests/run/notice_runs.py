"""A case of two listings with its screening, and who gives notice of them, as files; all of it invented."""

import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from counterfoil.cli.main import main
from counterfoil.run.case_files import read_case, write_case_table
from counterfoil.tables import case, event
from counterfoil.tables.case_evidence import CaseEvidence
from counterfoil.tables.case_subject import CaseSubject
from counterfoil.tables.contract import completed
from counterfoil.tables.decision import Decision
from counterfoil.tables.finding import Finding
from counterfoil.tables.offer import Offer

BY = ["--by", "counsel:4", "--why", "Agreed."]
DRAFTED, SENT, READ = "2026-11-12", "2026-11-12T09:00:00", "2026-11-14"
ASKED = ["--accept", "case-not-confirmed", "--accept", "no-authenticity-fact"]
CASE_ID = "case-5b1f0c2d9a3e"
FIRST = "n-5b1f0c2d9a3e-1"
SEEN = dt.datetime(2026, 11, 6, 9, 0, tzinfo=dt.UTC)
RIGHTS = """id,mark,owner,nice_classes,goods,territory,office,registration_number,status,authorised_sellers
r-1,Halvorsen,Halvorsen Sport AS,25,footwear,US,USPTO,9900001,live,s-1;Fjord Dealer
r-2,Orlune,Maison Orlune SA,3,perfume,US,USPTO,9900004,pending,
"""
NOTIFIER = """
name = "Ingrid Secret"
role = "agent"
email = "secret@northlight.example.com"
telephone = "+1 202 555 0142"
address = "14 Secret Row, Boston"
signature = "/Ingrid Secret/"
good_faith = true
accurate = true
[[powers_of_attorney]]
owner = "Halvorsen Sport AS"
document = "POA-1"
valid_from = 2026-01-01
[[recipients]]
name = "Tidewater Market"
email = "ip@tidewater.example.com"
"""


def offer(number: str, **changed: Any) -> dict[str, Any]:
    """Return an offer of the ring's under the first right."""
    whole = {
        "id": f"o-{number}", "title": f"Halvorsen trail shoes {number}", "link": f"https://market.example/item/{number}",
        "external_seller_id": "s-34", "marketplace": "Tidewater Market", "seen_at": SEEN, "goods_type": "footwear",
    }  # fmt: skip
    return whole | changed


def write_screening(folder: Path, offers: list[dict[str, Any]], decided: dict[str, tuple[str, str]]) -> Path:
    """Write a finished screening: `decided` is decision and right by offer."""
    folder.mkdir(parents=True)
    given = pl.DataFrame(offers, schema_overrides={"seen_at": pl.Datetime("us", "UTC")})
    more = completed(given, Offer).with_columns(given["goods_type"])
    more.cast(dict(Offer.create_empty().schema)).write_parquet(folder / "offers.parquet")
    reasons = {"reasons": ["It is cheap."], "party_reasons": ["It is cheap."], "policy": "default-1", "rule": "x"}
    decisions = [
        {"subject_id": one, "decision": what, "score": 0.9, "right_id": right, "ground": "counterfeit", **reasons}
        for one, (what, right) in decided.items()
    ]
    Decision.cast(completed(pl.DataFrame(decisions), Decision)).write_parquet(folder / "decisions.parquet")
    findings = [_finding(one, right) for one, (_, right) in decided.items()]
    Finding.cast(completed(pl.DataFrame(findings), Finding)).write_parquet(folder / "findings.parquet")
    told = {"started_at": "2026-11-06T10:00:00+00:00", "replay": {}}
    (folder / "run.json").write_text(json.dumps(told), encoding="utf-8")
    return folder


def _finding(offer_id: str, right_id: str) -> dict[str, Any]:
    return {
        "subject_kind": "offer", "subject_id": offer_id, "right_id": right_id, "kind": "price_below", "weight": 2200,
        "detail": "The price is low.", "party_detail": "The price is low.", "rule_version": "screening-1",
    }  # fmt: skip


def write_case(folder: Path, offer_ids: list[str], right_id: str = "r-1") -> Path:
    """Write a case of these offers, with a sign for the charge on each."""
    subject = {"case_id": CASE_ID, "subject_kind": "offer", "right_id": right_id, "why": "It is the ring's."}
    sign = {
        "case_id": CASE_ID, "side": "for", "subject_kind": "offer", "right_id": right_id, "kind": "price_below",
        "weight": 2200, "detail": "The price is low.", "party_detail": "The price is low.", "source": "x",
    }  # fmt: skip
    rows = [subject | {"subject_id": one, "account_id": "s-34"} for one in offer_ids]
    write_case_table(folder, "case", case.EXAMPLE)
    write_case_table(folder, "subjects", completed(pl.DataFrame(rows), CaseSubject))
    signs = completed(pl.DataFrame([sign | {"subject_id": one} for one in offer_ids]), CaseEvidence)
    write_case_table(folder, "evidence", signs)
    write_case_table(folder, "events", event.EXAMPLE)
    return folder


class Desk:
    """A folder with all that notices are made from, and the program run in it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._patch, self._shown = folder, monkeypatch, capsys
        (folder / "rights.csv").write_text(RIGHTS, encoding="utf-8")
        (folder / "notifier.toml").write_text(NOTIFIER, encoding="utf-8")
        offers = [offer("2a"), offer("2b"), offer("7")]
        write_screening(
            folder / "out", offers, {"o-2a": ("hold", "r-1"), "o-2b": ("remove", "r-1"), "o-7": ("hold", "r-1")}
        )
        self.case = write_case(folder / "cases" / CASE_ID, ["o-2a", "o-2b"])

    def run(self, *arguments: str) -> tuple[int, str]:
        self._patch.chdir(self.folder)
        self._patch.setenv("COLUMNS", "120")
        self._patch.setattr(sys, "argv", ["counterfoil", "notice", *arguments])
        try:
            main()
            status = 0
        except SystemExit as end:
            status = int(end.code or 0)
        shown = self._shown.readouterr()
        return status, shown.out + shown.err

    def asked(
        self, command: str, *more: str, form: str = "trademark-mail", to: str = "Tidewater Market"
    ) -> tuple[int, str]:
        files = ["--notifier", "notifier.toml", "--rights", "rights.csv", "--screening", "out"]
        return self.run(command, f"cases/{CASE_ID}", "--form", form, "--to", "Tidewater Market", *files, *more)

    def draft(self, *more: str, form: str = "trademark-mail") -> tuple[int, str]:
        return self.asked("draft", *BY, "--at", DRAFTED, *ASKED, *more, form=form)

    def sent(self) -> None:
        assert self.draft()[0] == 0
        assert self.run("sent", f"cases/{CASE_ID}", FIRST, *BY, "--at", SENT)[0] == 0

    def answer(self, text: str, *, name: str = "answer.csv") -> tuple[int, str]:
        (self.folder / name).write_text(text, encoding="utf-8")
        return self.run("answer", f"cases/{CASE_ID}", name, *BY, "--at", READ)

    def table(self, name: str) -> pl.DataFrame:
        return read_case(self.case).tables[name]
