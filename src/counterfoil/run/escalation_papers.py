"""Make the papers of an escalation's steps: drafted when a step is proposed, made whole when it is issued."""

import datetime as dt
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from counterfoil.codes.legal_number import LegalNumber
from counterfoil.documents.papers.escalation_head import EscalationHead, read_head
from counterfoil.documents.papers.parts import Deadline, Money, Party, Provision
from counterfoil.documents.papers.platform_steps import (
    Earlier,
    ImprovementPlan,
    Number,
    PlatformNotice,
    PlatformReminder,
    ProposedFine,
    ReferralForInjunction,
    StepDown,
    StepPaper,
)
from counterfoil.documents.words import day_in_words
from counterfoil.enforcement.clocks.running import arithmetic, due_on
from counterfoil.enforcement.escalation.ladder import SURE_END, Failure, Step
from counterfoil.enforcement.escalation.verdicts import in_words, interval_in_words
from counterfoil.enforcement.states.escalation_states import CLOSED
from counterfoil.enforcement.states.escalation_step_states import ESCALATION_STEP
from counterfoil.errors import UserError
from counterfoil.run.escalation_files import DOCUMENTS, EscalationFiles
from counterfoil.run.inputs import opened
from counterfoil.run.papers import Made, paper, write_made
from counterfoil.tables.escalation import LESS
from counterfoil.tables.escalation_step import DOWN, FINE, FORMAL_NOTICE, IMPROVEMENT_PLAN, REFERRAL, REMINDER
from counterfoil.tables.platform_rows import key_of
from counterfoil.tables.record_file import LARGEST

SHOWN = 12  # periods on a paper, the newest
RECORDS: dict[str, type[StepPaper]] = {
    REMINDER: PlatformReminder,
    FORMAL_NOTICE: PlatformNotice,
    IMPROVEMENT_PLAN: ImprovementPlan,
    FINE: ProposedFine,
    REFERRAL: ReferralForInjunction,
}
DUTIES = (
    "Take down, within the time of the threshold above, what a valid notice names.",
    "Find and bar identical offers of what was taken down, and keep those who were barred from returning.",
    "Keep the records of notices, removals and relists, and report on them.",
)
QUESTIONS = (
    "Does the law of the court's place allow an order against the platform, and on whose application?",
    "Which of the numbers above can be proven, by which witness?",
    "Who is bound beside the platform: payment processors, carriers, warehouses?",
)


class StepPapers(NamedTuple):
    """A paper, made and not yet written: its name within the folder, its facts and its PDF."""

    name: str
    record: StepPaper
    paper: Made

    def write(self, folder: Path) -> str:
        """Write it, and return its name with its digest as events tell it."""
        write_made(self.record, self.paper, folder / self.name)
        return f"{self.name} {self.paper.sha256}"


def head_in(path: Path, platform: str) -> EscalationHead:
    """Return who writes to whom. Raises UserError for a file that is none, or names another platform."""
    with opened(path) as stream:
        head = read_head(stream.read(LARGEST + 1), file=path.name)
    if key_of(head.platform.name) != key_of(platform):
        problem = f"The head names {head.platform.name}; the scorecards are of {platform}."
        raise UserError(
            problem, cure="Name the head of this platform, with its name as scorecards have it.", file=path.name
        )
    return head


def deadline_of(began: dt.date | None, time: LegalNumber, what: str) -> Deadline:
    """Return until when something is due, counted from the day of the paper; without that day in a draft."""
    if began is None:
        counted = f"{time.value} {time.unit} from the day on which this is issued"
        return Deadline(what=what, rule="set by the programme", counted=counted, verified="D")
    due = due_on(began, time)
    return Deadline(what=what, by=due, rule="set by the programme", counted=arithmetic(began, time, due), verified="D")


def step_papers(files: EscalationFiles, row: dict[str, Any], head: EscalationHead, *, on: dt.date | None) -> StepPapers:
    """Return the paper of a step (a row of EscalationStep): a draft where `on`, the day of its issue, is empty."""
    record = step_record(files, row, head, on=on)
    return StepPapers(paper_name(row, is_draft=on is None), record, paper(record))


def paper_name(row: dict[str, Any], *, is_draft: bool) -> str:
    """Return the name of a step's paper within the folder of the escalation."""
    step = _dashed("step down" if row["direction"] == DOWN else row["step"])
    return f"{DOCUMENTS}/{row['number']}-{step}{'-draft' if is_draft else ''}.pdf"


def step_record(files: EscalationFiles, row: dict[str, Any], head: EscalationHead, *, on: dt.date | None) -> StepPaper:
    """Return the facts of that paper, without setting it."""
    is_down = row["direction"] == DOWN
    rule = files.ladder.step(files.row["state"] if is_down else row["step"])
    facts: dict[str, Any] = _common(files, row, head, on) | _of_kind(files, row, rule, on)
    if not is_down:
        facts |= {
            "to": _addressee(head, row["step"]),
            "asks": rule.asks,
            "deadlines": (deadline_of(on, rule.time, "Answer in writing"),),
            "law": _law(rule),
        }
    return (StepDown if is_down else RECORDS[row["step"]])(**facts)


