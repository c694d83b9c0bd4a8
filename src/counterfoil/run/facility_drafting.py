"""Draft notices to facilities: what `match` found there, as lines, on a paper and in a signed file. Nothing is sent."""

import datetime as dt
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from counterfoil.documents.papers.facility_sender import Facility, FacilitySender
from counterfoil.documents.words import counted
from counterfoil.enforcement.facility_notices.lines import ASKING, lines_of
from counterfoil.enforcement.facility_notices.pallets import told_twice
from counterfoil.enforcement.states.facility_notice_states import KIND, OVER
from counterfoil.errors import UserError
from counterfoil.run.acting import Acting
from counterfoil.run.case_files import Act, CaseFiles, changing, read_case
from counterfoil.run.case_signatures import FROZEN, last_version
from counterfoil.run.confirmed_goods import CONFIRMED as CONFIRMED_GOODS
from counterfoil.run.facility_files import Papers, made_papers, notices_in, signed_in, write_notice_acts, write_papers
from counterfoil.run.facility_ground import refuse_groundless
from counterfoil.run.facility_stock import finds_of, found_in_facility, hits_of, matched_in, refuse_other_goods
from counterfoil.run.inputs import digest_of, opened
from counterfoil.run.notice_files import rows_of
from counterfoil.tables.facility_notice import FacilityNotice as NoticeRow
from counterfoil.tables.record_file import read_record


class DraftRequest(NamedTuple):
    """What the user asks for: stock that `match` found (`matching`), or what a facility found itself (`hits`)."""

    case: Path
    sender: Path
    key: Path
    matching: Path | None = None
    hits: Path | None = None
    hits_signer: Path | None = None
    facilities: tuple[str, ...] = ()
    goods: tuple[str, ...] = ()


class _Draft(NamedTuple):
    """A notice to be: its id, the facility, the lines of what was found there, its row, and its papers, unwritten."""

    notice_id: str
    to: Facility
    lines: pl.DataFrame
    row: dict[str, Any]
    papers: Papers


def run_facility_draft(request: DraftRequest, acting: Acting) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the notices that were drafted, one to a facility, and their lines.

    Without names of facilities, every one of the sender's in which something is to be held or examined gets one. Raises
    UserError, before anything is written, where the case does not bear it, nothing lies there, a notice on the same
    goods is open, or a file cannot be used.
    """
    read_case(request.case)  # what is no case is refused before the lock makes a folder of it
    with changing(request.case):
        case = read_case(request.case)
        refuse_groundless(case)
        sender, key = sender_in(request.sender), bytes_of(request.key)
        finds, digests = _finds(request, case, sender)
        chosen = [(to, found_in_facility(finds, names=to.names)) for to in _chosen(request, sender, finds)]
        for to, found in chosen:
            _refuse_twice(case, to, found)
        number = case.tables["facility_notices"].height + 1
        made = [
            _made(case, (to, found), f"fn-{case.id.removeprefix('case-')}-{at}", (sender, key), acting)
            for at, (to, found) in enumerate(chosen, start=number)
        ]
        rows, lines = rows_of(NoticeRow, [one.row for one in made]), pl.concat([one.lines for one in made])
        _refuse_pallets(case, lines)
        old = case.tables
        write_notice_acts(
            case,
            [_act(one, write_papers(case, one.papers), digests, acting) for one in made],
            notices=pl.concat([old["facility_notices"], rows]),
            facility_lines=pl.concat([old["facility_lines"], lines]),
        )
    return rows, lines


def _made(
    case: CaseFiles,
    place: tuple[Facility, pl.DataFrame],
    notice_id: str,
    signed_by: tuple[FacilitySender, bytes],
    acting: Acting,
) -> _Draft:
    (to, found), (sender, key), day = place, signed_by, acting.at.date()
    goods = sorted(set(found["goods_id"].to_list()))
    until = {"answer_by": day + dt.timedelta(sender.answer_days), "lives_until": day + dt.timedelta(sender.lives_days)}
    lines = lines_of(found, notice_id=notice_id, answer_by=until["answer_by"])
    head = {
        **{"notice_id": notice_id, "edition": 1, "drafted_on": day.isoformat(), "facility": to.id},
        **{name: value.isoformat() for name, value in until.items()},
        **{"names": list(_names(to, found)), "goods_ids": goods},
    }
    papers = made_papers(head, sender.notice(to, number=notice_id, case_id=case.id, on=day), lines, key=key)
    row = {
        **{"id": notice_id, "case_id": case.id, "facility": to.id, "goods_ids": goods, "drafted_at": acting.at},
        **{**until, **columns_of(papers), "edition": 1, "state": "drafted"},
    }
    return _Draft(notice_id, to, lines, row, papers)


def _act(one: _Draft, written: tuple[str, ...], found: tuple[str, ...], acting: Acting) -> Act:
    said = f"A notice to the facility {one.to.id} on {counted(one.lines.height, 'line')} was drafted."
    return Act(acting.at, acting.by, "drafted", KIND, one.notice_id, said, acting.why, (*written, *found))


def _names(to: Facility, found: pl.DataFrame) -> tuple[str, ...]:
    """Return the names of the facility, first that under which its stock was found."""
    seen = [one for one in found["facility"].unique(maintain_order=True) if one in to.stock_names]
    return tuple(dict.fromkeys((*seen, *to.stock_names, *to.names)))


def columns_of(papers: Papers) -> dict[str, str]:
    """Return the columns of a notice that tell of its signed file."""
    return {"file": papers.file, "sha256": papers.sha256, "code": papers.code, "signed_by": papers.signed_by}


def sender_in(path: Path) -> FacilitySender:
    """Return the sender's file. Raises UserError where it is none."""
    with opened(path) as stream:
        data = stream.read()
    example = "examples/facility_sender.toml"
    return read_record(data, FacilitySender, file=path.name, what="sender of facility notices", example=example)


