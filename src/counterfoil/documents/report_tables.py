"""What the screening report is made from: the tables of one run, and what the run says of itself."""

from types import MappingProxyType
from typing import NamedTuple, TypedDict

import polars as pl

from counterfoil.documents.report_gathered import Gathered
from counterfoil.documents.report_pictures import Pictures
from counterfoil.evidence.weights import Model


class RunFile(TypedDict):
    """One input file: its `name`, `role` (offers, rights, sellers …), `rows` and SHA-256 in hexadecimal."""

    name: str
    role: str
    sha256: str
    rows: int


class RunCounts(TypedDict):
    """Rows of the offers file: read = kept + set aside. Decisions are counted from their own table."""

    offers_read: int
    offers_kept: int


class Run(TypedDict):
    """The run: versions, start as ISO 8601 in UTC, duration in seconds, counts and input files."""

    engine_version: str
    policy: str
    model: str
    started_at: str
    seconds: float
    counts: RunCounts
    files: list[RunFile]


class ReportParts(NamedTuple):
    """What a report is drawn from: figures gathered over a run, and of `offers` at least those shown in full.

    Without the `model` of weights the cards do not show how the weights add up. `pictures` are those of offers shown.
    """

    gathered: Gathered
    offers: pl.DataFrame
    rights: pl.DataFrame
    run: Run
    model: Model | None = None
    pictures: Pictures = MappingProxyType({})


class ReportTables(NamedTuple):
    """The tables of a run that fits in memory, by the contracts in `counterfoil.tables`."""

    decisions: pl.DataFrame
    assessments: pl.DataFrame
    findings: pl.DataFrame
    rejects: pl.DataFrame
    offers: pl.DataFrame
    rights: pl.DataFrame
    run: Run
    model: Model | None = None

    def parts(self) -> ReportParts:
        """Return what a report is drawn from."""
        gathered = Gathered()
        gathered.add(self.decisions, self.assessments, self.findings)
        gathered.add_rejects(self.rejects)
        return ReportParts(gathered, self.offers, self.rights, self.run, self.model)
