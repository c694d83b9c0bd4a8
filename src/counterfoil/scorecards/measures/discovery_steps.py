"""What counts as one of the nine steps after a fake is confirmed? The acts of our own cases, and a platform's own log.

The nine are those of practice 5 of 2020 (unverified). Whoever keeps no cases here logs them in the table `event` with
the kind named below, and the number of the case in `case_id`; `confirmed` on a case says that a fake is confirmed.
"""

from typing import Final, NamedTuple

import polars as pl

from counterfoil.scorecards.measure import Tables, Window
from counterfoil.scorecards.measures.cases import of_our_cases

STEP_DAYS: Final = 30  # after the confirmation, within which a step counts: our own choice
CONFIRMED: Final = "confirmed"


class Step(NamedTuple):
    """`event` is the kind in a log; `actions` are kinds of actions of ours that do it, `acts` kinds of our own events,
    each with the kind of its subject; `else_by` says in words what else shows it."""

    event: str
    says: str
    actions: tuple[str, ...] = ()
    acts: tuple[tuple[str, str], ...] = ()
    else_by: str = "nothing: it has to be told in the log"


STEPS: Final = (
    Step("identical-offers-removed", "offers of the same goods were removed", ("remove", "terminate")),
    Step(
        "linked-accounts-looked-into",
        "the accounts linked to the seller were looked into",
        else_by="action *suspend* or *terminate* proposed on another account, since it follows from the first",
    ),
    Step("payouts-held", "the seller's payouts were held", ("hold-payouts",)),
    Step(
        "stock-set-apart",
        "its stock was set apart, destroyed or told to be gone",
        acts=tuple(("facility notice", kind) for kind in ("held", "held in part", "gone", "disposed")),
    ),
    Step("buyers-told", "past buyers were told and refunded", ("refund-buyers",)),
    Step("owner-told", "the owner of the mark was told", ("notify-owner",)),
    Step("authority-told", "an authority was told"),
    Step(
        "evidence-kept",
        "the evidence was preserved",
        acts=(("signature", "signature-frozen"), ("exhibit", "sealed"), ("case", "bundled")),
    ),
    Step("re-entry-barred", "the seller was kept from coming back", ("block-relisting", "terminate")),
)
KINDS: Final = tuple(step.event for step in STEPS)
_LINKED: Final = KINDS[1]
_ACT_KINDS: Final = tuple(sorted({kind for step in STEPS for _, kind in step.acts}))
_SCHEMA: Final = {"case_id": pl.String, "step": pl.String, "day": pl.Date}


def confirmed_fakes(tables: Tables, window: Window) -> pl.LazyFrame:
    """Return each case that was confirmed by the end of the window, once: case_id, on (the first time), source, row."""
    rows = tables["event"].filter(
        (pl.col("kind") == CONFIRMED) & (pl.col("subject_kind") == "case") & (pl.col("at") < window.end)
    )
    ours = of_our_cases(rows.select("case_id", "at", "source", "row"), tables, window)
    return ours.group_by("case_id").agg(
        pl.col("at").min().dt.date().alias("on"), pl.col("source", "row").sort_by("at", "source", "row").first()
    )


def steps_done(tables: Tables, window: Window) -> pl.LazyFrame:
    """Return the steps done by the end of the window: case_id, step, day; the same one may stand in it again."""
    parts = [_logged(tables, window), _own_acts(tables, window)]
    if "action" in tables:
        parts += [_by_actions(tables, window), _linked(tables, window)]
    return pl.concat(part.select(pl.col(name).cast(kind) for name, kind in _SCHEMA.items()) for part in parts)


def _logged(tables: Tables, window: Window) -> pl.LazyFrame:
    rows = tables["event"].filter(pl.col("kind").is_in(KINDS) & (pl.col("at") < window.end))
    return rows.select("case_id", pl.col("kind").alias("step"), pl.col("at").dt.date().alias("day"))


def _own_acts(tables: Tables, window: Window) -> pl.LazyFrame:
    step_of = {(of, kind): step.event for step in STEPS for of, kind in step.acts}
    rows = tables["event"].filter(pl.col("kind").is_in(_ACT_KINDS) & (pl.col("at") < window.end))
    both = pl.concat_str("subject_kind", pl.lit("/"), "kind")
    steps = {f"{of}/{kind}": event for (of, kind), event in step_of.items()}
    named = rows.select(
        "case_id",
        both.replace_strict(list(steps), list(steps.values()), default=None, return_dtype=pl.String).alias("step"),
        pl.col("at").dt.date().alias("day"),
    )
    return named.filter(pl.col("step").is_not_null())


def _by_actions(tables: Tables, window: Window) -> pl.LazyFrame:
    by_kind = pl.LazyFrame(
        [(kind, step.event) for step in STEPS for kind in step.actions], ["kind", "step"], orient="row"
    )
    done = tables["action"].filter(pl.col("in_force_since") < window.end)
    return done.join(by_kind, on="kind").select("case_id", "step", pl.col("in_force_since").dt.date().alias("day"))


def _linked(tables: Tables, window: Window) -> pl.LazyFrame:
    """An action proposed on another account because of the first shows that the linked accounts were looked into."""
    on_others = tables["action"].filter(
        pl.col("follows_from").is_not_null()
        & (pl.col("subject_kind") == "account")
        & pl.col("kind").is_in(["suspend", "terminate"])
        & (pl.col("proposed_at") < window.end)
    )
    return on_others.select("case_id", pl.lit(_LINKED).alias("step"), pl.col("proposed_at").dt.date().alias("day"))


def fakes_with_steps(tables: Tables, window: Window) -> pl.LazyFrame:
    """Return each confirmed fake with `steps`, the names of those done by the 30th day after: case_id, on, source, row.

    A step that was done before the confirmation counts too. A fake whose 30th day is after the window is left out: what
    is not done yet may still be done in time.
    """
    last = pl.col("on") + pl.duration(days=STEP_DAYS)
    fakes = confirmed_fakes(tables, window).filter(last <= window.last)
    both = fakes.join(steps_done(tables, window), on="case_id", how="left")
    in_time = pl.col("step").filter(pl.col("day") <= last)
    return both.group_by("case_id", "on", "source", "row").agg(in_time.drop_nulls().unique().alias("steps"))
