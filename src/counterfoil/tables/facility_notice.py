"""Facility notices: what is asked of one warehouse about goods that were found to be counterfeit. One to a row.

What lies there, unit by unit, stands in `facility_line`. DHS, Combating Trafficking in Counterfeit and Pirated Goods
(24 January 2020), action 1: facilities are told, and urged to abandon and destroy identical offending goods.
"""

import datetime as dt

import dataframely as dy
import polars as pl


class FacilityNotice(dy.Schema):
    """One notice; its state is that in which its events leave it (`enforcement.states.facility_notice_states`)."""

    id = dy.String(nullable=False, min_length=1)
    case_id = dy.String(nullable=False, min_length=1)
    facility = dy.String(nullable=False, description="GLN of the facility, or its own name where it has none")
    goods_ids = dy.List(dy.String(nullable=False), nullable=False, description="goods of the case's signature")
    drafted_at = dy.Datetime(nullable=False, time_zone="UTC")
    sent_at = dy.Datetime(nullable=True, time_zone="UTC")
    answer_by = dy.Date(nullable=True, description="set by the sender; the law names no day")
    lives_until = dy.Date(nullable=True, description="receipts and returns are held against its signature until then")
    file = dy.String(nullable=True, description="the signed notice, within the case's folder")
    sha256 = dy.String(nullable=True, regex="^[0-9a-f]{64}$", description="of that file")
    signed_by = dy.String(nullable=True, description="fingerprint of the key")
    code = dy.String(nullable=True, description="short code of that file, printed on the paper")
    edition = dy.Int64(nullable=True, min=1, description="1, and one more each time that lines were found later")
    held_at = dy.Datetime(nullable=True, time_zone="UTC", description="when the last unit was confirmed as set apart")
    state = dy.String(nullable=False)


EXAMPLE = pl.DataFrame(
    {
        "id": ["fn-5b1f0c2d9a3e-1"],
        "case_id": ["case-5b1f0c2d9a3e"],
        "facility": ["9529001000013"],
        "goods_ids": [["g-01"]],
        "drafted_at": [dt.datetime(2026, 11, 9, 10, 0, tzinfo=dt.UTC)],
        "answer_by": [dt.date(2026, 11, 23)],
        "edition": [1],
        "state": ["drafted"],
    }
)
