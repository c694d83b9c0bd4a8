"""Each kind of paper from its example: what it says, that it says it again byte for byte, and what it was made of."""

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import msgspec
import polars as pl
import pytest
from pypdf import PdfReader

from counterfoil.documents.papers.filled import filled
from counterfoil.documents.papers.kinds import KINDS
from counterfoil.documents.papers.notice_of_penalty import NoticeOfPenalty
from counterfoil.errors import UserError
from counterfoil.run.case_files import write_case_table
from counterfoil.run.exhibit_list import exhibit_list
from counterfoil.run.papers import paper, typesetter, write_paper
from counterfoil.run.penalty_notice import is_penalty_case, penalty_notice, whole_or_draft
from counterfoil.tables import case, case_evidence, event, exhibit
from documents.papers.paper_examples import EXAMPLES, example, example_file, needs_noto, shown, text_of

PENALTY = EXAMPLES / "penalty_case.toml"
PARTIES = EXAMPLES / "papers" / "parties.toml"
ON = dt.date(2026, 11, 8)
NOT_SHOWN = {"key", "verified", "reading"}  # of a duty; of a number, told in words
SPOKEN = {  # told in other words, or not told since it says nothing
    *("outside the United States", "illegal content", "not automated", "for", "against"),
    *("Friday", "Saturday", "Sunday", "USD 0.00"),
}
RIGHT_TO_LEFT = range(0x590, 0x700)


def texts(value: object) -> list[str]:
    """Return every text of the facts that a reader must find; what runs from right to left is looked at by eye."""
    if isinstance(value, dict):
        return [text for name, part in value.items() if name not in NOT_SHOWN for text in texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in texts(part)]
    readable = isinstance(value, str) and not any(ord(one) in RIGHT_TO_LEFT for one in value)
    return [value] if readable and isinstance(value, str) and value else []


@needs_noto
@pytest.mark.parametrize("kind", KINDS)
def test_every_fact_of_the_example_stands_in_the_pdf(kind: str, tmp_path: Path) -> None:
    record = example(kind)
    made = write_paper(record, tmp_path / "p.pdf")
    text = text_of(tmp_path / "p.pdf").lower()
    content = filled(record)
    missing = [one for one in texts(content["facts"]) if shown(one).lower() not in text]
    assert not [one for one in missing if one not in SPOKEN]
    assert shown(content["meta"]["title"]).lower() in text
    assert shown(made.number).lower() in text
    assert content["meta"]["digest"] in text


@needs_noto
@pytest.mark.parametrize("kind", KINDS)
def test_the_pdf_is_tagged_and_holds_no_date(kind: str, tmp_path: Path) -> None:
    write_paper(example(kind), tmp_path / "p.pdf")
    reader = PdfReader(tmp_path / "p.pdf")
    assert reader.metadata is not None
    assert reader.metadata.get("/CreationDate") is None
    assert reader.metadata.get("/ModDate") is None
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert reader.root_object["/Lang"] == "en"


@needs_noto
def test_two_processes_give_the_same_bytes() -> None:
    code = (
        "import sys; from pathlib import Path; from counterfoil.run.papers import paper, paper_in\n"
        "for kind in sys.argv[2:]: print(paper(paper_in(Path(sys.argv[1]) / f'{kind}.toml', kind)).sha256)"
    )
    kinds = ["cease-and-desist", "exhibit", "compliance-report"]
    told = [
        subprocess.run(
            [sys.executable, "-c", code, str(EXAMPLES / "papers"), *order], capture_output=True, text=True, check=True
        ).stdout.split()
        for order in (kinds, kinds[::-1])
    ]
    here = [paper(example(kind)).sha256 for kind in kinds]
    assert told[0] == here
    assert told[1] == here[::-1]


@needs_noto
def test_what_it_was_made_of_stands_beside_it(tmp_path: Path) -> None:
    made = write_paper(example("exhibit"), tmp_path / "e.pdf")
    told = json.loads((tmp_path / "e.pdf.json").read_text("utf-8"))
    assert told["sha256"] == made.sha256
    assert told["number"] == made.number
    assert told["fonts"] == dict(made.fonts)
    assert made.number.endswith(told["facts_sha256"][:8])


def test_a_draft_says_so_on_every_page(tmp_path: Path) -> None:
    record = example("facility-notice")
    write_paper(msgspec.structs.replace(record, draft=True), tmp_path / "d.pdf")
    pages = [page.extract_text() for page in PdfReader(tmp_path / "d.pdf").pages]
    assert len(pages) > 1
    assert all("Draft: not issued" in text for text in pages)
    write_paper(record, tmp_path / "f.pdf")
    assert "Draft" not in "".join(page.extract_text() for page in PdfReader(tmp_path / "f.pdf").pages)


