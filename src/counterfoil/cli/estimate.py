"""`counterfoil estimate`: how large the trade in counterfeits is, and how sure that can be."""

from pathlib import Path

import click

from counterfoil.cli.estimate_prevalence import prevalence
from counterfoil.cli.trade_summary import print_trade
from counterfoil.errors import UserError
from counterfoil.estimation.trade.estimate import MEASURES, VALUE, Settings
from counterfoil.estimation.trade.gtric import BY_REPORTER, READINGS, Reading
from counterfoil.estimation.trade.likelihood import FLOOR
from counterfoil.run.trade import TradeRequest, run_trade

FILE = click.Path(path_type=Path)

TRADE_EXAMPLES = """
\b
Examples:
  counterfoil estimate trade examples/trade_seizures.csv examples/trade_imports.csv -o out
  counterfoil estimate trade examples/trade_seizures.csv examples/trade_imports.csv \
--fixed-point .1 --fixed-point .2 --resample 200 --seed 7 -o out
"""


class _Years(click.ParamType[tuple[int, int]]):
    name = "from-to"

    def convert(self, value: str, _param: click.Parameter | None, _context: click.Context | None) -> tuple[int, int]:
        first, _, last = value.partition("-")
        if not (first.isdecimal() and (last or first).isdecimal()) or int(first) > int(last or first):
            raise UserError(f"“{value}” is no span of years.", cure="Write it as 2018-2020, or one year as 2020.")
        return int(first), int(last or first)


@click.group(epilog=TRADE_EXAMPLES)
def estimate() -> None:
    """Estimate how much is counterfeit: from samples, or from what was seized and imported."""


estimate.add_command(prevalence)


@estimate.command("trade", epilog=TRADE_EXAMPLES)
@click.argument("seizures", type=FILE)
@click.argument("imports", type=FILE)
@click.option("--years", type=_Years(), help="Years to average over, as 2018-2020; default: all that both tell of.")
@click.option(
    "--fixed-point",
    "fixed_points",
    type=click.FloatRange(0, 1, min_open=True),
    multiple=True,
    help="Largest share of counterfeits that one pair can have, from elsewhere than seizures. May be given again.",
)
@click.option("--weight", type=click.Choice(READINGS), default=BY_REPORTER, show_default=True, help="Reading of Γ.")
@click.option("--ddof", type=click.IntRange(0, 1), default=1, show_default=True, help="Variance over n − this.")
@click.option("--floor", type=click.FloatRange(0, 1), default=FLOOR, show_default=True, help="Least of each index.")
@click.option(
    "--measure", type=click.Choice(MEASURES), default=VALUE, show_default=True, help="What seizures count in."
)
@click.option("--resample", "times", type=click.IntRange(0, 10_000), default=0, help="Draws of the records; 0: none.")
@click.option(
    "--seed", type=int, default=0, show_default=True, help="Draws the records: the same seed, the same draws."
)
@click.option("-o", "--out", type=FILE, required=True, help="Folder for the results.")
def estimate_trade(
    seizures: Path,
    imports: Path,
    years: tuple[int, int] | None,
    fixed_points: tuple[float, ...],
    weight: str,
    ddof: int,
    floor: float,
    measure: str,
    times: int,
    seed: int,
    out: Path,
) -> None:
    """Work out GTRIC, the index of counterfeit trade, by product and economy, and with it a ceiling of value.

    SEIZURES has the columns reporter, year, product (HS code), provenance, and value with currency or number with
    counted (seizures or lines); IMPORTS reporter, year, product, provenance, value, currency. An index is a likelihood
    against the likeliest pair, and no share. Only with a fixed point, taken from elsewhere than from seizures, does it
    become a value, and that is a ceiling.
    """
    settings = Settings(
        reading=Reading(weight, ddof),
        floor=floor,
        measure=measure,
        fixed_points=fixed_points,
        times=times,
        seed=seed,
    )
    request = TradeRequest(seizures=seizures, imports=imports, out=out, years=years, settings=settings)
    found, record = run_trade(request)
    print_trade(found, record, out=out)
