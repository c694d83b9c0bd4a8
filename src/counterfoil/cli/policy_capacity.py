"""Show what a review capacity comes to: the threshold, the work, and with labels what the work finds."""

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from counterfoil.calibration.review_precision import PREVALENCES, Rates, Share, precision_at
from counterfoil.cli.policy_tables import plain_table
from counterfoil.evidence.policy_capacity import Pace
from counterfoil.run.policies import Capacity, CapacityRequest

YARDSTICK = 50_000_000  # offers a day of a large marketplace, and
YARDSTICK_ALARMS = 0.005  # a share of false alarms that sounds small


def print_capacity(capacity: Capacity, request: CapacityRequest, pace: Pace) -> None:
    """Print the solved threshold, what moves, the people it takes, and the precision and recall at it."""
    console = Console(highlight=False)
    solved, days = capacity.solved, request.days
    console.print(
        f"[bold]Review capacity {request.reviews:,} a day: review from weight {solved.threshold:,} upwards[/bold]"
    )
    console.print(_workload(capacity, days, pace))
    console.print(_ties(capacity, request))
    if capacity.now is None or capacity.then is None:
        console.print(_without_labels(pace))
    else:
        _print_rates(console, capacity.now, capacity.then, capacity.offers / days)
    console.print(
        f"Policy [bold]{escape(capacity.solved.policy.label)}[/bold] written, not switched on: "
        f"[bold]{escape(str(capacity.file))}[/bold]"
    )


def _workload(capacity: Capacity, days: int, pace: Pace) -> Table:
    table = plain_table("a day", "now", "then", numbers=("now", "then"))
    now, then = capacity.work.reviewed / days, capacity.solved.reviewed / days
    table.add_row("offers reviewed", _number(now), f"[bold]{_number(then)}[/bold]")
    table.add_row("reviewers needed", *(f"{pace.reviewers(reviews):,.1f}" for reviews in (now, then)))
    grave = _number(capacity.work.untouched / days)
    table.add_row("held, removed, asked for documents", grave, grave)
    cleared = (capacity.offers - capacity.work.untouched) / days
    table.add_row("cleared", _number(cleared - now), _number(cleared - then))
    return table


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def _ties(capacity: Capacity, request: CapacityRequest) -> str:
    solved = capacity.solved
    if solved.slack:
        prior = f"the weight {solved.threshold - 1:,} of an offer of which nothing is known"
        return f"Everything above {prior} fits; from there down the signs speak for genuine goods."
    total = (solved.reviewed + solved.tied) / request.days
    if solved.tied == 1:
        which = f"The next offer, of weight {solved.tied_weight:,}, does"
    else:
        which = f"The next {solved.tied:,} offers share the weight {solved.tied_weight:,}, so all or none go: they do"
    return f"{which} not fit ({_number(total)} a day)."


def _without_labels(pace: Pace) -> str:
    alarms = YARDSTICK * YARDSTICK_ALARMS
    return (
        "Without labels only the workload is known, not how many of these offers are counterfeit (--labels).\n"
        f"[dim]For scale: {YARDSTICK_ALARMS:.1%} of false alarms on {YARDSTICK:,} offers are {alarms:,.0f} reviews, "
        f"a day's work of {pace.reviewers(alarms):,.0f} people.[/dim]"
    )


def _print_rates(console: Console, now: Rates, then: Rates, offers: float) -> None:
    infringing, genuine = then.found.labels, then.alarmed.labels
    console.print(f"\n[bold]What the labels say[/bold] ({infringing:,} infringing offers, {genuine:,} genuine)")
    table = plain_table("of all infringing offers", "now", "then")
    table.add_row("  not cleared (recall)", _share(now.found), _share(then.found))
    table.add_row("  reviewed", _share(now.reviewed), _share(then.reviewed))
    table.add_row("[dim]of all genuine offers[/dim]")
    table.add_row("  reviewed (false alarms)", _share(now.alarmed), _share(then.alarmed))
    table.add_row("[dim]of all reviews, infringing[/dim]")
    for prevalence in PREVALENCES:
        cells = [_share(precision_at(prevalence, found=one.reviewed, alarmed=one.alarmed)) for one in (now, then)]
        table.add_row(f"  where {prevalence:.1%} are: {_number(round(prevalence * offers))} a day", *cells)
    console.print(table)
    console.print(
        "[dim]In brackets 95 % intervals; those of the last three take the bad, then the good ends of both shares, and "
        "hold at least 90 % of the time. They speak of offers like the labelled ones.[/dim]\n"
    )


def _share(share: Share) -> str:
    """Return a share with its interval; where none or all was seen, only the end that says something."""
    if share.value is None:
        return "not known"
    if share.value == 0:
        return f"at most {share.high:.1%}"
    return f"at least {share.low:.1%}" if share.value == 1 else f"{share.value:.1%} ({share.low:.1%}–{share.high:.1%})"
