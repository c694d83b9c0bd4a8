"""Make the statements of reasons that are due: actions in; texts, batches for the database and rejects out.

Actions in = statements + statements made before + actions that call for none + rejects.
"""

import datetime as dt
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from counterfoil import __version__
from counterfoil.enforcement.statements.answers import Answered, answered, read_answers
from counterfoil.enforcement.statements.article_17 import Telling
from counterfoil.enforcement.statements.batches import Batch, batches_of
from counterfoil.enforcement.statements.due import MADE, parted
from counterfoil.enforcement.statements.ledger import noted, unsent
from counterfoil.enforcement.statements.making import Made, statements_of
from counterfoil.enforcement.statements.wording import wording
from counterfoil.errors import UserError
from counterfoil.run.case_files import Act, CaseFiles, record
from counterfoil.run.inputs import Inputs, opened
from counterfoil.run.lock import locked
from counterfoil.run.statement_files import Results, earlier, last_number, write_results
from counterfoil.run.statement_inputs import (
    StatementRequest,
    actions_in,
    codes_in,
    is_case,
    ledger_in,
    without_contact,
)
from counterfoil.run.statement_papers import letterhead_in, papers_of
from counterfoil.tables.statement_answer import StatementAnswer
from counterfoil.tables.statement_reject import StatementReject

ACTOR, WHY = "system:statement", "Regulation (EU) 2022/2065, article 17"


class Known(NamedTuple):
    """What was made before: the ids of the ledger, and the actions whose statement the case records."""

    ledger: pl.DataFrame
    stated: frozenset[str]


class Sorted(NamedTuple):
    """What became of the actions; `before`: statements that were made already, as the ledger or the case says."""

    made: Made
    others: pl.DataFrame
    rejects: pl.DataFrame
    before: int


def run_statements(request: StatementRequest) -> dict[str, Any]:
    """Write what follows from the actions into `request.out` and return what run.json says of it.

    Writes statements (Parquet and JSON Lines), batches, none_needed, rejects, answers, the ledger and, last, run.json;
    in a case also an event per statement. Raises UserError for input that cannot be used; nothing is then changed.
    """
    if not request.platform.strip():
        raise UserError("The platform has no name.", cure="Give it with --platform.")
    with ExitStack() as held:
        for folder in _folders(request):
            held.enter_context(locked(folder))
        inputs = Inputs()
        actions, case = actions_in(request, inputs)
        answers = _answered(request, inputs)
        head = letterhead_in(request.papers) if request.papers else None
        telling = Telling(request.platform.strip(), wording(request.language), request.day)
        known = Known(answers.ledger, _stated(case, actions))
        found = _sorted(actions, request, telling, known, inputs)
        batches = list(batches_of(found.made.payloads, after=last_number(request.out, answers.ledger)))
        ledger = noted(answers.ledger, found.made, batches)
        told = _record(request, actions, found, answers, batches) | {"files": inputs.files}
        statements = pl.concat([earlier(request.out, but=found.made.statements), found.made.statements])
        results = Results(statements, found.others, found.rejects, answers.answers, ledger, batches)
        if head is not None:
            results = results._replace(papers=papers_of(found.made, actions, telling, head))
        write_results(request.out, results, told, ledger_file=request.used)
        if case is not None:
            record(case, _acts(case, actions, statements, request.at))
    return told


def _folders(request: StatementRequest) -> list[Path]:
    """Return the folders that no other run may change meanwhile, each once: the case's, the results', the ledger's."""
    given = [request.out, request.ledger.parent, *([request.actions] if is_case(request.actions) else [])]
    return sorted({folder.resolve() for folder in given})


def _answered(request: StatementRequest, inputs: Inputs) -> Answered:
    ledger = ledger_in(request.ledger, inputs)
    if request.answers is None:
        return Answered(ledger, StatementAnswer.create_empty(), [])
    with opened(request.answers) as stream:
        given = read_answers(stream.read(), file=request.answers.name)
    inputs.note("answers", request.answers, rows=len(given))
    return answered(ledger, given, file=request.answers.name)


def _stated(case: CaseFiles | None, actions: pl.DataFrame) -> frozenset[str]:
    """Return the actions whose statement the case's events record since they were last put in force."""
    if case is None:
        return frozenset()
    told = case.tables["events"].filter(kind=MADE).select("at", id="subject_id")
    since = told.join(actions.select("id", "in_force_since"), on="id").filter(pl.col("at") >= pl.col("in_force_since"))
    return frozenset(since["id"])


def _sorted(actions: pl.DataFrame, request: StatementRequest, telling: Telling, known: Known, inputs: Inputs) -> Sorted:
    codes = codes_in(request.offers, inputs)
    sides = parted(actions, day=request.day, without_contact=without_contact(request.sellers, inputs))
    made = statements_of(sides.due, telling, file=request.actions.name, codes=codes)
    new = unsent(made, known.ledger, file=request.actions.name, stated=known.stated)
    return Sorted(new.made, sides.others, pl.concat([_unread(inputs), new.made.rejects]), new.before)


def _unread(inputs: Inputs) -> pl.DataFrame:
    """Return the rows of actions that could not be read, as rejects of statements."""
    rows = [pl.DataFrame(schema=StatementReject.create_empty().schema)]
    rows += [
        one.with_columns(action_id=pl.lit(None, dtype=pl.String), cure=pl.lit("Mend the row."))
        for one in inputs.rejects[:1]
    ]
    return StatementReject.cast(pl.concat(rows))


def _acts(case: CaseFiles, actions: pl.DataFrame, statements: pl.DataFrame, at: dt.datetime) -> list[Act]:
    """Return the acts that the case has not recorded yet; a run that was cut off after writing is made good.

    None is told as done before its action was put in force, where only a day is known.
    """
    done = set(case.tables["events"].filter(kind=MADE).select("subject_id", "what").iter_rows())
    since = dict(actions.select("id", "in_force_since").iter_rows())
    acts = []
    for action, puid, until in statements.select("action_id", "puid", "complain_until").iter_rows():
        what = f"Its statement of reasons was made, with the id {puid}; complaints until {until}."
        if action in since and (action, what) not in done:
            acts.append(Act(max(at, since[action] or at), ACTOR, MADE, "action", action, what, WHY))
    return acts


def _record(
    request: StatementRequest, actions: pl.DataFrame, found: Sorted, answers: Answered, batches: Sequence[Batch]
) -> dict[str, Any]:
    statements = found.made.statements
    unread = found.rejects.filter(pl.col("action_id").is_null()).height
    states = dict(answers.answers.unique("puid").group_by("state").len().iter_rows())
    return {
        "engine_version": __version__,
        "platform": request.platform.strip(),
        "language": request.language,
        "day": request.day.isoformat(),
        "counts": {
            "actions": actions.height + unread,
            "statements": statements.height,
            "made_before": found.before,
            "none_needed": dict(found.others.group_by("why").len().sort("why").iter_rows()),
            "rejected": found.rejects.height,
            "batches": len(batches),
            "late": statements.filter(pl.col("days_late") > 0).height,
            "shortened": int(statements["is_shortened"].sum()),
        },
        "answers": {state: states[state] for state in sorted(states)} | {"batches_to_send_again": answers.waiting},
    }