def _common(files: EscalationFiles, row: dict[str, Any], head: EscalationHead, on: dt.date | None) -> dict[str, Any]:
    failure, unit = files.failure, files.row["unit"]
    return {
        "case_id": files.id,
        "draft": on is None,
        "office": head.office,
        "to": head.platform,
        "platform": files.row["platform"],
        "sent_on": on,
        "failure": failure.says,
        "measure": f"{failure.measure}, {files.row['edition']} edition",
        "threshold": f"{'at most' if failure.better == LESS else 'at least'} {in_words(failure.threshold, unit)}",
        "rule": _rule_in_words(failure),
        "because": row["because"],
        "numbers": numbers_of(files),
        "earlier": _earlier(files, row["number"]),
        "law": _law(files.ladder.step(files.row["state"])) if files.row["state"] in files.ladder.names else (),
        "signer": head.signer,
    }


def _rule_in_words(failure: Failure) -> str:
    sure = "the whole interval lies" if failure.failing_by == SURE_END else "the number lies"
    return f"{failure.k} of {failure.n} periods beyond it, where {sure} beyond; {failure.source}"


def _of_kind(files: EscalationFiles, row: dict[str, Any], rule: Step, on: dt.date | None) -> dict[str, Any]:
    """Return the facts that the step's own kind of paper has besides."""
    if row["direction"] == DOWN:
        stands = "No step stands; the escalation is closed." if row["step"] == CLOSED else f"The {row['step']} stands."
        return {"left": files.row["state"].capitalize(), "stands": stands}
    if row["step"] == FORMAL_NOTICE:
        return {"follows": _follows(files, row["step"])}
    if row["step"] == IMPROVEMENT_PLAN:
        return {"checks": tuple(deadline_of(on, one.time, one.says) for one in rule.checks)}
    if row["step"] == FINE:
        amount = Money(amount=row["amount"], currency=row["currency"])
        return {"amount": amount, "ground": row["ground"], "exposure": row["exposure"]}
    return {"duties": DUTIES, "questions": QUESTIONS} if row["step"] == REFERRAL else {}


def _follows(files: EscalationFiles, step: str) -> str:
    later = files.ladder.names[files.ladder.names.index(step) + 1 :]
    if not later:
        return ""
    rule = files.ladder.step(later[0])
    many = "one more period fails" if rule.failing_periods == 1 else f"{rule.failing_periods} more periods fail"
    return f"Next is: {later[0]}, where {many}{', or no answer comes in time' if rule.on_silence else ''}."


def numbers_of(files: EscalationFiles) -> tuple[Number, ...]:
    """Return the newest periods as they count, with what the platform said of each number."""
    rows = files.tables["periods"].unique(["period_from", "period_until"], keep="last").sort("period_from").tail(SHOWN)
    answers = files.tables["measure_answers"].filter(measure=files.failure.measure)
    return tuple(_number(row, files.row["unit"], answers) for row in rows.iter_rows(named=True))


def _number(row: dict[str, Any], unit: str, answers: pl.DataFrame) -> Number:
    said = answers.filter(period_from=row["period_from"])["text"].to_list()
    ends = (row["low"], row["high"])
    return Number(
        period=period_in_words(row["period_from"], row["period_until"]),
        number=row["standing"] if row["value"] is None else in_words(row["value"], unit),
        interval="" if None in ends else interval_in_words(*ends, unit),
        cases=row["cases"],
        verdict=row["verdict"],
        answer=" ".join(said),
    )


def period_in_words(first: dt.date, last: dt.date) -> str:
    """Return a period in words: a month by its name, any other by its days."""
    is_month = (
        first.day == 1
        and (last + dt.timedelta(days=1)).day == 1
        and (first.year, first.month) == (last.year, last.month)
    )
    return f"{first:%B %Y}" if is_month else f"{first} to {last}"


def _earlier(files: EscalationFiles, number: int) -> tuple[Earlier, ...]:
    issued = files.tables["steps"].filter(pl.col("issued_at").is_not_null(), pl.col("number") < number)
    return tuple(
        Earlier(step=_name_of(row), on=row["issued_at"].date(), outcome=_outcome(files, row))
        for row in issued.iter_rows(named=True)
    )


def _name_of(row: dict[str, Any]) -> str:
    to = row["step"]
    if row["direction"] == DOWN:
        return "Closed" if to == CLOSED else f"Down to {to}"
    return str(to).capitalize()


def _outcome(files: EscalationFiles, row: dict[str, Any]) -> str:
    """Return what came of a step: whether it was answered, when, and what was said of the answer."""
    events = files.tables["events"].filter(subject_kind=ESCALATION_STEP.kind, subject_id=str(row["number"]))
    told = events.filter(pl.col("kind").is_in(["answered", "accepted", "not accepted", "lapsed"]))
    if told.is_empty():
        return "No answer was asked for." if row["answer_by"] is None else "Not answered."
    return (
        "; ".join(f"{kind} on {day_in_words(at.date())}" for kind, at in told.select("kind", "at").rows()).capitalize()
        + "."
    )


def _addressee(head: EscalationHead, step: str) -> Party:
    """Return to whom the paper of a step goes. Raises UserError where the head does not name them."""
    named = {FINE: ("authority", head.authority), REFERRAL: ("counsel", head.counsel)}
    field, party = named.get(step, ("platform", head.platform))
    if party is None:
        raise UserError(f"The head does not say to whom the {step} goes.", cure=f"Add [{field}] with a name to it.")
    return party


def _law(rule: Step) -> tuple[Provision, ...]:
    return tuple(Provision(says=one.says, source=one.source, verified=one.verified) for one in rule.law)


def _dashed(text: str) -> str:
    return text.replace(" ", "-")
