"""Captures: which source reported which unit. One report to a row; the sources must report apart from each other."""

import dataframely as dy
import polars as pl


class Capture(dy.Schema):
    """One unit that one source reported as counterfeit."""

    unit_id = dy.String(nullable=False, min_length=1, description="the same name in every source")
    source = dy.String(nullable=False, min_length=1, description="such as a rights holder, a platform or consumers")


EXAMPLE = pl.DataFrame({"unit_id": ["o-2"], "source": ["rights holder"]})
