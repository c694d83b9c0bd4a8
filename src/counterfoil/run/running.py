"""What the steps of one run hand on to each other, beside what they leave in the state."""

from collections.abc import Callable
from dataclasses import dataclass, field

import polars as pl

from counterfoil.evidence.policy import Policy
from counterfoil.run.inputs import Inputs
from counterfoil.run.memory import Memory
from counterfoil.run.plan import Step
from counterfoil.run.record import Kept, digests_of, inputs_digest, references_from
from counterfoil.run.request import Given, ScreenRequest, kept_for
from counterfoil.run.state import END, State
from counterfoil.screening.references import References

Telling = Callable[[Step, int, int | None], None]  # step, offers done, offers in all where known
INTAKE = "intake"
POPULATION = "population.parquet"


@dataclass
class Run:
    """One run, at work: what was asked, what was read, and how far it has come."""

    request: ScreenRequest
    state: State
    tell: Telling
    memory: Memory
    inputs: Inputs
    given: Given
    shadow: Policy | None = None
    digests: dict[str, str] = field(default_factory=dict)  # SHA-256 of each reference table's rows
    _made: tuple[Kept, References] | None = None

    def kept(self) -> int:
        """Return how many offers the intake kept, ids used twice among them."""
        return int(self.state.facts(f"{INTAKE}/{END}")["kept"])

    def offers_read(self) -> int:
        """Return how many offers the file holds."""
        return self.kept() + int(self.state.facts(f"{INTAKE}/{END}")["rejected"])

    def unique(self) -> int:
        """Return how many offers are screened: the first of each id."""
        return self.kept() - int(self.state.facts("repeated")["repeated"])

    def ready(self) -> References:
        """Return the references; offers have to be compared before."""
        return self._references()[1]

    def kept_tables(self) -> Kept:
        """Return what the references are made from."""
        return self._references()[0]

    def _references(self) -> tuple[Kept, References]:
        if self._made is None:
            population = pl.read_parquet(self.state.path("population") / POPULATION)
            staged = [self.state.path(unit) / "offers.parquet" for unit in self.state.parts(INTAKE)]
            kept = kept_for(self.given, offers=pl.scan_parquet(staged), population=population)
            self.digests = digests_of(kept)
            self._made = kept, references_from(kept, digest=inputs_digest(kept, self.digests))
        return self._made