def test_a_penalty_case_becomes_a_notice_that_guesses_nothing() -> None:
    notice = penalty_notice(PENALTY, parties=None, statute="19 USC 1526(f)", day=ON)
    assert [claim.most and claim.most.amount for claim in notice.claims] == [82560, None]
    assert notice.assessed is None  # a helmet of the second seizure has no price
    assert notice.draft
    assert notice.to.name == "party-ring"
    assert [line.none_because for line in notice.claims[1].goods] == ["", "the owner sells no helmet of this shape"]
    assert {element.state for element in notice.claims[1].elements} == {"proven", "missing", "contradicted"}


def test_what_can_be_told_is_assessed_and_its_petition_counted_from_the_mailing(tmp_path: Path) -> None:
    source = PENALTY.read_text("utf-8").replace('"earlier-seizures", ', "")
    case_file = tmp_path / "case.toml"
    case_file.write_text(source[: source.index("[[seizures]]  # Columbus")] + "\n".join(_proofs(source)), "utf-8")
    notice = penalty_notice(case_file, parties=PARTIES, statute="19 USC 1526(f)", day=ON)
    assert notice.assessed is not None
    assert (notice.assessed.amount, notice.assessed.currency) == (82560, "USD")
    assert not notice.draft
    assert [(one.by, one.rule) for one in notice.deadlines] == [(dt.date(2027, 1, 11), "19 CFR 171.2(b)(2)")]


def _proofs(source: str) -> list[str]:
    parts = source.split("[[proofs]]")[1:]
    return [f"[[proofs]]{part}" for part in parts if "1526f" in part]


def test_another_statute_and_one_without_a_claim() -> None:
    notice = penalty_notice(PENALTY, parties=None, statute="17 USC 504(c)", day=ON)
    assert [claim.statute for claim in notice.claims] == ["17 USC 504(c)"]
    assert not notice.claims[0].goods
    with pytest.raises(UserError, match="19 USC 1592"):
        penalty_notice(PENALTY, parties=None, statute="15 USC 45f", day=ON)


def test_a_record_that_leaves_out_an_element_is_a_draft_and_says_which() -> None:
    record = example("notice-of-penalty")
    assert isinstance(record, NoticeOfPenalty)
    assert whole_or_draft(record) is record
    claim = record.claims[0]
    short = msgspec.structs.replace(record, claims=(msgspec.structs.replace(claim, elements=claim.elements[:3]),))
    told = whole_or_draft(short)
    assert told.draft
    assert told.remarks[0].startswith("5 of 8 elements of 19 USC 1526(f) are left out")
    assert "The owner of the mark did not consent in writing." in told.remarks[0]


def test_a_claim_whose_time_has_ended_keeps_the_notice_a_draft(tmp_path: Path) -> None:
    source = (
        PENALTY.read_text("utf-8").replace('"earlier-seizures", ', "").replace("on = 2026-10-26", "on = 2014-10-26")
    )
    case_file = tmp_path / "case.toml"
    case_file.write_text(source[: source.index("[[seizures]]  # Columbus")], "utf-8")
    notice = penalty_notice(case_file, parties=PARTIES, statute="19 USC 1526(f)", day=ON)
    assert notice.assessed is not None
    assert notice.draft
    assert "its time ended on 2019-10-26" in notice.claims[0].what


def test_a_case_is_told_from_a_record() -> None:
    assert is_penalty_case(PENALTY)
    assert not is_penalty_case(example_file("notice-of-penalty"))


@needs_noto
def test_the_notice_of_a_case_is_set(tmp_path: Path) -> None:
    notice = penalty_notice(PENALTY, parties=PARTIES, statute="19 USC 1526(f)", day=ON)
    assert isinstance(notice, NoticeOfPenalty)
    write_paper(notice, tmp_path / "n.pdf")
    text = text_of(tmp_path / "n.pdf")
    assert "USD82,560.00" in text
    assert "cannotbetold" in text
    assert "GoldenReedGeneralTradingFZE" in text


def _case(folder: Path) -> Path:
    for name, table in (("case", case), ("exhibits", exhibit), ("evidence", case_evidence), ("events", event)):
        write_case_table(folder, name, table.EXAMPLE)
    write_case_table(folder, "subjects", pl.DataFrame({"case_id": []}, schema={"case_id": pl.String}))
    return folder


def test_exhibits_come_from_a_case_folder(tmp_path: Path) -> None:
    listed = exhibit_list(_case(tmp_path / "case-1"))
    assert listed.exhibits[0].sha256 == "0" * 64
    assert listed.exhibits[0].size == 812
    assert [(sign.side, sign.subject) for sign in listed.signs] == [("for", "offer o-2")]
    (tmp_path / "case-1" / "exhibits.parquet").unlink()
    with pytest.raises(UserError, match="no exhibits"):
        exhibit_list(tmp_path / "case-1")


def test_a_folder_of_fonts_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="--fonts"):
        typesetter((tmp_path / "nowhere",))
