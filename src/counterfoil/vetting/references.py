"""What is a seller held against? Everything that vetting receives beside the sellers, made ready once."""

import datetime as dt
from dataclasses import dataclass, field

import polars as pl

from counterfoil.evidence.weights import Model, read_model, shipped_model
from counterfoil.tables.authorisation import Authorisation
from counterfoil.tables.party import Party
from counterfoil.tables.rate import Rate
from counterfoil.tables.re_entry import ReEntry
from counterfoil.tables.right import Right
from counterfoil.tables.sale import Sale
from counterfoil.tables.seller_document import SellerDocument
from counterfoil.tables.seller_event import SellerEvent
from counterfoil.vetting.denied.index import DeniedIndex, denied_index
from counterfoil.vetting.regime import DEFAULT, Regime, built_in, read_regime

ENDED = ("terminated", "debarred")  # statuses after which an operator is not to come back
# An account and the ended one that it comes back from; of linking's table ReEntry what vetting looks at.
RETURNS = {"seller_id": pl.String(), "known_seller_id": pl.String(), "known_status": pl.String(),
           "reasons": pl.List(pl.String)}  # fmt: skip


def default_regimes() -> tuple[Regime, ...]:
    """Return the regimes that apply where the user names none."""
    return tuple(read_regime(built_in(name), file=name) for name in DEFAULT)


@dataclass(frozen=True, kw_only=True)
class VettingReferences:
    """All that one dossier depends on beside the seller and the day; tables by their contracts."""

    regimes: tuple[Regime, ...] = field(default_factory=default_regimes)
    model: Model = field(default_factory=lambda: read_model(shipped_model("vetting-1")))
    denied: DeniedIndex | None = None
    sales: pl.DataFrame = field(default_factory=Sale.create_empty)
    rates: pl.DataFrame = field(default_factory=Rate.create_empty)
    documents: pl.DataFrame = field(default_factory=SellerDocument.create_empty)
    events: pl.DataFrame = field(default_factory=SellerEvent.create_empty)
    offers: pl.DataFrame | None = None
    rights: pl.DataFrame = field(default_factory=Right.create_empty)
    authorisations: pl.DataFrame = field(default_factory=Authorisation.create_empty)
    re_entries: pl.DataFrame = field(default_factory=ReEntry.create_empty)
    engine_version: str = ""
    inputs_digest: str = ""

    def regime(self, name: str) -> Regime | None:
        """Return the regime of that name, None where it does not apply in this run."""
        return next((one for one in self.regimes if one.name == name), None)


def screened_lists(parties: pl.DataFrame | None, *, day: dt.date) -> DeniedIndex | None:
    """Return the lists made ready for `day`, None where there are none, so that nobody is told to be screened."""
    return None if parties is None else denied_index(Party.cast(parties.select(Party.column_names())), day=day)
