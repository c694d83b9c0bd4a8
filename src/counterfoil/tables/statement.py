"""Statements of reasons: what a party is told about a restriction. One statement to a row.

Regulation (EU) 2022/2065, article 17(3): columns (a) to (f); nothing in them is about a third person.
"""

import datetime as dt

import dataframely as dy
import polars as pl


class Statement(dy.Schema):
    """One statement; `text` is the whole of it, as it is given to the party."""

    action_id = dy.String(nullable=False, min_length=1)
    case_id = dy.String(nullable=True)
    account_id = dy.String(nullable=False, min_length=1, description="whom it is given to")
    puid = dy.String(nullable=False, min_length=1, description="its id in the DSA Transparency Database, never reused")
    language = dy.String(nullable=False, description="ISO 639-1, of our words; facts stay as they were found")
    told_on = dy.Date(nullable=False)
    days_late = dy.Int64(nullable=False, min=0, description="after the restriction took effect, art. 17(2)")
    complain_until = dy.Date(nullable=False, description="last day of the internal complaint, art. 20(1)")
    restriction = dy.String(nullable=False, description="(a) what was done, where and for how long")
    facts = dy.String(nullable=False, description="(b) what it rests on")
    source = dy.String(nullable=False, description="(b) how it came to be known")
    automation = dy.String(nullable=False, description="(c)")
    ground = dy.String(nullable=False, description="(d) or (e) the rule, and why it is broken")
    redress = dy.String(nullable=False, description="(f)")
    is_shortened = dy.Bool(nullable=False, description="whether the database is given not all of the facts")
    text = dy.String(nullable=False)


EXAMPLE = pl.DataFrame(
    {
        "action_id": ["a-1"],
        "case_id": ["case-5b1f0c2d9a3e"],
        "account_id": ["s-34"],
        "puid": ["cf-5e8e9b1f0c2d9a3e5b1f0c2d9a3e5b1f0c2d9a3e"],
        "language": ["en"],
        "told_on": [dt.date(2026, 11, 8)],
        "days_late": [0],
        "complain_until": [dt.date(2027, 5, 8)],
        "restriction": ["We have taken your offer o-2 off the marketplace."],
        "facts": ["The title uses the name Halvorsen in an altered spelling: “H-alv-orsen”."],
        "source": ["We found this ourselves; nobody notified us."],
        "automation": ["Automated means were used to find it. A person took the decision."],
        "ground": ["We hold this to be illegal content under: Regulation (EU) 2017/1001, art. 9(2)(a)."],
        "redress": ["You can complain to us, free of charge, until 8 May 2027 (article 20)."],
        "is_shortened": [False],
        "text": ["Statement of reasons: your offer o-2 on Tidewater Market"],
    }
)
