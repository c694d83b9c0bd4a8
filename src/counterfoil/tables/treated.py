"""Since when a measure has been in force for a unit: a rule, a duty to vet, a step of an escalation."""

import datetime as dt

import dataframely as dy
import polars as pl


class Treated(dy.Schema):
    """One unit and the first day of the measure; units that are not named stay without it."""

    unit = dy.String(nullable=False, primary_key=True, min_length=1)
    since = dy.Date(nullable=False)


EXAMPLE = pl.DataFrame({"unit": ["Harbour Goods"], "since": [dt.date(2026, 7, 1)]})
