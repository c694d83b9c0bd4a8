"""Draft notices: what passes pre-flight is rendered into the case, in batches that the recipient takes."""

from typing import Any, NamedTuple

import polars as pl

from counterfoil.enforcement.notices.finding import NoticedListing
from counterfoil.enforcement.notices.form import Draft, batches
from counterfoil.enforcement.notices.preflight import Preflight
from counterfoil.enforcement.notices.problem import Problem
from counterfoil.errors import UserError
from counterfoil.run.acting import Acting
from counterfoil.run.case_files import Act, CaseFiles, changing, read_case
from counterfoil.run.notice_files import (
    KIND,
    as_bytes,
    next_number,
    notice_id,
    rows_of,
    write_notices,
    write_rendered,
)
from counterfoil.run.notices import NoticeRequest, preflights
from counterfoil.tables.notice import Notice
from counterfoil.tables.notice_listing import NoticeListing

SHOWN = 3  # kinds of problems named in a refusal; `notice check` shows all


class Drafted(NamedTuple):
    """The notices that were made (rows of `tables.notice`), and the listings that were left out."""

    notices: pl.DataFrame
    left_out: tuple[str, ...]


def run_notice_draft(request: NoticeRequest, acting: Acting, *, accepted: tuple[str, ...]) -> Drafted:
    """Return the notices that were drafted into the case, after a pre-flight in which nothing stops.

    `accepted` are the codes of problems that ask and that a person has decided on. Raises UserError for problems that
    stop or were not accepted; nothing is written then.
    """
    with changing(request.subject):
        case = read_case(request.subject)
        found = preflights(request, case)
        _refuse(found, accepted)
        made = [part for one in found for part in _parts(one)]
        rows, listings, acts = _written(case, made, acting, accepted)
        old = case.tables
        write_notices(
            case,
            acts,
            notices=pl.concat([old["notices"], rows]),
            listings=pl.concat([old["notice_listings"], listings]),
        )
    return Drafted(rows, tuple(sorted({offer for one in found for offer in one.left_out})))


def _refuse(found: list[Preflight], accepted: tuple[str, ...]) -> None:
    by_code = {problem.code: problem for one in reversed(found) for problem in reversed(one.stopping)}
    stopping = list(dict.fromkeys(problem.code for one in found for problem in one.stopping))
    if stopping:
        told = " ".join(_told(by_code[code]) for code in stopping[:SHOWN])
        more = f" And {len(stopping) - SHOWN} more." if len(stopping) > SHOWN else ""
        raise UserError(f"The notice cannot be made. {told}{more}", cure="All of them: counterfoil notice check.")
    open_codes = dict.fromkeys(problem.code for one in found for problem in one.unanswered(accepted))
    if open_codes:
        options = " ".join(f"--accept {code}" for code in open_codes)
        problem = f"A person has to decide on: {', '.join(open_codes)}."
        raise UserError(
            problem, cure=f"Look at them with: counterfoil notice check. If they are answered, add {options}."
        )


def _told(problem: Problem) -> str:
    """Return a problem with its own cure: that of another would not help."""
    of = f"{problem.offer_id}: " if problem.offer_id else ""
    return f"[{problem.code}] {of}{problem.sentence} → {problem.cure}"


class _Part(NamedTuple):
    """One notice to be: a pre-flight whose finding holds one batch."""

    of: Preflight
    listings: tuple[NoticedListing, ...]


def _parts(one: Preflight) -> list[_Part]:
    limit = one.asked.settings.limit or int(one.asked.form.limit.value)
    return [_Part(one, part) for part in batches(one.asked.finding.listings, limit)]


def _written(
    case: CaseFiles, parts: list[_Part], acting: Acting, accepted: tuple[str, ...]
) -> tuple[pl.DataFrame, pl.DataFrame, list[Act]]:
    """Write the rendered files; return the rows of the notices, their listings, and the acts."""
    notices, listings, acts = [], [], []
    for number, part in enumerate(parts, start=next_number(case)):
        identity = notice_id(case, number)
        digests = _render(case, identity, part, acting)
        notices.append(_row(case, identity, part, acting, digests[0]))
        listings += [_listing(identity, one) for one in part.listings]
        asked = part.of.asked
        said = f"Notice {identity} on {len(part.listings)} listings was drafted as {asked.form.title}."
        decided = f" Accepted: {', '.join(accepted)}." if accepted else ""
        acts.append(Act(acting.at, acting.by, "drafted", KIND, identity, said, acting.why + decided, tuple(digests)))
    return rows_of(Notice, notices), rows_of(NoticeListing, listings), acts


def _render(case: CaseFiles, identity: str, part: _Part, acting: Acting) -> list[str]:
    asked = part.of.asked
    draft = Draft(
        id=identity,
        finding=asked.finding._replace(listings=part.listings),
        notifier=asked.notifier,
        recipient=asked.recipient,
        day=acting.at.date().isoformat(),
        settings=asked.settings,
    )
    return [write_rendered(case, identity + ending, as_bytes(one)) for ending, one in asked.form.render(draft)]


def _row(case: CaseFiles, identity: str, part: _Part, acting: Acting, digest: str) -> dict[str, Any]:
    asked, (file, sha256) = part.of.asked, digest.rsplit(" ", 1)
    return {
        "id": identity,
        "case_id": case.id,
        "form": asked.form.name,
        "recipient": asked.recipient.name,
        "right_id": asked.finding.right.id,
        "ground": asked.finding.ground,
        "territory": list(asked.finding.territory),
        "offer_ids": [one.offer_id for one in part.listings],
        "links": [one.link for one in part.listings],
        "drafted_at": acting.at,
        "file": file,
        "sha256": sha256,
        "state": "drafted",
    }


def _listing(identity: str, one: NoticedListing) -> dict[str, Any]:
    return {
        "notice_id": identity,
        "offer_id": one.offer_id,
        "link": one.link or None,
        "title": one.title,
        "account_id": one.account_id or None,
        "pictures": list(one.pictures),
    }
