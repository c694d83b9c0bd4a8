"""Record what people do with a notice to a facility or know of it: sent, acknowledged, refused, withdrawn, closed."""

from pathlib import Path

from counterfoil.enforcement.states.facility_notice_states import FACILITY_NOTICE, KIND
from counterfoil.enforcement.states.machine import moved
from counterfoil.errors import UserError
from counterfoil.run.acting import Acting
from counterfoil.run.case_files import Act, changing, check, read_case
from counterfoil.run.facility_files import (
    refuse_earlier,
    signed_in,
    state_of_notice,
    the_notice,
    with_values,
    write_notice_acts,
)
from counterfoil.run.facility_ground import refuse_groundless
from counterfoil.run.inputs import digest_of
from counterfoil.run.notice_acts import acted_on

REOPENED = "reopened"
BY_HAND = ("acknowledged", "refused", "withdrawn", "closed", REOPENED)


def run_facility_sent(folder: Path, wanted: str, acting: Acting) -> tuple[str, ...]:
    """Record that a notice was sent; return its files, which are as they were drafted.

    Raises UserError where one of them was changed, which a facility could not tell from a false notice, and where the
    case does not bear it any more.
    """
    read_case(folder)
    with changing(folder):
        case = read_case(folder)
        refuse_groundless(case)
        notice = the_notice(case, wanted)
        files = drafted_files(case.tables["events"].filter(subject_kind=KIND, subject_id=wanted)["digests"].to_list())
        signed_in(case, notice)
        for file, digest in files.items():
            if digest_of(folder / file) != digest:
                cure = "Take it from a copy of the case, or withdraw the notice and draft it again."
                raise UserError("The paper is not the one that was drafted.", cure=cure, file=str(folder / file))
        digests = tuple(f"{file} {digest}" for file, digest in files.items())
        act = Act(acting.at, acting.by, "sent", KIND, wanted, "The notice was sent, as drafted.", acting.why, digests)
        sent = with_values(case.tables["facility_notices"], wanted, {"sent_at": acting.at})
        refuse_earlier(case, wanted, acting.at)
        check(case, [act])
        write_notice_acts(case, [act, *acted_on(case, wanted, acting)], notices=sent)
    return tuple(files)


def drafted_files(digests: list[list[str]]) -> dict[str, str]:
    """Return the digest of each file within the case that acts made, by its name; the last one counts."""
    told = [one.rsplit(" ", 1) for act in digests for one in act]
    return {name: digest for name, digest in told if name.startswith("documents/")}


def run_facility_act(folder: Path, wanted: str, kind: str, acting: Acting) -> str:
    """Record an act of BY_HAND on a notice; return the state that it is in then.

    Raises UserError for an act that the state does not allow, and to reopen one that the case does not bear any more.
    """
    read_case(folder)
    with changing(folder):
        case = read_case(folder)
        the_notice(case, wanted)
        if kind == REOPENED:
            refuse_groundless(case)
        state = moved(FACILITY_NOTICE, state_of_notice(case.tables["events"], wanted), kind)
        act = Act(acting.at, acting.by, kind, KIND, wanted, f"The notice was {kind}.", acting.why)
        write_notice_acts(case, [act], notices=case.tables["facility_notices"])
    return state
