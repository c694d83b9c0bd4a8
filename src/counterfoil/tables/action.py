"""Enforcement actions: what a platform does to an offer, an account or its money. One action to a row.

In a statement of reasons an action is called a restriction (Regulation (EU) 2022/2065, art. 17).
"""

import datetime as dt

import dataframely as dy
import polars as pl

SOURCES = ("own initiative", "article 16 notice", "trusted flagger", "other notification", "article 9 order")
AUTOMATION = ("fully", "partially", "not automated")
LEGAL_GROUNDS = ("illegal content", "terms and conditions")


class Action(dy.Schema):
    """One action; its state is that in which its events leave it (`enforcement.states.action_states`)."""

    id = dy.String(nullable=False, min_length=1)
    case_id = dy.String(nullable=True)
    kind = dy.String(nullable=False, description="warn, remove, suspend …: a class of `enforcement.actions`")
    subject_kind = dy.String(nullable=False, description="offer, account, payout, order …")
    subject_id = dy.String(nullable=False, min_length=1)
    account_id = dy.String(nullable=True, description="the party that it is done to")
    right_id = dy.String(nullable=True)
    ground = dy.String(nullable=False, description="counterfeit, grey market, mark misuse, copyright, design …")
    legal_ground = dy.String(nullable=False, description="illegal content, or terms and conditions")
    provision = dy.String(nullable=False, description="the law or the clause that is broken")
    facts = dy.List(dy.String(nullable=False), nullable=False, description="the party sentences that it rests on")
    source = dy.String(nullable=False, description="how it came to be known")
    notice_id = dy.String(nullable=True)
    detected_automatically = dy.Bool(nullable=False)
    decided = dy.String(nullable=False, description="fully, partially or not automated")
    territory = dy.List(dy.String(nullable=False), nullable=False, description="ISO 3166-1 alpha-2; none: everywhere")
    content_on = dy.Date(nullable=False, description="when what it is done to was put up")
    proposed_at = dy.Datetime(nullable=False, time_zone="UTC")
    proposed_by = dy.String(nullable=False, min_length=1, description="role:id; never one of those who approve")
    follows_from = dy.String(nullable=True, description="the action that it was proposed for by itself")
    approved_by = dy.List(dy.String(nullable=False), nullable=False, description="role:id of each; none until then")
    in_force_since = dy.Datetime(nullable=True, time_zone="UTC")
    until = dy.Date(nullable=True, description="its last day; empty: no end is set")
    ended_at = dy.Datetime(nullable=True, time_zone="UTC", description="when it was refused, undone or ran out")
    state = dy.String(nullable=False)

    @dy.rule()
    def source_is_a_known_one(cls) -> pl.Expr:
        return pl.col("source").is_in(SOURCES)

    @dy.rule()
    def decided_is_a_known_one(cls) -> pl.Expr:
        return pl.col("decided").is_in(AUTOMATION)

    @dy.rule()
    def legal_ground_is_a_known_one(cls) -> pl.Expr:
        return pl.col("legal_ground").is_in(LEGAL_GROUNDS)


EXAMPLE = pl.DataFrame(
    {
        "id": ["a-1"],
        "case_id": ["case-5b1f0c2d9a3e"],
        "kind": ["remove"],
        "subject_kind": ["offer"],
        "subject_id": ["o-2"],
        "account_id": ["s-34"],
        "right_id": ["r-1"],
        "ground": ["counterfeit"],
        "legal_ground": ["illegal content"],
        "provision": ["Regulation (EU) 2017/1001, art. 9(2)(a)"],
        "facts": [["The title uses the name Halvorsen in an altered spelling: “H-alv-orsen”."]],
        "source": ["own initiative"],
        "detected_automatically": [True],
        "decided": ["not automated"],
        "territory": [["DE", "FR"]],
        "content_on": [dt.date(2026, 11, 3)],
        "proposed_at": [dt.datetime(2026, 11, 8, 10, 0, tzinfo=dt.UTC)],
        "proposed_by": ["reviewer:7"],
        "approved_by": [[]],
        "state": ["proposed"],
    },
    schema_overrides={"approved_by": pl.List(pl.String)},
)
