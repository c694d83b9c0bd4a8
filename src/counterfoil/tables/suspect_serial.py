"""Suspect serials: single things whose readings do not fit together, one to a row, the heaviest first.

A suspect serial is no decision, and it does not tell which of two pieces is the genuine one: somebody has to look.
"""

import datetime as dt

import dataframely as dy
import polars as pl


class SuspectSerial(dy.Schema):
    """One serial number of one product with all that speaks against it."""

    subject_id = dy.String(nullable=False, description="as people read it under a bar code: (01)GTIN(21)serial")
    gtin = dy.String(nullable=False, description="14 digits")
    serial = dy.String(nullable=False)
    lot = dy.String(nullable=True, description="the first that a reading tells")
    kinds = dy.List(dy.String(), nullable=False, description="kinds of evidence seen, the heaviest first")
    readings = dy.Int64(nullable=False, description="in how many events and scans it was read")
    places = dy.Int64(nullable=False, description="at how many places")
    first_read_at = dy.Datetime(nullable=False, time_zone="UTC")
    last_read_at = dy.Datetime(nullable=False, time_zone="UTC")
    weight = dy.Int64(nullable=False, description="prior and capped weights, in thousandths of a nat")
    score = dy.Float64(nullable=False, min=0, max=1, description="logistic of the weight; not a probability")
    reasons = dy.List(dy.String(), nullable=False, description="for reviewer and court")
    party_reasons = dy.List(dy.String(), nullable=False, description="for those whose goods they are: facts, no method")


EXAMPLE = pl.DataFrame(
    {
        "subject_id": ["(01)09521011001028(21)HS26080117"],
        "gtin": ["09521011001028"],
        "serial": ["HS26080117"],
        "kinds": [["commissioned_twice"]],
        "readings": [3],
        "places": [2],
        "first_read_at": [dt.datetime(2026, 8, 20, 6, tzinfo=dt.UTC)],
        "last_read_at": [dt.datetime(2026, 9, 21, 3, tzinfo=dt.UTC)],
        "weight": [500],
        "score": [0.622459],
        "reasons": [["The serial number HS26080117 was put into the world twice."]],
        "party_reasons": [["The serial number of the goods was given twice."]],
    }
)
