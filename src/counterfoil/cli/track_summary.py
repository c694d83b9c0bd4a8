"""Say on the terminal what a tracking report shows, chart by chart, and what it would take to show the rest."""

from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from counterfoil.cli.set_aside import print_rejects
from counterfoil.documents.terminal_text import harmless
from counterfoil.run.tracking import TrackingDone

INDENT = 2
BY = "_by_"  # charts that differ in this alone say much the same: the first stands for all


def print_tracking(done: TrackingDone, *, out: Path) -> None:
    """Print one sentence for each family of charts under its group, then the charts that are not shown, and why."""
    console = Console(highlight=False)
    group, families = "", set()
    for chart in done.tracked.charts:
        family = chart.name.split(BY)[0]
        if (not chart.query and chart.table.is_empty()) or family in families:
            continue
        families.add(family)
        if chart.group != group:
            group = chart.group
            console.print(f"[bold]{escape(group)}[/bold]")
        console.print(Padding(escape(harmless(f"{chart.title}: {chart.says}")), (0, 0, 0, INDENT)))
    hidden = [chart for chart in done.tracked.charts if not chart.query and chart.table.is_empty()]
    if hidden:
        console.print("[bold]Not shown[/bold]")
    for says in dict.fromkeys(chart.says for chart in hidden):
        titles = ", ".join(chart.title for chart in hidden if chart.says == says)
        console.print(Padding(escape(harmless(f"{titles}. {says}")), (0, 0, 0, INDENT)))
    print_rejects(console, done.rejects)
    tables = f"Tables and queries: [bold]{escape(str(done.folder))}[/bold]"
    console.print(
        f"{len(done.tracked.charts)} charts: [bold]{escape(str(out))}[/bold]   ({done.record['seconds']:.1f} s)"
    )
    console.print(tables)
