"""Findings: one observed sign each, with its weight, the words it was seen in and their position."""

import dataframely as dy
import polars as pl


class Finding(dy.Schema):
    """One piece of evidence about one subject; `right_id` is empty where no right is involved."""

    subject_kind = dy.String(nullable=False, description="offer, seller, shipment …")
    subject_id = dy.String(nullable=False)
    right_id = dy.String(nullable=True)
    kind = dy.String(nullable=False, description="name of the evidence function")
    weight = dy.Int64(nullable=False, description="thousandths of a nat of log-odds; below zero speaks for genuine")
    field = dy.String(nullable=True, description="column of the subject it was seen in")
    start = dy.Int64(nullable=True, description="first character, counted from 0, in the field as given")
    end = dy.Int64(nullable=True, description="one past the last character")
    seen = dy.String(nullable=True, description="what was seen")
    expected = dy.String(nullable=True, description="what a genuine offer would show")
    detail = dy.String(nullable=False, description="the full sentence for the reviewer and the court")
    party_detail = dy.String(nullable=False, description="the sentence for the seller: facts and ground")
    rule_version = dy.String(nullable=False, description="name and version of the model of weights")


EXAMPLE = pl.DataFrame(
    {
        "subject_kind": ["offer"],
        "subject_id": ["o-2"],
        "right_id": ["r-1"],
        "kind": ["mark_broken_up"],
        "weight": [2600],
        "field": ["title"],
        "start": [0],
        "end": [13],
        "seen": ["H-alv-orsen"],
        "expected": ["Halvorsen"],
        "detail": ["The title writes the mark Halvorsen as “H-alv-orsen”, broken up so that a search misses it."],
        "party_detail": ["The title uses the name Halvorsen in an altered spelling: “H-alv-orsen”."],
        "rule_version": ["screening-1"],
    }
)
