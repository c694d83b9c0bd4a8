"""Events: every act in a case, in the order it was done; nothing is changed or taken out later. One act to a row.

Goods on the move tell their events in the table `goods_event`.
"""

import datetime as dt

import dataframely as dy
import polars as pl


class Event(dy.Schema):
    """One act: who did what to which subject, when and why. No name, address or other personal data stands in it."""

    case_id = dy.String(nullable=False, min_length=1)
    number = dy.Int64(nullable=False, min=1, description="its place in the case, without gaps")
    at = dy.Datetime(nullable=False, time_zone="UTC", description="when it was done")
    actor = dy.String(nullable=False, regex="^[a-z-]+:.+$", description="role:id, such as reviewer:7 or system:screen")
    kind = dy.String(
        nullable=False, description="the act, such as confirmed, notice-sent, seized: in `states`, `clocks`"
    )
    subject_kind = dy.String(nullable=False, description="case, account, offer, action, notice, order, exhibit …")
    subject_id = dy.String(nullable=False, min_length=1)
    what = dy.String(nullable=False, description="one sentence: what was done")
    why = dy.String(nullable=False, description="the reason given, or the rule that it followed from")
    digests = dy.List(
        dy.String(nullable=False), nullable=False, description="“NAME SHA-256” of each file that was used or made"
    )


EXAMPLE = pl.DataFrame(
    {
        "case_id": ["case-5b1f0c2d9a3e"],
        "number": [1],
        "at": [dt.datetime(2026, 11, 8, 10, 0, tzinfo=dt.UTC)],
        "actor": ["system:case-build"],
        "kind": ["found"],
        "subject_kind": ["case"],
        "subject_id": ["case-5b1f0c2d9a3e"],
        "what": ["The case was put together from three runs."],
        "why": ["Six accounts are of one operator."],
        "digests": [["screening/run.json " + "0" * 64]],
    }
)
