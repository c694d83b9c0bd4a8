"""A confirmed case, a matching of two warehouses and a sender, as files, and the program run on them; all invented."""

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl

from counterfoil.run.case_files import read_case, write_case_table
from counterfoil.run.signatures import make_keys
from counterfoil.tables import case, event
from counterfoil.tables.case_evidence import CaseEvidence
from counterfoil.tables.case_subject import CaseSubject
from counterfoil.tables.contract import completed
from counterfoil.tables.goods import Goods
from counterfoil.tables.match import Match
from integration.commands import called

RENO, COLUMBUS = "9529001000013", "9529001000020"
FIRST, SECOND = "fn-5b1f0c2d9a3e-1", "fn-5b1f0c2d9a3e-2"
DRAFTED, SENT, READ, LATER = "2026-11-11", "2026-11-11T10:00:00", "2026-11-14", "2026-11-20"
SHOE, OTHER = "9521011001028", "9521011001042"
ROWS = """
item goods product                     source        facility quantity sscc                lot    gtin   kind
i-1  g-1   identical                   same          Reno     388      095290010004120038  0821   shoe   stock
i-2  g-1   identical                   same          Reno     164      095290010004120052  0821   shoe   stock
i-3  g-1   other-variant-of-the-model  same          Reno     118      095290010004120069  0821   other  stock
i-4  g-1   identical                   contradicted  Reno     212      095290010004120014  HS26A  shoe   stock
i-5  g-1   identical                   same          Columbus -        095290010004120090  0821   shoe   stock
i-6  g-1   identical                   same          Reno     9        -                   0821   shoe   shipment
"""
HEAD = "notice_line,status,units,at,reference,order_id\n"
WHOLE = HEAD + "1,held,388,2026-11-12,A-1,\n2,held,160,2026-11-12T06:00:00,A-2,\n2,shipped,4,2026-11-10,S-1,ORD-7\n"
VERDICTS = {"same": "identical offending goods", "possible": "examine", "contradicted": "genuine stock"}
SENDER = f"""
seizure = "2026-EX-0412"
seized_on = 2026-10-26
goods = "Shoes of lot 0821"
mark = "Halvorsen"
answer_days = 4
lives_days = 30
urged = ["Set them apart today."]
[sender]
name = "Port of Reno"
[signer]
capacity = "Chief"
[[facilities]]
name = "Tidewater Fulfilment, Reno"
gln = "{RENO}"
stock_names = ["Reno"]
[[facilities]]
name = "Tidewater Fulfilment, Columbus"
gln = "{COLUMBUS}"
stock_names = ["Columbus"]
"""


def write_matching(folder: Path, text: str = ROWS) -> Path:
    """Write what `match` would have written of these rows."""
    folder.mkdir(parents=True, exist_ok=True)
    head, *lines = [line.split() for line in text.strip().splitlines()]
    rows = [dict(zip(head, line, strict=True)) for line in lines]
    matches = [_match(row) for row in rows]
    items = [_item(row) for row in rows]
    pl.DataFrame(matches, schema=Match.create_empty().schema).write_parquet(folder / "matches.parquet")
    schema = Goods.create_empty().schema
    completed(pl.DataFrame(items, schema_overrides=schema), Goods).write_parquet(folder / "items.parquet")
    (folder / "run.json").write_text(json.dumps({}), encoding="utf-8")
    return folder


def _match(row: dict[str, str]) -> dict[str, Any]:
    product = row["product"].replace("-", " ")
    verdict = VERDICTS[row["source"]]
    verdict = "examine" if product != "identical" and row["source"] == "same" else verdict
    told = ["The goods bear the lot 0821."] if row["source"] == "same" else []
    return {
        **{"goods_id": row["goods"], "item_id": row["item"], "product_grade": product, "product_score": 1.0},
        **{"source_grade": row["source"], "source_score": 0.9, "verdict": verdict, "party_reasons": told},
        "reasons": ["They came from the owner.", "titles 100 % alike"],
    }


def _item(row: dict[str, str]) -> dict[str, Any]:
    return {
        "id": row["item"],
        "title": f"shoes {row['item']}",
        "facility": row["facility"],
        "kind": row["kind"],
        "quantity": None if row["quantity"] == "-" else Decimal(row["quantity"]),
        "sscc": None if row["sscc"] == "-" else row["sscc"],
        "lot": row["lot"],
        "gtin": SHOE if row["gtin"] == "shoe" else OTHER,
        "external_seller_id": "s-29",
    }


def write_confirmed(folder: Path) -> Path:
    """Write a case that a person confirmed."""
    write_case_table(folder, "case", case.EXAMPLE)
    write_case_table(folder, "subjects", CaseSubject.create_empty())
    write_case_table(folder, "evidence", CaseEvidence.create_empty())
    found = event.EXAMPLE.row(0, named=True)
    acts = [
        found | {"number": number, "kind": kind, "at": found["at"] + dt.timedelta(hours=number)}
        for number, kind in enumerate(("found", "taken up", "confirmed"), start=1)
    ]
    write_case_table(folder, "events", pl.DataFrame(acts, schema=event.EXAMPLE.schema))
    return folder


class Desk:
    """A folder with all that facility notices are made from, and the program run in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.case = write_confirmed(folder / "case-5b1f0c2d9a3e")
        self.matching = write_matching(folder / "matching")
        self.sender, self.key = folder / "sender.toml", folder / "s.key"
        self.sender.write_text(SENDER, encoding="utf-8")
        make_keys(self.key)

    def run(self, command: str, *words: object, at: str | None = None, code: int = 0) -> str:
        """Run a command on the case and return what a person sees, or the message of the mistake (code 2)."""
        who = () if at is None else ("--by", "case-officer:3", "--why", "Agreed.", "--at", at)
        done = called("facility-notice", command, *words, *who)
        is_mistake = done.exception is not None and not isinstance(done.exception, SystemExit)
        assert (2 if is_mistake else done.exit_code) == code, done.output
        return str(done.exception) if is_mistake else done.output

    def draft(self, *more: object, code: int = 0) -> str:
        files = ("--sender", self.sender, "--key", self.key)
        return self.run("draft", self.case, "--matching", self.matching, *files, *more, at=DRAFTED, code=code)

    def sent(self) -> None:
        self.draft()
        for notice in (FIRST, SECOND):
            self.run("sent", self.case, notice, at=SENT)

    def confirm(
        self, text: str, *more: object, at: str = READ, name: str = "answer.csv", notice: str = FIRST, code: int = 0
    ) -> str:
        (self.folder / name).write_text(text, encoding="utf-8")
        return self.run("confirm", self.case, notice, self.folder / name, *more, at=at, code=code)

    def table(self, name: str) -> pl.DataFrame:
        return read_case(self.case).tables[name]

    def states(self) -> list[str]:
        return self.table("facility_notices").sort("id")["state"].to_list()
