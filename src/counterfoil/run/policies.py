"""Hold a policy against past screenings, and solve one for the reviewers at hand. Files in, files out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import polars as pl

from counterfoil.calibration.review_precision import Rates, rates_of
from counterfoil.errors import UserError
from counterfoil.evidence.policy import Policy, decide
from counterfoil.evidence.policy_backtest import Backtest, Past, backtest
from counterfoil.evidence.policy_capacity import Solved, Workload, solve, workload
from counterfoil.evidence.policy_file import write_policy
from counterfoil.intake.labels import read_labels
from counterfoil.run.inputs import opened
from counterfoil.run.outputs import write_json, write_table
from counterfoil.run.past import past_in, policy_in, settings_in

UNSAFE = re.compile(r"[^\w.-]+")  # what of a policy's name must not stand in the name of a file
TABLES = ("transitions", "touched", "rights", "sellers", "surprises")


@dataclass(frozen=True, kw_only=True)
class CapacityRequest:
    """How many offers people can review a day, the finished screening to solve it on, and how many days that covers.

    Without `out` the policy is written into the screening's folder.
    """

    folder: Path
    reviews: int
    days: int = 1
    labels: Path | None = None
    out: Path | None = None


class Capacity(NamedTuple):
    """What was solved: the `live` policy with its `work`, what `solved` makes of it, the `file` written, the offers
    screened, and with labels the rates `now` and `then`."""

    live: Policy
    work: Workload
    solved: Solved
    file: Path
    offers: int
    now: Rates | None
    then: Rates | None


def run_backtest(folders: Sequence[Path], policy: Path, *, out: Path | None) -> Backtest:
    """Return what the policy would change in past screenings; with `out`, write its tables (CSV) and summary there.

    Raises UserError for a policy that cannot be used, or a folder without a finished screening.
    """
    new = policy_in(policy)
    result = backtest({str(folder): past_in(folder) for folder in folders}, new)
    if out is not None:
        for name in TABLES:
            write_table(out / f"{name}.csv", getattr(result, name), for_people=True)
        touched = {"offers": result.touched.height, "sellers": result.sellers.height, "rights": result.rights.height}
        summary = {"policy": new.label, "folders": [str(folder) for folder in folders], "decided": result.decided}
        write_json(out / "backtest.json", {**summary, "touched": touched})
    return result


def run_capacity(request: CapacityRequest) -> Capacity:
    """Solve the threshold for the reviewers at hand, write the policy that says so, and return both.

    Raises UserError where there is no finished screening, the labels cannot be used, or the file exists already.
    """
    past, settings = past_in(request.folder), settings_in(request.folder)
    work = workload(past.assessments, settings.policy)
    # Below the prior the evidence speaks, all in all, for a genuine offer: nobody is asked to look at it.
    lowest = settings.model.prior + 1
    solved = solve(work, settings.policy, reviews=request.reviews * request.days, lowest=lowest)
    policy, file = _written(request, solved.policy, settings.policy, offers=past.decisions.height)
    labels = _labels(request.labels)
    return Capacity(
        live=settings.policy,
        work=work,
        solved=solved._replace(policy=policy),
        file=file,
        offers=past.decisions.height,
        now=None if labels is None else _rates(past, settings.policy, labels),
        then=None if labels is None else _rates(past, solved.policy, labels),
    )


def _labels(path: Path | None) -> pl.DataFrame | None:
    if path is None:
        return None
    with opened(path) as stream:
        return read_labels(stream, file=path.name).kept


def _rates(past: Past, policy: Policy, labels: pl.DataFrame) -> Rates:
    nothing = pl.lit([], dtype=pl.List(pl.String))
    assessments = past.assessments.with_columns(reasons=nothing, party_reasons=nothing)
    return rates_of(decide(assessments, past.offers.select("id"), policy, prior_score=0), labels)


def _written(request: CapacityRequest, solved: Policy, live: Policy, *, offers: int) -> tuple[Policy, Path]:
    """Write the solved policy under the next version that is free, or that says the same; return it and its file."""
    days = "one day" if request.days == 1 else f"{request.days} days"
    comment = (
        f"Solved by Counterfoil: at most {request.reviews} offers a day go to review.\n"
        f"Made from {live.label} and its decisions on {offers} offers of {days}; all other decisions are its own."
    )
    while True:
        data = write_policy(solved, comment=comment)
        path = request.out or request.folder / f"policy-{UNSAFE.sub('-', solved.label)}.toml"
        if not path.exists() or path.read_bytes() == data:
            _write(path, data)
            return solved, path
        if request.out is not None:
            cure = "Name another file with -o: a new version goes beside the old one, never over it."
            raise UserError("This file exists already.", cure=cure, file=str(path))
        solved = solved.next_version()


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as cause:
        problem = f"The policy cannot be written ({cause.strerror or cause})."
        raise UserError(problem, cure="Name another file with -o.", file=str(path)) from cause
