"""What cases are built from: the results of screening, linking, matching and vetting, one set of tables.

A run that was not given leaves its tables empty.
"""

from typing import NamedTuple

import polars as pl

from counterfoil.tables.decision import Decision
from counterfoil.tables.dossier import Dossier
from counterfoil.tables.finding import Finding
from counterfoil.tables.goods import Goods
from counterfoil.tables.link import Link
from counterfoil.tables.match import Match
from counterfoil.tables.offer import Offer
from counterfoil.tables.rate import Rate
from counterfoil.tables.re_entry import ReEntry
from counterfoil.tables.resolved_party import ResolvedParty
from counterfoil.tables.right import Right
from counterfoil.tables.sought_goods import SoughtGoods

SCREENING, LINKING, MATCHING, VETTING = "screening", "linking", "matching", "vetting"
KINDS = (SCREENING, LINKING, MATCHING, VETTING)


class Runs(NamedTuple):
    """Tables by their contracts; `findings` are of offers, `seller_findings` of sellers; `folders` says by KINDS in
    which folder each run lies, so that evidence can name its source."""

    offers: pl.DataFrame = Offer.create_empty()
    decisions: pl.DataFrame = Decision.create_empty()
    findings: pl.DataFrame = Finding.create_empty()
    rights: pl.DataFrame = Right.create_empty()
    parties: pl.DataFrame = ResolvedParty.create_empty()
    links: pl.DataFrame = Link.create_empty()
    re_entries: pl.DataFrame = ReEntry.create_empty()
    matches: pl.DataFrame = Match.create_empty()
    items: pl.DataFrame = Goods.create_empty()
    sought: pl.DataFrame = SoughtGoods.create_empty()
    dossiers: pl.DataFrame = Dossier.create_empty()
    seller_findings: pl.DataFrame = Finding.create_empty()
    rates: pl.DataFrame = Rate.create_empty()
    folders: tuple[tuple[str, str], ...] = ()

    def source(self, kind: str, table: str) -> str:
        """Return FOLDER/TABLE of a run by its kind, as evidence names it."""
        return f"{dict(self.folders).get(kind, kind)}/{table}.parquet"

    def decided(self) -> pl.DataFrame:
        """Return the offers that were screened, each with its decision: columns of both, `id` as `subject_id`."""
        return self.decisions.join(self.offers.rename({"id": "subject_id"}), on="subject_id", maintain_order="left")

    def of_accounts(self, accounts: pl.Series) -> "Runs":
        """Return the same with the offers of these accounts alone, and what was decided and found of them."""
        offers = self.offers.filter(pl.col("external_seller_id").is_in(accounts.implode()))
        own = offers.select(subject_id="id")
        decisions, findings = (one.join(own, on="subject_id", how="semi", maintain_order="left") for one in self[1:3])
        return self._replace(offers=offers, decisions=decisions, findings=findings)
