"""Hold later receipts and returns against the notices that still live: what is found becomes new lines of them."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import polars as pl

from counterfoil.documents.words import counted, day_in_words
from counterfoil.enforcement.facility_notices.lines import ASKING, lines_of, unknown
from counterfoil.enforcement.facility_notices.signed import signer_of
from counterfoil.enforcement.states.facility_notice_states import DEAF, KIND
from counterfoil.errors import UserError
from counterfoil.run.acting import Acting
from counterfoil.run.case_files import Act, CaseFiles, changing, read_case
from counterfoil.run.facility_drafting import bytes_of, columns_of, frozen_in, meant_goods
from counterfoil.run.facility_files import (
    Papers,
    lines_in,
    made_papers,
    notices_in,
    paper_of,
    refuse_earlier,
    signed_in,
    with_values,
    write_notice_acts,
    write_papers,
)
from counterfoil.run.facility_ground import refuse_groundless
from counterfoil.run.facility_stock import RECEIPTS, finds_of, hits_of, matched_in, refuse_other_goods
from counterfoil.run.inputs import digest_of

FOUND_IN = ("receipt", "return")


class Received(NamedTuple):
    """The new lines (contract FacilityLine), and the new edition's file of each notice that has some."""

    lines: pl.DataFrame
    files: dict[str, str]
    living: int


def run_receive(folder: Path, matching: Path, acting: Acting, *, key: Path, found_in: str) -> Received:
    """Return what a matching of receipts or customer returns adds to the notices of a case that live on that day.

    Each notice with new lines gets a new edition, signed with the same key. What one of its lines tells already is not
    added again, so that the same matching twice adds nothing. Raises UserError for another key, for a case that does
    not bear it any more, and as `matched_in`.
    """
    read_case(folder)
    with changing(folder):
        case = read_case(folder)
        refuse_groundless(case)
        private = bytes_of(key)
        living = living_on(case, acting.at.date())
        later = _Later(matching, found_in, case, living)
        editions = [_edition(case, one, later, private, acting) for one in living.iter_rows(named=True)]
        made = [one for one in editions if one is not None]
        notices, old = case.tables["facility_notices"], case.tables["facility_lines"]
        for one in made:
            columns = {**columns_of(one.papers), "edition": one.notice["edition"] + 1}
            notices = with_values(notices, one.notice["id"], columns)
        lines = pl.concat([old.clear(), *(one.more for one in made)])
        if made:
            acts = [_act(one, (*write_papers(case, one.papers), later.digest), acting) for one in made]
            write_notice_acts(case, acts, notices=notices, facility_lines=pl.concat([old, lines]))
    return Received(lines, {one.notice["id"]: one.papers.file for one in made}, living.height)


class _Edition(NamedTuple):
    """A new edition of a notice: its new lines, and its papers, unwritten."""

    notice: dict[str, Any]
    more: pl.DataFrame
    papers: Papers


def living_on(case: CaseFiles, day: dt.date) -> pl.DataFrame:
    """Return the notices that were sent and for which receipts and returns are watched on a day."""
    watched = (pl.col("lives_until") >= day) & ~pl.col("state").is_in(DEAF)
    return notices_in(case).filter(watched)


class _Later:
    """What was found later: a folder of matches, or a file of hits, in which the facility says where each was."""

    def __init__(self, path: Path, found_in: str, case: CaseFiles, living: pl.DataFrame) -> None:
        self._path, self._found_in, self._frozen = path, found_in, frozen_in(case)
        self._meant = meant_goods(case, ())
        told = [signed_in(case, one).content["names"] for one in living.iter_rows(named=True)]
        called = {name: names[0] for names in told for name in names}
        if path.is_dir():
            refuse_other_goods(path, frozen=self._frozen)
        self._matched = matched_in(path, kinds=RECEIPTS, called=called) if path.is_dir() else None
        file = path / "matches.parquet" if path.is_dir() else path
        self.digest = f"{file.name} {digest_of(file)}"

    def still_meant(self, goods: Sequence[str]) -> list[str]:
        """Return those of a notice's goods that the newest signature of the case still holds as confirmed, if it has
        one: a later version may leave out what was not false after all."""
        return [one for one in goods if not self._meant or one in self._meant]

    def of(self, goods: Sequence[str]) -> pl.DataFrame:
        """Return the finds (columns FOUND) of these goods."""
        if self._matched is not None:
            return finds_of(self._matched, goods=goods, found_in=self._found_in)
        told = pl.when(pl.col("found_in") == "stock").then(pl.lit(self._found_in)).otherwise("found_in")
        return hits_of(self._path, goods=goods, frozen=self._frozen).with_columns(found_in=told)


def _answer_by(notice: dict[str, Any], *, on: dt.date) -> dt.date | None:
    """Return until when new lines of a day are to be answered: in as many days as the first ones."""
    first: dt.date | None = notice["answer_by"]
    return None if first is None else on + (first - notice["drafted_at"].date())


def _more(case: CaseFiles, notice: dict[str, Any], later: _Later, *, on: dt.date) -> pl.DataFrame:
    """Return the lines that finds in the notice's facility add to it; genuine goods that come later add none."""
    names, known = signed_in(case, notice).content["names"], lines_in(case, notice["id"])
    meant = later.still_meant(notice["goods_ids"])
    asking = later.of(meant).filter(
        pl.lit(bool(meant)), pl.col("facility").is_in(names), pl.col("verdict").is_in(ASKING)
    )
    first = int(known["line"].max() or 0) + 1  # type: ignore[arg-type]  # polars says a maximum may be anything
    return lines_of(unknown(asking, known), notice_id=notice["id"], answer_by=_answer_by(notice, on=on), first=first)


def _edition(case: CaseFiles, notice: dict[str, Any], later: _Later, key: bytes, acting: Acting) -> _Edition | None:
    """Return the edition that tells what was found later; none where nothing was."""
    more = _more(case, notice, later, on=acting.at.date())
    if more.is_empty():
        return None
    refuse_earlier(case, notice["id"], acting.at)
    if signer_of(key) != notice["signed_by"]:
        cure = "Give the key that the notice was signed with: the facility knows the sender by it."
        raise UserError(f"{notice['id']} was signed with another key.", cure=cure)
    signed = signed_in(case, notice)
    number, day = notice["edition"] + 1, acting.at.date()
    kept = ("notice_id", "facility", "names", "goods_ids", "answer_by", "lives_until")
    head = {**{name: signed.content[name] for name in kept}, "edition": number, "drafted_on": day.isoformat()}
    paper = msgspec.structs.replace(paper_of(signed), sent_on=day, remarks=(_remark(number, more),))
    lines = pl.concat([lines_in(case, notice["id"]), more])
    return _Edition(notice, more, made_papers(head, paper, lines, key=key))


def _remark(number: int, more: pl.DataFrame) -> str:
    first, until, place = int(more["line"].item(0)), more["answer_by"].item(0), more["found_in"].item(0)
    were, its = ("was", "its") if more.height == 1 else ("were", "their")
    asked = f"{its} answer is asked for by {day_in_words(until)}" if until else f"{its} answer is asked for"
    found = f"{counted(more.height, 'line')} from {first} on {were} found later, in a {place}"
    return f"Edition {number}: {found}, and {asked}."


def _act(one: _Edition, digests: tuple[str, ...], acting: Acting) -> Act:
    lines = f"{counted(one.more.height, 'line')} found in a {one.more['found_in'].item(0)}"
    said = f"{lines}; edition {one.notice['edition'] + 1} tells of it."
    return Act(acting.at, acting.by, "found more", KIND, one.notice["id"], said, acting.why, digests)
