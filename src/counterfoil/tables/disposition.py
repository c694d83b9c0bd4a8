"""Dispositions: what became of units that were found, by which authority. One act on units of one line to a row.

19 USC 1526(e) and 19 CFR 133.52: goods with counterfeit marks are destroyed unless they are safe and the owner of the
mark consents in writing. Each disposition names the authority on which it rests. A row counts until the
event `withdrawn` stands in the case; nothing in it is changed later.
"""

import dataframely as dy
import polars as pl

from counterfoil.tables import given_disposition


class Disposition(given_disposition.GivenDisposition):
    """So many units of one line of a facility notice, and what became of them."""

    id = dy.String(nullable=False, min_length=1)
    line = dy.Int64(nullable=False, min=1)


EXAMPLE = given_disposition.EXAMPLE.with_columns(id=pl.lit("d-1"), line=pl.lit(1))