def bytes_of(path: Path) -> bytes:
    """Return what a small file holds. Raises UserError where there is none."""
    with opened(path) as stream:
        return stream.read()


def _finds(request: DraftRequest, case: CaseFiles, sender: FacilitySender) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """Return what was found of the goods (columns FOUND), and “NAME SHA-256” of the file that tells it."""
    goods = meant_goods(case, request.goods)
    if request.matching is not None and request.hits is None:
        called = {name: one.id for one in sender.facilities for name in one.names}
        refuse_other_goods(request.matching, frozen=frozen_in(case))
        finds = finds_of(matched_in(request.matching, called=called), goods=goods)
        return finds, (f"matches.parquet {digest_of(request.matching / 'matches.parquet')}",)
    if request.hits is not None and request.matching is None:
        finds = hits_of(request.hits, goods=goods, frozen=frozen_in(case), signer=request.hits_signer)
        return finds, (f"{request.hits.name} {digest_of(request.hits)}",)
    raise UserError("Say what was found, and where.", cure="Give --matching DIR or --hits FILE, and one of them.")


def frozen_in(case: CaseFiles) -> set[str]:
    """Return the SHA-256 of every signature that the case froze."""
    digests = case.tables["events"].filter(kind=FROZEN)["digests"].to_list()
    return {act[0].rsplit(" ", 1)[1] for act in digests}  # the files that it was made of come after it


def meant_goods(case: CaseFiles, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Return the goods that a notice is about: those of the signature that the case froze, or of them the wanted.

    Where the case froze none, the wanted ones, or all of the matching. Raises UserError for goods that are not in it.
    """
    last = last_version(case)
    if last is None:
        return wanted
    frozen = last.goods.filter(status=CONFIRMED_GOODS)["id"].to_list()
    others = [one for one in wanted if one not in frozen]
    if others:
        cure = f"It holds: {', '.join(frozen[:8])}. Freeze it again once a person has confirmed them."
        raise UserError(f"The signature of the case holds no confirmed goods “{others[0]}”.", cure=cure)
    return wanted or tuple(frozen)


def _chosen(request: DraftRequest, sender: FacilitySender, finds: pl.DataFrame) -> list[Facility]:
    """Return the facilities that are told: those that are named, else every one in which something lies."""
    if request.facilities:
        return list(dict.fromkeys(_named(sender, name) for name in request.facilities))
    places = set(finds.filter(pl.col("verdict").is_in(ASKING))["facility"].drop_nulls().to_list())
    found = [one for one in sender.facilities if places & set(one.names)]
    if not found:
        cure = f"They lie in: {', '.join(sorted(places))}. Add it to [[facilities]]." if places else "Look elsewhere."
        raise UserError("None of these goods lies in a facility of the sender's file.", cure=cure)
    return found


def _named(sender: FacilitySender, wanted: str) -> Facility:
    found = sender.facility(wanted)
    if found is None:
        known = ", ".join(one.name for one in sender.facilities[:5])
        raise UserError(f"The sender's file names no facility “{wanted}”.", cure=f"It names: {known}.")
    return found


def _refuse_twice(case: CaseFiles, to: Facility, found: pl.DataFrame) -> None:
    """Refuse a notice on goods of which one is open to the same facility, by whichever of its names."""
    goods = set(found["goods_id"].to_list())
    for row in notices_in(case).filter(~pl.col("state").is_in(OVER)).iter_rows(named=True):
        if goods.isdisjoint(row["goods_ids"]):
            continue
        if not {row["facility"], *signed_in(case, row).content["names"]}.isdisjoint(to.names):
            cure = "Add what was found later with: counterfoil facility-notice receive; or withdraw it first."
            raise UserError(f"{row['id']} to {to.name} is open and on the same goods.", cure=cure)


def _refuse_pallets(case: CaseFiles, lines: pl.DataFrame) -> None:
    """Refuse a pallet that an open notice of the case tells already, or two of these: it would count twice."""
    ids = notices_in(case).filter(~pl.col("state").is_in(OVER))["id"].implode()
    known = case.tables["facility_lines"].filter(pl.col("notice_id").is_in(ids))
    new = set(lines["notice_id"])
    for row in told_twice(pl.concat([known, lines])).iter_rows(named=True):
        if new & set(row["notices"]):
            others = [one for one in row["notices"] if one not in new] or row["notices"]
            cure = "Withdraw that notice first, or leave these goods or this place out: --goods, --facility."
            told = f"{others[0]} has it already" if others[0] not in new else "two facilities have it in stock"
            raise UserError(f"The pallet {row['sscc']} would stand in two notices: {told}.", cure=cure)
