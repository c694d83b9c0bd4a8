"""Show how far a long run has come: a bar on a terminal, nothing where nobody watches."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from counterfoil.run.plan import Step


@contextmanager
def progress() -> Iterator[Callable[[Step, int, int | None], None]]:
    """Yield the function that a run tells its progress to: the step, offers done, and offers in all where known."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        tasks = {}

        def tell(step: Step, done: int, total: int | None) -> None:
            if step.name not in tasks:
                tasks[step.name] = bars.add_task(step.telling, total=None)
            bars.update(tasks[step.name], completed=done, total=total)

        yield tell
