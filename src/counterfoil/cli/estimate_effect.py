"""`counterfoil estimate effect`: did a measure change anything?"""

import datetime as dt
from pathlib import Path

import click

from counterfoil.cli.effect_summary import print_effect, print_plan
from counterfoil.estimation.effect.series import CHANGES, LEVEL
from counterfoil.estimation.effect.settings import DESIGNS, TRIED, Effect, Settings
from counterfoil.run.effect import EffectRequest, run_effect

FILE = click.Path(path_type=Path)

EFFECT_EXAMPLES = """
\b
Examples:
  counterfoil estimate effect examples/effect_outcomes.csv --treated examples/effect_treated.csv --matters .03 -o out
  counterfoil estimate effect examples/effect_outcomes.csv --treated examples/effect_treated.csv --plan -o out
  counterfoil estimate effect examples/effect_outcomes.csv --treated examples/effect_treated.csv \
--unit "Harbour Goods" --design series -o out
"""


@click.command("effect", epilog=EFFECT_EXAMPLES)
@click.argument("panel", type=FILE)
@click.option("--treated", type=FILE, help="Table of unit and since: who has the measure, from which day on.")
@click.option("--from", "since", type=click.DateTime(["%Y-%m-%d"]), help="The day, where it is one for all.")
@click.option("--unit", "units", multiple=True, help="A unit with the measure; others of --treated are left out.")
@click.option("--measure", help="Of the measures of a scorecard, the one that is the outcome.")
@click.option("--matters", type=click.FloatRange(0, min_open=True), help="The smallest effect that would matter.")
@click.option("--design", type=click.Choice(DESIGNS), help="Several units, or one series; default: what fits.")
@click.option(
    "--change", type=click.Choice(CHANGES), default=LEVEL, show_default=True, help="What a series may change."
)
@click.option("--season", type=click.IntRange(0), default=0, help="Periods in a year of a series, such as 12; 0: none.")
@click.option("--weighted", is_flag=True, help="Let each outcome weigh as its cases, rather than each unit alike.")
@click.option("--plan", "is_plan", is_flag=True, help="Say only what could be told, from the time before.")
@click.option("--after", type=click.IntRange(1), help="With --plan: periods with the measure.")
@click.option(
    "--assignments",
    type=click.IntRange(100, 100_000),
    default=TRIED,
    show_default=True,
    help="Other dates of the units to try.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Draws them: the same seed, the same draws.")
@click.option("-o", "--out", type=FILE, required=True, help="Folder for the results.")
def estimate_effect(
    panel: Path,
    treated: Path | None,
    since: dt.datetime | None,
    units: tuple[str, ...],
    measure: str | None,
    matters: float | None,
    design: str | None,
    change: str,
    season: int,
    weighted: bool,
    is_plan: bool,
    after: int | None,
    assignments: int,
    seed: int,
    out: Path,
) -> None:
    """Say whether a measure (a rule, a duty, a step of an escalation) changed anything, or that it cannot be told.

    PANEL has the columns unit, period (its first day), and value or numerator and denominator; or it is measures.csv
    of a scorecard. Units that get the measure at different times are held against those that do not have it yet; one
    unit, or all at once, against its own past.
    """
    settings = Settings(
        design=design, matters=matters, change=change, season=season, assignments=assignments, seed=seed
    )
    request = EffectRequest(
        panel=panel,
        treated=treated,
        since=since.date() if since else None,
        units=units,
        measure=measure,
        is_weighted=weighted,
        after=after,
        is_plan=is_plan,
        out=out,
        settings=settings,
    )
    found, record = run_effect(request)
    if isinstance(found, Effect):
        print_effect(found, record, out=out)
    else:
        print_plan(found, record, matters=matters, out=out)
