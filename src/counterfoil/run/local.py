"""Run the screening plan in this process, on files, with memory that does not grow with the offers.

A run that is interrupted leaves what is finished in the folder for its results, and the same request continues there.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from counterfoil.errors import UserError
from counterfoil.run.binding import opened_state
from counterfoil.run.inputs import Inputs
from counterfoil.run.lock import locked
from counterfoil.run.memory import memory_of
from counterfoil.run.outputs import FILES, SEAL, promote, why
from counterfoil.run.pictures.kept import FILES as PICTURES
from counterfoil.run.pictures.needed import check_pictures, look_at_pictures
from counterfoil.run.plan import SCREENING, Step
from counterfoil.run.request import ScreenRequest, given_in
from counterfoil.run.results import write_results
from counterfoil.run.running import Run, Telling
from counterfoil.run.screening_steps import compare_offers, find_repeated, read_in, screen_offers, write_down_keys
from counterfoil.run.shadow import SHADOW, shadow_policy
from counterfoil.run.state import State

WORKING: dict[str, Callable[[Run, Step], None]] = {
    "intake": read_in,
    "repeated": find_repeated,
    "pictures": look_at_pictures,
    "keys": write_down_keys,
    "population": compare_offers,
    "screening": screen_offers,
}
Noting = Callable[[str], None]  # a sentence for whoever watches


def run_screening(
    request: ScreenRequest, *, tell: Telling, note: Noting = lambda _: None, memory: str | None = None
) -> dict[str, Any]:
    """Screen a file of offers into `request.out` and return what run.json says of it.

    Writes decisions, assessments, findings, population, offers and rejects (Parquet), report.html and, last, run.json.
    `memory`, such as “2GB”, is what the run keeps to. Raises UserError for input that cannot be used, and nothing is
    then left behind; on a full disk, and what is finished is then kept; and while another run writes there.
    """
    room = memory_of(memory)
    check_pictures(request)
    with locked(request.out):
        try:
            state, started, prints, anew = opened_state(request, now=dt.datetime.now(dt.UTC))
        except OSError as cause:
            raise _not_written(request, cause) from cause
        if anew:
            note(f"An interrupted run lies here, but {anew}: this one starts anew.")
        with _resumable(request, state, note):
            inputs = Inputs(prints=prints)
            run = Run(request, state, tell, room, inputs, given_in(request, inputs))
            run.shadow = shadow_policy(request.shadow_policy, inputs)
            working = WORKING | {"results": partial(write_results, started=started)}
            if state.is_begun():
                note(_continues(run))
            for step in SCREENING:
                if not state.is_done(step.name):
                    working[step.name](run, step)
            return _handed_over(run)


def _handed_over(run: Run) -> dict[str, Any]:
    """Move the results up, and remove the state."""
    out = run.request.out
    if run.shadow is None:  # an earlier run's would stand beside decisions that it was not held against
        (out / SHADOW).unlink(missing_ok=True)
    if run.request.images is None:
        for file in PICTURES.values():
            (out / file).unlink(missing_ok=True)
    promote(run.state.path("results") / FILES, out)
    run.state.discard()
    record: dict[str, Any] = json.loads((out / SEAL).read_text(encoding="utf-8"))
    return record


@contextmanager
def _resumable(request: ScreenRequest, state: State, note: Noting) -> Iterator[None]:
    """Keep the state where the same request can continue from it; remove it after a mistake of the user or of ours."""
    try:
        yield
    except (KeyboardInterrupt, MemoryError):
        if state.is_begun():
            note(f"What is finished is kept in {state.folder}: the same command continues there.")
        else:
            state.discard()
        raise
    except OSError as cause:
        raise _not_written(request, cause) from cause
    except BaseException:
        state.discard()
        raise


def _not_written(request: ScreenRequest, cause: OSError) -> UserError:
    return UserError(
        f"The results cannot be written ({why(cause)}).",
        cure="Free some space and give the same command again: it continues where it stopped.",
        file=str(request.out),
    )


def _continues(run: Run) -> str:
    """Say where an interrupted run is taken up."""
    state = run.state
    step = next((step for step in SCREENING if not state.is_done(step.name)), SCREENING[-1])
    if not state.is_done("intake"):
        read = sum(facts["kept"] + facts["rejected"] for facts in map(state.facts, state.parts("intake")))
        return f"Continues an interrupted run at offer {read:,} of the file ({step.telling.lower()})."
    if not step.in_parts:
        return f"Continues an interrupted run of {run.offers_read():,} offers ({step.telling.lower()})."
    done = sum(state.facts(unit)["offers"] for unit in state.parts(step.name))
    return f"Continues an interrupted run at offer {done:,} of {run.unique():,} ({step.telling.lower()})."
