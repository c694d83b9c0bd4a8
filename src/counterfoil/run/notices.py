"""Check and draft notices: a case and its screening in, problems or files out. Nothing is sent from here."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from counterfoil.enforcement.notices.all_forms import FORMS
from counterfoil.enforcement.notices.checks.asked import Asked
from counterfoil.enforcement.notices.finding import NoticeFinding
from counterfoil.enforcement.notices.form import Settings, read_settings
from counterfoil.enforcement.notices.notifier import Notifier, read_notifier
from counterfoil.enforcement.notices.preflight import Preflight, preflight, without_stopped
from counterfoil.enforcement.states.case_states import CASE
from counterfoil.enforcement.states.machine import state_after
from counterfoil.enforcement.states.notice_states import OPEN
from counterfoil.errors import UserError
from counterfoil.intake.authorisations import read_authorisations
from counterfoil.intake.rights import read_register
from counterfoil.intake.tables import read_sellers
from counterfoil.run.case_files import CaseFiles, read_case
from counterfoil.run.inputs import Inputs, opened
from counterfoil.run.notice_findings import Held, findings_of, screened
from counterfoil.tables.authorisation import Authorisation
from counterfoil.tables.right import Right
from counterfoil.tables.seller import Seller

NOT_CONFIRMED = ("found", "under review", "not confirmed")


@dataclass(frozen=True, kw_only=True)
class NoticeRequest:
    """What the user asks to have noticed; `subject` is the folder of a case, or of a screening."""

    subject: Path
    screening: Path | None
    forms: tuple[str, ...]
    to: str
    notifier: Path
    rights: Path
    authorisations: Path | None = None
    sellers: Path | None = None
    settings: Path | None = None
    territory: tuple[str, ...] = ()
    right_ids: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    least: str = "hold"
    day: dt.date
    leave_out: bool = False


def run_notice_check(request: NoticeRequest) -> list[Preflight]:
    """Return what stands in the way of each notice that is asked for, one to a finding and form.

    Raises UserError for files that cannot be used, and where nothing is found that could be noticed.
    """
    is_case = (request.subject / "case.parquet").is_file()
    return preflights(request, read_case(request.subject) if is_case or request.screening else None)


def preflights(request: NoticeRequest, case: CaseFiles | None) -> list[Preflight]:
    """Return the same for a case that was read, or for none."""
    notifier, settings = _notifier(request.notifier), _settings(request.settings)
    found = [one for one in _findings(request, case) if not request.grounds or one.ground in request.grounds]
    if not found:
        cure = "Look at other rights, grounds or milder decisions: --right, --ground, --least."
        raise UserError("No listing is held against a right in a way that can be noticed.", cure=cure)
    asked = [
        Asked(
            finding=finding,
            form=FORMS[form],
            notifier=notifier,
            recipient=notifier.recipient(request.to),
            settings=settings.get(form, Settings()),
            day=request.day,
            open_listings=_open_listings(case, finding, request.to, form),
            confirmed=_confirmed(case),
        )
        for finding in found
        for form in request.forms
    ]
    if not request.leave_out:
        return [preflight(one) for one in asked]
    sound = [without_stopped(one) for one in asked]
    return [one for one in sound if one.asked.finding.listings] or sound


def _findings(request: NoticeRequest, case: CaseFiles | None) -> list[NoticeFinding]:
    screening = request.screening if case is not None else request.subject
    if screening is None:
        cure = "Name the folder of the screening that it was built from: --screening OUT_DIR."
        raise UserError("A case does not say where its listings stand.", cure=cure, file=str(request.subject))
    inputs = Inputs()
    held = Held(
        rights=inputs.table("rights", request.rights, read_register, Right.create_empty()),
        authorisations=inputs.table(
            "authorisations", request.authorisations, read_authorisations, Authorisation.create_empty()
        ),
        sellers=inputs.table("sellers", request.sellers, read_sellers, Seller.create_empty()),
        day=request.day,
        least=request.least,
        territory=request.territory,
        right_ids=request.right_ids,
    )
    return findings_of(screened(screening), held, case=case)


def _notifier(path: Path) -> Notifier:
    with opened(path) as stream:
        return read_notifier(stream.read(), file=path.name)


def _settings(path: Path | None) -> Mapping[str, Settings]:
    if path is None:
        return {}
    with opened(path) as stream:
        return read_settings(stream.read(), FORMS, file=path.name)


def _open_listings(case: CaseFiles | None, finding: NoticeFinding, to: str, form: str) -> dict[str, str]:
    """Return the listings that a notice in this form without an answer names, with its number."""
    if case is None:
        return {}
    same = (pl.col("recipient") == to) & (pl.col("right_id") == finding.right.id) & (pl.col("form") == form)
    notices = case.tables["notices"].filter(same & pl.col("state").is_in(OPEN))
    return {offer: row["id"] for row in notices.iter_rows(named=True) for offer in row["offer_ids"]}


def _confirmed(case: CaseFiles | None) -> bool | None:
    if case is None:
        return None
    events = case.tables["events"].filter(subject_kind="case")["kind"].to_list()
    return state_after(CASE, events) not in NOT_CONFIRMED
