"""Run a second policy in the shadow of the live one: it decides on the same assessments, and nothing follows from it.

The shadow's file is no input of the assessments: their digest, and every live decision, stay what they are without it.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars as pl

from counterfoil.evidence.combination import score_of
from counterfoil.evidence.policy import Policy, decide, gravity_of
from counterfoil.evidence.policy_backtest import transitions
from counterfoil.evidence.policy_file import read_policy
from counterfoil.evidence.weights import Model
from counterfoil.run.inputs import Inputs, digest_of, opened
from counterfoil.run.outputs import TableWriter
from counterfoil.screening.screen import Screened
from counterfoil.tables.decision import BY_ORDER, Decision

SHADOW = "shadow_decisions.parquet"
Following = Callable[[Screened, pl.DataFrame], None]  # what screening found in a batch, and its offers


def shadow_policy(path: Path | None, inputs: Inputs) -> Policy | None:
    """Return the policy in a file, which is noted in `inputs`, or None where no file is given.

    Raises UserError for one that cannot be used.
    """
    if path is None:
        return None
    with opened(path) as stream:
        policy = read_policy(stream.read(), file=path.name)
    inputs.note("shadow policy", path)
    return policy


@contextmanager
def shadowing(policy: Policy | None, model: Model, work: Path) -> Iterator[Following]:
    """Yield what decides each batch anew and appends to SHADOW in `work`; without a policy it does nothing."""
    if policy is None:
        yield lambda *_: None
        return
    shadow, prior = policy, float(pl.select(score_of(pl.lit(model.prior))).item())
    with TableWriter(work / SHADOW, Decision.create_empty()) as writer:

        def follow(live: Screened, offers: pl.DataFrame) -> None:
            decided = Decision.cast(decide(live.assessments, offers.select("id"), shadow, prior_score=prior))
            by_order = live.decisions.filter(pl.col("rule").str.starts_with(BY_ORDER))  # no policy undoes an order
            writer.append(decided.update(by_order, on="subject_id"))

        yield follow


def moves_between(live: pl.DataFrame, shadow: pl.DataFrame) -> pl.DataFrame:
    """Return how many offers go from which live decision to which of the shadow; both tables in one order."""
    return transitions(pl.DataFrame({"was": live["decision"], "becomes": shadow["decision"]}))


def shadow_record(file: Path, policy: Policy | None, moves: Sequence[pl.DataFrame]) -> dict[str, Any]:
    """Return what run.json says of the shadow under `shadow`: `policy`, `offers_changed`, and `changes`: from, to,
    offers; nothing without a policy. `file` holds its decisions, `moves` are those of the parts."""
    if policy is None:
        return {}
    together = pl.concat(moves).group_by("was", "becomes").agg(pl.col("offers").sum())
    ordered = together.sort(gravity_of("was"), gravity_of("becomes"))
    changes = ordered.filter(pl.col("was") != pl.col("becomes")).rename({"was": "from", "becomes": "to"})
    told = {"policy": policy.label, "offers_changed": changes["offers"].sum(), "changes": changes.to_dicts()}
    return {"shadow": {**told, "sha256": digest_of(file)}}
