"""Notices to facilities, from a matching to a confirmed hold: the whole command on small files."""

import hashlib
import json
from pathlib import Path

import polars as pl
import pytest
from facility_desk import DRAFTED, FIRST, LATER, READ, ROWS, SECOND, SENDER, SENT, WHOLE, Desk, write_matching

from counterfoil.matching.hits import make_hits
from counterfoil.run import case_files
from counterfoil.run.signatures import make_keys
from counterfoil.tables import hit
from counterfoil.tables.contract import completed
from counterfoil.tables.hit import Hit
from integration.commands import called


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_each_facility_gets_one_notice_with_what_is_held_examined_and_left(desk: Desk) -> None:
    shown = desk.draft()
    assert desk.table("facility_notices").select("id", "facility", "state", "answer_by").rows()[0][:3] == (
        FIRST,
        "9529001000013",
        "drafted",
    )
    lines = desk.table("facility_lines").filter(notice_id=FIRST)
    assert lines.select("line", "asked", "units", "is_commingled").rows() == [
        (1, "hold", 388, True),
        (2, "hold", 164, True),
        (3, "examine", 118, False),
        (4, "leave", 212, True),
    ]
    assert lines["why"].to_list()[3] == "They came from the owner."  # and no method
    assert desk.table("facility_lines").filter(notice_id=SECOND)["units"].to_list() == [None]
    assert "2 lines, 552 units (2 commingled)" in shown
    assert desk.table("events")["kind"].to_list()[-2:] == ["drafted", "drafted"]
    assert (desk.case / f"documents/facility-notice-{FIRST}.pdf").is_file()


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        (("--facility", "Sparks"), "names no facility “Sparks”"),
        (("--goods", "g-9"), "None of these goods"),
        (("--hits", "x.json"), "Say what was found"),
    ],
)
def test_what_cannot_be_drafted_is_refused_before_anything_is_written(
    more: tuple[str, ...], problem: str, desk: Desk
) -> None:
    assert problem in desk.draft(*more, code=2)
    assert desk.table("facility_notices").is_empty()
    assert not (desk.case / "documents").exists()


def test_a_second_notice_on_the_same_goods_is_refused_while_the_first_is_open(desk: Desk) -> None:
    desk.draft("--facility", "Reno")
    assert f"{FIRST} to Tidewater Fulfilment, Reno is open" in desk.draft("--facility", "9529001000013", code=2)
    desk.run("act", desk.case, FIRST, "withdrawn", at=SENT)
    desk.run("draft", desk.case, "--matching", desk.matching, "--sender", desk.sender, "--key", desk.key, at=SENT)
    assert desk.table("facility_notices")["id"].to_list() == [FIRST, SECOND, "fn-5b1f0c2d9a3e-3"]


def test_a_case_that_nobody_confirmed_tells_no_facility(desk: Desk) -> None:
    events = desk.table("events").head(2)
    case_files.write_case_table(desk.case, "events", events)
    assert "No person has confirmed" in desk.draft(code=2)


def test_a_facility_tells_a_real_notice_by_key_and_code(desk: Desk) -> None:
    desk.draft()
    file, public = desk.case / f"documents/facility-notice-{FIRST}.json", desk.folder / "s.key.pub"
    code = desk.table("facility_notices")["code"].item(0)
    shown = desk.run("verify", file, "--signer", public, "--code", code.lower().replace("-", " "))
    assert "As it was signed" in shown
    assert "2 lines, 552 units" in shown
    assert "the paper is another" in desk.run("verify", file, "--code", "00000-00000", code=2)
    false = desk.folder / "false.json"
    false.write_bytes(file.read_bytes().replace(b'"units":388', b'"units":389'))
    assert "something was changed" in desk.run("verify", false, code=2)
    assert "anyone could have printed" in desk.run("verify", file.with_suffix(".pdf"), code=2)


def test_a_changed_paper_is_not_sent(desk: Desk) -> None:
    desk.draft()
    paper = desk.case / f"documents/facility-notice-{FIRST}.pdf"
    paper.write_bytes(paper.read_bytes() + b" ")
    assert "not the one that was drafted" in desk.run("sent", desk.case, FIRST, at=SENT, code=2)
    assert desk.states() == ["drafted", "drafted"]


def test_returns_become_lines_of_a_new_edition_once(desk: Desk) -> None:
    desk.sent()
    desk.confirm(WHOLE)
    later = write_matching(desk.folder / "later", ROWS.replace("095290010004120038", "095290010004129994"))
    shown = desk.run("receive", desk.case, later, "--found-in", "return", "--key", desk.key, at=LATER)
    assert "edition" in shown
    new = desk.table("facility_lines").filter(notice_id=FIRST, found_in="return")
    assert new.select("line", "asked", "units").rows() == [(5, "hold", 388), (6, "hold", 9)]
    assert desk.states() == ["held in part", "sent"]
    assert desk.table("facility_notices")["edition"].to_list() == [2, 1]
    again = desk.run("receive", desk.case, later, "--found-in", "return", "--key", desk.key, at=LATER)
    assert "Nothing new" in again
    assert desk.table("facility_lines").filter(notice_id=FIRST).height == 6


