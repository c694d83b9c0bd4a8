"""Which estimates of prevalence stand in the folders of `counterfoil estimate prevalence`, as rows of a chart?"""

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from counterfoil.run.inputs import Inputs


def estimates_in(folders: Iterable[Path], inputs: Inputs) -> pl.DataFrame | None:
    """Return the estimates (columns as in `tracking.prevalence_charts`); None where no folder was given."""
    return None if not list(folders) else pl.DataFrame()
