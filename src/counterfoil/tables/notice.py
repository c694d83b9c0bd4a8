"""Notices: what a rights holder, or who acts for it, writes to a platform about listings. One notice to a row."""

import datetime as dt

import dataframely as dy
import polars as pl


class Notice(dy.Schema):
    """One notice; its state is that in which its events leave it (`enforcement.states.notice_states`)."""

    id = dy.String(nullable=False, min_length=1)
    case_id = dy.String(nullable=True)
    form = dy.String(nullable=False, description="a form of `enforcement.notices`: dsa-16, dmca, vero …")
    recipient = dy.String(nullable=False, description="the platform")
    right_id = dy.String(nullable=False, min_length=1)
    ground = dy.String(nullable=False)
    territory = dy.List(dy.String(nullable=False), nullable=False, description="ISO 3166-1 alpha-2")
    offer_ids = dy.List(dy.String(nullable=False), nullable=False)
    links = dy.List(dy.String(nullable=False), nullable=False, description="where each offer stands, in their order")
    drafted_at = dy.Datetime(nullable=False, time_zone="UTC")
    sent_at = dy.Datetime(nullable=True, time_zone="UTC")
    answered_at = dy.Datetime(nullable=True, time_zone="UTC")
    reference = dy.String(nullable=True, description="the recipient's own number for it")
    refusal = dy.String(nullable=True, description="the coded reason where it was refused")
    file = dy.String(nullable=True, description="the rendered notice, within the case's folder")
    sha256 = dy.String(nullable=True, regex="^[0-9a-f]{64}$", description="of that file")
    state = dy.String(nullable=False)


EXAMPLE = pl.DataFrame(
    {
        "id": ["n-1"],
        "case_id": ["case-5b1f0c2d9a3e"],
        "form": ["dsa-16"],
        "recipient": ["Tidewater Market"],
        "right_id": ["r-1"],
        "ground": ["counterfeit"],
        "territory": [["DE"]],
        "offer_ids": [["o-2"]],
        "links": [["https://tidewater.example/o/2"]],
        "drafted_at": [dt.datetime(2026, 11, 8, 10, 0, tzinfo=dt.UTC)],
        "state": ["drafted"],
    }
)
