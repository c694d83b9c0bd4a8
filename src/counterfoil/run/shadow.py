"""Run a second policy in the shadow of the live one: it decides on the same assessments, and nothing follows from it.

The shadow's file is no input of the assessments: their digest, and every live decision, stay what they are without it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars as pl

from counterfoil.evidence.combination import score_of
from counterfoil.evidence.policy import Policy, decide
from counterfoil.evidence.policy_backtest import transitions
from counterfoil.evidence.policy_file import read_policy
from counterfoil.evidence.weights import Model
from counterfoil.run.inputs import Inputs, digest_of, opened
from counterfoil.run.outputs import TableWriter
from counterfoil.tables.decision import Decision

SHADOW = "shadow_decisions.parquet"
Following = Callable[[pl.DataFrame, pl.DataFrame], None]  # a batch's assessments and its offers


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

        def follow(assessments: pl.DataFrame, offers: pl.DataFrame) -> None:
            writer.append(Decision.cast(decide(assessments, offers.select("id"), shadow, prior_score=prior)))

        yield follow


def shadow_record(folder: Path, policy: Policy | None) -> dict[str, Any]:
    """Return what run.json says of the shadow under `shadow`: `policy`, `offers_changed`, and `changes`: from, to,
    offers; nothing without a policy."""
    if policy is None:
        return {}
    live = pl.scan_parquet(folder / "decisions.parquet").select(was="decision")
    shadow = pl.scan_parquet(folder / SHADOW).select(becomes="decision")
    moves = transitions(pl.concat([live, shadow], how="horizontal").collect())
    changes = moves.filter(pl.col("was") != pl.col("becomes")).rename({"was": "from", "becomes": "to"})
    told = {"policy": policy.label, "offers_changed": changes["offers"].sum(), "changes": changes.to_dicts()}
    return {"shadow": {**told, "sha256": digest_of(folder / SHADOW)}}
