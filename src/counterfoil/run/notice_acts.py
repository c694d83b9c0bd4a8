"""Record what people do with a notice or know of it: sent, withdrawn, an answer without a file, a counter-notice."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from counterfoil.enforcement.notices.answers import clock_of, refuse_other_law
from counterfoil.enforcement.states.case_states import CASE
from counterfoil.enforcement.states.machine import following, moved, state_after
from counterfoil.enforcement.states.notice_states import NOTICE
from counterfoil.errors import UserError
from counterfoil.intake.notice_answers.phrases import refusals
from counterfoil.run.acting import Acting
from counterfoil.run.case_acts import write_state
from counterfoil.run.case_files import Act, CaseFiles, changing, read_case
from counterfoil.run.inputs import digest_of
from counterfoil.run.notice_files import KIND, state_of, the_notice, write_notices

AS_DRAFTED, CHANGED = "as it was drafted", "changed since it was drafted"
OUTCOMES = ("acted", "refused")


def run_notice_sent(folder: Path, wanted: str, acting: Acting, *, reference: str | None) -> str:
    """Record that a notice was sent, with the recipient's own number for it; return its file, as drafted or changed.

    Raises UserError for a notice that is not there, or that cannot be sent from the state it is in.
    """
    with changing(folder):
        case = read_case(folder)
        notice = the_notice(case, wanted)
        digest = digest_of(folder / notice["file"])
        how = AS_DRAFTED if digest == notice["sha256"] else CHANGED
        said = f"The notice was sent, {how}."
        told = {"sent_at": acting.at, "reference": reference or notice["reference"]}
        act = Act(acting.at, acting.by, "sent", KIND, wanted, said, acting.why, (f"{notice['file']} {digest}",))
        _write(case, wanted, [act, *acted_on(case, wanted, acting)], told)
    return f"{notice['file']}, {how}"


def acted_on(case: CaseFiles, wanted: str, acting: Acting) -> list[Act]:
    """Return the act by which a confirmed case becomes one that is acted on, with its first notice; else none."""
    own = case.tables["events"].filter(subject_kind=CASE.kind, subject_id=case.id)
    state = following(CASE, state_after(CASE, own["kind"]), "acted on")
    if state is None:
        return []
    write_state(case, state)
    why = f"{wanted} was sent."
    return [Act(acting.at, acting.by, "acted on", CASE.kind, case.id, "The case was acted on.", why)]


def run_notice_act(
    folder: Path, wanted: str, kind: str, acting: Acting, *, reason: str | None, offer_ids: tuple[str, ...]
) -> str:
    """Record an act on a notice; return the state that it is in then.

    `acted` and `refused` decide on `offer_ids`, or on all listings where none is named. Raises UserError for an act
    that the state does not allow, a refusal without a code of `refusals`, and a listing that the notice does not name.
    """
    with changing(folder):
        case = read_case(folder)
        notice = the_notice(case, wanted)
        refuse_other_law(notice["form"], kind)
        _refuse(kind, reason, offer_ids, notice["offer_ids"])
        decided = tuple(offer_ids or notice["offer_ids"]) if kind in OUTCOMES else ()
        listings = _decided(case, wanted, kind, reason, decided, acting) if decided else case.tables["notice_listings"]
        act_kind = _of_all(listings, wanted) if decided else kind
        told = {"answered_at": acting.at, "refusal": reason} if decided else {}
        said = f"The notice was {kind}." if not decided else f"{len(decided)} of its listings: {reason or kind}."
        act = Act(acting.at, acting.by, act_kind, KIND, wanted, said, acting.why)
        clock = clock_of(notice["form"], kind)
        _write(case, wanted, [act, act._replace(kind=clock)] if clock else [act], told, listings)
        return moved(NOTICE, state_of(case.tables["events"], wanted), act_kind)


def _refuse(kind: str, reason: str | None, offer_ids: tuple[str, ...], named: list[str]) -> None:
    codes = ", ".join(refusals())
    if kind == "refused" and reason not in refusals():
        raise UserError("A refusal has a coded reason.", cure=f"Give it with --reason: {codes}.")
    if kind != "refused" and reason:
        raise UserError("Only a refusal has a reason.", cure="Leave --reason out.")
    others = [one for one in offer_ids if one not in named]
    if others:
        raise UserError(f"The notice names no listing “{others[0]}”.", cure=f"It names: {', '.join(named[:5])}.")
    if offer_ids and kind not in OUTCOMES:
        raise UserError(f"“{kind}” is of the whole notice.", cure="Leave --listing out.")


def _decided(
    case: CaseFiles, wanted: str, kind: str, reason: str | None, offer_ids: tuple[str, ...], acting: Acting
) -> pl.DataFrame:
    named = (pl.col("notice_id") == wanted) & pl.col("offer_id").is_in(offer_ids)
    return case.tables["notice_listings"].with_columns(
        outcome=pl.when(named).then(pl.lit(kind)).otherwise("outcome"),
        outcome_at=pl.when(named).then(pl.lit(acting.at)).otherwise("outcome_at"),
        refusal=pl.when(named).then(pl.lit(reason, pl.String)).otherwise("refusal"),
    )


def _of_all(listings: pl.DataFrame, wanted: str) -> str:
    outcomes = set(listings.filter(notice_id=wanted)["outcome"].to_list())
    if len(outcomes) == 1:
        return str(outcomes.pop())
    return "acted in part" if "acted" in outcomes else "refused"


def _write(
    case: CaseFiles, wanted: str, acts: list[Act], told: Mapping[str, object], listings: pl.DataFrame | None = None
) -> None:
    here = pl.col("id") == wanted
    notices = case.tables["notices"]
    values = {
        name: pl.when(here).then(pl.lit(value, notices.schema[name])).otherwise(name) for name, value in told.items()
    }
    write_notices(case, acts, notices=notices.with_columns(**values), listings=listings)
