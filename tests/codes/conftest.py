"""Reads the real sample files where they lie; they carry no licence and are never copied here."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

LISTINGS = Path(__file__).parents[3] / "shared" / "data" / "listings"


@pytest.fixture(scope="session")
def listings() -> Callable[[str], pl.DataFrame]:
    def read(name: str) -> pl.DataFrame:
        file = LISTINGS / f"{name}.csv"
        if not file.exists():
            pytest.skip(f"the sample file {file} is absent; it carries no licence and is not part of the repository")
        return pl.read_csv(file)

    return read