def test_a_new_edition_says_until_when_its_lines_are_to_be_answered(desk: Desk) -> None:
    desk.sent()
    later = write_matching(desk.folder / "later", ROWS.replace("095290010004120038", "095290010004129994"))
    desk.run("receive", desk.case, later, "--key", desk.key, at=READ)
    desk.confirm(WHOLE)
    lines = desk.table("facility_lines").filter(notice_id=FIRST)
    assert lines["answer_by"].cast(pl.String).to_list() == ["2026-11-15"] * 4 + ["2026-11-18"] * 2
    assert FIRST not in desk.run("due", desk.case, "--day", "2026-11-18")
    assert FIRST in desk.run("due", desk.case, "--day", "2026-11-19")


def test_a_new_edition_is_signed_by_the_key_that_the_facility_knows(desk: Desk) -> None:
    desk.sent()
    make_keys(desk.folder / "other.key")
    later = write_matching(desk.folder / "later", ROWS.replace("095290010004120038", "095290010004129994"))
    said = desk.run("receive", desk.case, later, "--key", desk.folder / "other.key", at=LATER, code=2)
    assert "signed with another key" in said
    assert desk.table("facility_lines").height == 5


def test_what_comes_before_the_last_act_leaves_no_file_behind(desk: Desk) -> None:
    desk.sent()
    later = write_matching(desk.folder / "later", ROWS.replace("095290010004120038", "095290010004129994"))
    assert "The last act" in desk.run("receive", desk.case, later, "--key", desk.key, at=DRAFTED, code=2)
    assert not list((desk.case / "documents").glob(f"facility-notice-{FIRST}-2.*"))


def test_a_facility_that_shares_no_stock_is_told_by_its_hits(desk: Desk) -> None:
    rows = [hit.EXAMPLE.row(0, named=True), hit.EXAMPLE.row(0, named=True) | {"facility": "Sparks"}]
    path = desk.folder / "hits.json"
    lines = Hit.validate(completed(pl.DataFrame(rows), Hit), cast=True)
    path.write_bytes(make_hits(lines, looked_for="0" * 64, made_on=DRAFTED))
    files = ("--sender", desk.sender, "--key", desk.key)
    desk.run("draft", desk.case, "--hits", path, *files, at=DRAFTED)
    told = desk.table("facility_lines").select("notice_id", "asked", "units", "is_commingled").rows()
    assert told == [(FIRST, "hold", 388, True)]
    assert desk.table("events")["digests"].to_list()[-1][-1].startswith("hits.json ")


def test_what_the_case_froze_is_meant_and_nothing_else(desk: Desk) -> None:
    goods = desk.folder / "goods.csv"
    goods.write_text("id,status,title,gtin,lot\ng-1,confirmed counterfeit,shoes,9521011001028,0821\n", "utf-8")
    acts = ("--by", "examiner:4", "--why", "Taken apart.", "--at", "2026-11-10")
    done = called("signature", desk.case, "--goods", goods, "--key", desk.key, "-o", desk.folder / "sig.json", *acts)
    assert done.exit_code == 0, done.exception
    assert "holds no confirmed goods “g-9”" in desk.draft("--goods", "g-9", code=2)
    hits, files = desk.folder / "hits.json", ("--sender", desk.sender, "--key", desk.key)
    line = Hit.validate(completed(hit.EXAMPLE.with_columns(goods_id=pl.lit("g-1")), Hit), cast=True)
    hits.write_bytes(make_hits(line, looked_for="0" * 64, made_on=DRAFTED))
    assert "other goods" in desk.run("draft", desk.case, "--hits", hits, *files, at=DRAFTED, code=2)
    looked_for = hashlib.sha256((desk.folder / "sig.json").read_bytes()).hexdigest()
    hits.write_bytes(make_hits(line, looked_for=looked_for, made_on=DRAFTED))
    signer = ("--hits-signer", desk.folder / "s.key.pub")
    assert "is not signed" in desk.run("draft", desk.case, "--hits", hits, *signer, *files, at=DRAFTED, code=2)
    desk.run("draft", desk.case, "--hits", hits, *files, at=DRAFTED)
    assert desk.table("facility_notices")["goods_ids"].to_list() == [["g-1"]]


def test_matches_of_another_file_than_the_case_froze_are_refused(desk: Desk) -> None:
    goods = desk.folder / "goods.csv"
    goods.write_text("id,status,title,gtin,lot\ng-1,confirmed counterfeit,shoes,9521011001028,0821\n", "utf-8")
    acts = ("--by", "examiner:4", "--why", "Taken apart.", "--at", "2026-11-10")
    called("signature", desk.case, "--goods", goods, "--key", desk.key, "-o", desk.folder / "sig.json", *acts)
    assert "of other goods than the case's signature" in desk.draft(code=2)
    told = {"role": "goods", "sha256": hashlib.sha256(goods.read_bytes()).hexdigest()}
    (desk.matching / "run.json").write_text(json.dumps({"files": [told]}), "utf-8")
    assert "of other goods than the case's signature" in desk.draft(code=2)
    told["role"], told["sha256"] = "signature", hashlib.sha256((desk.folder / "sig.json").read_bytes()).hexdigest()
    (desk.matching / "run.json").write_text(json.dumps({"files": [told]}), "utf-8")
    desk.sent()


