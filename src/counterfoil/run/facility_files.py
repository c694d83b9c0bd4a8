"""How does a notice to a facility lie in its case? A row, its lines, the paper, the signed file, and the acts on it."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
import polars as pl

from counterfoil.codes.short_code import short_code
from counterfoil.documents.papers.facility_notice import FacilityNotice, Proof
from counterfoil.enforcement.facility_notices.signed import (
    SignedNotice,
    make_signed_notice,
    read_signed_notice,
    signer_of,
)
from counterfoil.enforcement.states.facility_notice_states import FACILITY_NOTICE, KIND
from counterfoil.enforcement.states.machine import state_after
from counterfoil.errors import UserError
from counterfoil.run.case_files import Act, CaseFiles, events_with, write_acts
from counterfoil.run.facility_stock import with_lines
from counterfoil.run.inputs import opened
from counterfoil.run.outputs import whole
from counterfoil.run.papers import Made, write_made
from counterfoil.run.papers import paper as made_paper

FOLDER = "documents"


class Papers(NamedTuple):
    """One edition of a notice, made and not yet written: its name in the case, the bytes of the signed file, the paper
    and the facts on it, the code, and the fingerprint of the key."""

    name: str
    data: bytes
    record: FacilityNotice
    paper: Made
    code: str
    signed_by: str

    @property
    def file(self) -> str:
        """The signed file, within the case."""
        return f"{self.name}.json"

    @property
    def sha256(self) -> str:
        """The digest of the signed file."""
        return hashlib.sha256(self.data).hexdigest()


def the_notice(case: CaseFiles, wanted: str) -> dict[str, Any]:
    """Return the row of a notice. Raises UserError for an id that the case does not hold."""
    rows = notices_in(case).filter(id=wanted).to_dicts()
    if not rows:
        ids = case.tables["facility_notices"]["id"].to_list()
        cure = f"Its notices: {', '.join(ids[:5])}." if ids else "Make one with: counterfoil facility-notice draft."
        raise UserError(f"The case has no notice “{wanted}” to a facility.", cure=cure)
    return rows[0]


def notices_in(case: CaseFiles) -> pl.DataFrame:
    """Return the notices of a case (contract FacilityNotice), each in the state in which its events leave it now."""
    return _with_states(case.tables["facility_notices"], case.tables["events"])


def _with_states(notices: pl.DataFrame, events: pl.DataFrame) -> pl.DataFrame:
    states = {one: state_of_notice(events, one) for one in notices["id"].to_list()}
    return notices.with_columns(state=pl.col("id").replace_strict(states, return_dtype=pl.String))


def lines_in(case: CaseFiles, notice_id: str) -> pl.DataFrame:
    """Return the lines of a notice (contract FacilityLine) in their order."""
    return case.tables["facility_lines"].filter(notice_id=notice_id).sort("line")


def state_of_notice(events: pl.DataFrame, notice_id: str) -> str:
    """Return the state in which its events leave a notice."""
    return state_after(FACILITY_NOTICE, events.filter(subject_kind=KIND, subject_id=notice_id)["kind"].to_list())


def refuse_earlier(case: CaseFiles, notice_id: str, at: dt.datetime) -> None:
    """Raise UserError where something is told as done before the last act on a notice."""
    last = case.tables["events"].filter(subject_kind=KIND, subject_id=notice_id)["at"].max()
    if isinstance(last, dt.datetime) and at < last:
        problem = f"The last act on {notice_id} was on {last:%Y-%m-%d %H:%M}, after {at:%Y-%m-%d %H:%M}."
        raise UserError(problem, cure="Give the time with --at at which it was done, as 2026-11-09T14:30:00.")


def write_notice_acts(case: CaseFiles, acts: Sequence[Act], *, notices: pl.DataFrame, **others: pl.DataFrame) -> None:
    """Write the notices, each in the state that the acts leave it in, the other tables by name, and the acts.

    Raises UserError, before anything is written, for an act out of its turn or of its time.
    """
    for act in acts:
        if act.subject_kind == KIND:
            refuse_earlier(case, act.subject_id, act.at)
    told = _with_states(notices, events_with(case, acts))
    write_acts(case, acts, {"facility_notices": told, **others})


def with_values(notices: pl.DataFrame, wanted: str, values: Mapping[str, object]) -> pl.DataFrame:
    """Return the notices, the one of that id with these values."""
    here = pl.col("id") == wanted
    return notices.with_columns(
        pl.when(here).then(pl.lit(value, notices.schema[name])).otherwise(name).alias(name)
        for name, value in values.items()
    )


def file_name(notice_id: str, edition: int) -> str:
    """Return the name of an edition's files without their ending, within the case."""
    return f"{FOLDER}/facility-notice-{notice_id}" + (f"-{edition}" if edition > 1 else "")


def made_papers(head: dict[str, Any], paper: FacilityNotice, lines: pl.DataFrame, *, key: bytes) -> Papers:
    """Return the signed file and the paper of one edition; `head` is what the file says besides paper and lines.

    Nothing is written. Raises UserError where the key is none, or no font has a character of the paper.
    """
    bare = msgspec.structs.replace(paper, stock=(), examine=(), leave=(), proof=None)
    data = make_signed_notice({**head, "paper": msgspec.to_builtins(bare)}, lines, key=key)
    name = file_name(str(head["notice_id"]), int(head["edition"]))
    code, signed_by = short_code(data), signer_of(key)
    proof = Proof(file=f"{name.partition('/')[2]}.json", code=code, fingerprint=signed_by)
    full = msgspec.structs.replace(with_lines(bare, lines, place=str(head["names"][0])), proof=proof)
    return Papers(name, data, full, made_paper(full), code, signed_by)


def write_papers(case: CaseFiles, papers: Papers) -> tuple[str, ...]:
    """Write the files of an edition into the case; return “NAME SHA-256” of each."""
    write_made(papers.record, papers.paper, case.folder / f"{papers.name}.pdf")
    with whole(case.folder / papers.file) as partial:
        partial.write_bytes(papers.data)
    return f"{papers.file} {papers.sha256}", f"{papers.name}.pdf {papers.paper.sha256}"


def signed_in(case: CaseFiles, notice: Mapping[str, Any]) -> SignedNotice:
    """Return the signed file of a notice. Raises UserError where it is not there any more as it was drafted."""
    path = case.folder / notice["file"]
    with opened(path) as stream:
        data = stream.read()
    if hashlib.sha256(data).hexdigest() != notice["sha256"]:
        cure = "Take it from a copy of the case, or withdraw the notice and draft it again."
        raise UserError("The signed file is not the one that was drafted.", cure=cure, file=str(path))
    return read_signed_notice(data, file=path.name)


def paper_of(signed: SignedNotice) -> FacilityNotice:
    """Return the facts of the paper that a signed file holds, without its stock. Raises UserError where it has none."""
    try:
        return msgspec.convert(signed.content["paper"], FacilityNotice)
    except msgspec.ValidationError as cause:
        cure = "Ask who sent it to send it again."
        raise UserError("The paper of this notice cannot be read.", cure=cure) from cause
