"""Charts of costs: what the acts cost, and what that is for each counterfeit stopped."""

from collections.abc import Iterator
from typing import Final

import polars as pl

from counterfoil.tracking.asking import Asking, Plan
from counterfoil.tracking.chart import BARS, Chart
from counterfoil.tracking.cost_file import Costs
from counterfoil.tracking.cost_queries import ACTS, OPENINGS, STOPPED
from counterfoil.tracking.costs import Spent, per_stopped, spent
from counterfoil.tracking.shape import shaped

GROUP: Final = "Cost per counterfeit stopped"
NO_COSTS: Final = "Not shown: what acts cost stands in no table. Give it with --costs, as examples/costs.toml does."
NOT_ADDED: Final = "Each bar is the whole cost over one kind of what was stopped: the bars are not to be added."
YOURS: Final = "Minutes, hourly rates and fees are those of the file of costs; none is assumed."
SHOWN: Final = 8  # acts without a cost that are named


def cost_charts(asking: Asking, costs: Costs | None) -> Iterator[Chart]:
    """Yield the cost of acts, and of each counterfeit stopped; without costs both say what it would take."""
    acts_plan = Plan("cost_by_act", "What the acts cost", BARS, GROUP)
    each_plan = Plan("cost_per_stopped", "What it cost to stop one", BARS, GROUP)
    if costs is None:
        for plan in (acts_plan, each_plan):
            yield Chart(plan.name, plan.title, NO_COSTS, BARS, shaped(pl.DataFrame(), BARS), "", group=GROUP)
        return
    acts, openings, stopped = (asking.rows(query) for query in (ACTS, OPENINGS, STOPPED))
    found = spent(acts, openings, costs)
    given = [query for query, rows in ((ACTS, acts), (OPENINGS, openings)) if rows is not None]
    sql = "\n;\n".join(query.on(asking.day) for query in given)
    says = f"{costs.currency} {found.total:,} in all, of what costs were told of."
    yield Chart(
        acts_plan.name, acts_plan.title, says, BARS, found.acts, sql, notes=(YOURS, *_untold(found)), group=GROUP
    )
    each = per_stopped(stopped, found, costs) if stopped is not None else shaped(pl.DataFrame(), BARS)
    says = "Nothing was stopped, so that no cost for one can be told."
    if each.height:
        amounts = each.select("label", "value").iter_rows()
        told = "; ".join(f"{costs.currency} {value:,.2f} for each {label}" for label, value in amounts)
        says = f"{told}."
    notes = (NOT_ADDED, YOURS, *_untold(found))
    yield Chart(each_plan.name, each_plan.title, says, BARS, each, STOPPED.on(asking.day), notes=notes, group=GROUP)


def _untold(found: Spent) -> tuple[str, ...]:
    """Return which acts have no cost, as a note."""
    if not found.untold:
        return ()
    named = ", ".join(f"{act} ({number:,})" for act, number in found.untold[:SHOWN])
    more = f" and {len(found.untold) - SHOWN:,} more" if len(found.untold) > SHOWN else ""
    return (f"Of these acts nobody told a cost, and they are not in it: {named}{more}.",)