def test_one_facility_by_two_names_gets_one_notice(desk: Desk) -> None:
    desk.draft("--facility", "Reno")
    desk.sender.write_text(SENDER.replace('gln = "9529001000013"\n', ""), "utf-8")  # it is known by its name alone
    assert f"{FIRST} to Tidewater Fulfilment, Reno is open" in desk.draft("--facility", "Reno", code=2)
    desk.sender.write_text(SENDER.replace('"Columbus"]', '"Reno"]'), "utf-8")
    assert "is a name of two facilities" in desk.draft(code=2)


def test_goods_that_lie_together_are_told_though_one_file_gives_the_name_and_another_the_gln(desk: Desk) -> None:
    other = ROWS.replace("contradicted  Reno    ", "contradicted  9529001000013")
    write_matching(desk.matching, other)
    desk.draft("--facility", "Reno")
    assert desk.table("facility_lines").filter("is_commingled")["line"].to_list() == [1, 2, 4]


def test_a_pallet_stands_in_one_notice(desk: Desk) -> None:
    write_matching(desk.matching, ROWS.replace("095290010004120090", "095290010004120038"))
    assert "two facilities have it in stock" in desk.draft(code=2)
    desk.draft("--facility", "Reno")
    assert f"{FIRST} has it already" in desk.draft("--facility", "Columbus", code=2)
    desk.run("act", desk.case, FIRST, "withdrawn", at=SENT)
    files = ("--matching", desk.matching, "--sender", desk.sender, "--key", desk.key)
    desk.run("draft", desk.case, *files, "--facility", "Columbus", at=SENT)
    assert desk.states() == ["withdrawn", "drafted"]


def test_a_bundle_of_the_case_holds_the_signed_notice(desk: Desk) -> None:
    desk.draft()
    (desk.case / f"documents/facility-notice-{SECOND}.json").unlink()
    told = called("bundle", desk.case, "--key", desk.key, "--at", DRAFTED, "-o", desk.folder / "b.bundle")
    assert "names is missing" in str(told.exception)


def test_a_notice_that_is_drafted_only_or_over_watches_no_receipts(desk: Desk) -> None:
    desk.draft()
    later = write_matching(desk.folder / "later", ROWS.replace("095290010004120038", "095290010004129994"))
    assert "0 notices" in desk.run("receive", desk.case, later, "--key", desk.key, at=LATER)


def test_silence_is_escalated_and_counts_only_where_it_is_asked_for(desk: Desk) -> None:
    desk.sent()
    desk.confirm(WHOLE)
    assert "No facility is late" in desk.run("due", desk.case, "--day", "2026-11-15")
    assert "no answer" in desk.run("due", desk.case, "--day", "2026-11-16")
    assert desk.states() == ["held", "sent"]
    desk.run("due", desk.case, "--day", "2026-11-16", at=LATER)
    assert desk.states() == ["held", "escalated"]
    assert desk.table("events").filter(kind="notice-ignored").is_empty()
    assert (desk.case / f"documents/facility-notice-{SECOND}-reminder.pdf").is_file()
    assert "No facility is late" in desk.run("due", desk.case, "--day", "2026-11-16", at=LATER)


def test_silence_stands_among_the_facts_with_its_source(desk: Desk) -> None:
    desk.sent()
    desk.run("due", desk.case, "--day", "2026-11-16", "--silence-aggravates", at=LATER)
    told = desk.table("events").filter(kind="notice-ignored")
    assert told["subject_id"].to_list() == [FIRST, SECOND]
    assert "ignored-notices" in told["what"].item(0)
    assert "secondary source" in told["what"].item(0)


def test_an_act_before_the_last_one_is_refused(desk: Desk) -> None:
    desk.sent()
    assert "The last act" in desk.run("act", desk.case, FIRST, "acknowledged", at=DRAFTED, code=2)


def test_an_answer_of_which_no_row_can_be_taken_ends_with_2_and_changes_nothing(desk: Desk) -> None:
    desk.sent()
    (desk.folder / "other.csv").write_text(WHOLE.replace("\n1,", "\n91,").replace("\n2,", "\n92,"), encoding="utf-8")
    before, who = desk.table("hold_answers"), ("--by", "facility:reno", "--why", "Its answer.", "--at", READ)
    done = called("facility-notice", "confirm", desk.case, FIRST, desk.folder / "other.csv", *who)
    assert done.exit_code == 2
    assert "No row of this file could be taken; nothing was changed." in done.output
    assert desk.table("hold_answers").equals(before)


def test_the_list_tells_how_many_units_are_to_be_examined_and_were_not_told_of(desk: Desk) -> None:
    desk.sent()
    desk.confirm(WHOLE)
    assert "118 units to examine: nobody has told of them" in desk.run("list", desk.case)
    desk.confirm(WHOLE + "3,not found,118,2026-11-12,X-3,\n", name="rest.csv")
    assert "to examine" not in desk.run("list", desk.case)
