"""What is remembered of the matches while they are found? Counts, and a bounded number of rows for the report."""

from dataclasses import dataclass, field

import polars as pl

from counterfoil.matching.commingled import PLACES, commingled, places_of
from counterfoil.tables.match import VERDICTS

SHOWN = 300  # items of each verdict that the report lists
FOUND_BY = (  # of an item, by what people find it; its supplier and notes on it may name people, and stay out
    *("id", "title", "brand", "gtin", "mpn", "lot", "serial_first", "serial_last", "shipment_id", "sscc"),
    *("facility", "quantity", "quantity_unit", "external_seller_id", "kind", "line", "file"),
)
_BY_PLACE = ["facility", "verdict", "quantity_unit"]
NOWHERE = pl.DataFrame(
    schema=dict.fromkeys(_BY_PLACE, pl.String()) | {"entries": pl.UInt32(), "quantity": pl.Decimal(24, 6)}
)
_RANK = pl.col("verdict").replace_strict({name: at for at, name in enumerate(VERDICTS)}, return_dtype=pl.Int8)


@dataclass
class Gathered:
    """Counts by verdict and by place, each item under the gravest of its matches, and the first items of each."""

    verdicts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(VERDICTS, 0))
    _shown: list[pl.DataFrame] = field(default_factory=list)
    _by_place: pl.DataFrame | None = None
    _lying: pl.DataFrame | None = None

    def add(self, matches: pl.DataFrame, items: pl.DataFrame) -> None:
        """Take in the matches (contract Match) of a batch and their items (Goods, with `item_id` and `file`)."""
        told = gravest(matches).join(items.select("item_id", *FOUND_BY), on="item_id", maintain_order="left")
        self._keep_shown(told)
        for verdict, count in told.group_by("verdict").len().iter_rows():
            self.verdicts[verdict] += count
        of_place = told.group_by(_BY_PLACE).agg(entries=pl.len(), quantity=pl.col("quantity").sum())
        self._by_place = _summed(self._by_place, of_place, _BY_PLACE)
        placed = matches.join(items.select("item_id", "facility"), on="item_id")
        self._lying = _merged(self._lying, places_of(placed, items.select("item_id", "lot")))

    def shown(self) -> pl.DataFrame:
        """Return the first SHOWN items of each verdict: columns of Match and of the item."""
        return pl.concat(self._shown) if self._shown else pl.DataFrame(schema={"verdict": pl.String})

    def places(self) -> pl.DataFrame:
        """Return facility, verdict, quantity_unit, entries and quantity."""
        return NOWHERE if self._by_place is None else self._by_place.sort(_BY_PLACE)

    def commingled(self) -> pl.DataFrame:
        """Return the places (PLACES) in which goods of several sources lie."""
        return pl.DataFrame(schema=PLACES) if self._lying is None else commingled(self._lying)

    def _keep_shown(self, told: pl.DataFrame) -> None:
        for verdict in VERDICTS:
            room = SHOWN - self.verdicts[verdict]
            if room > 0:
                first = told.filter(pl.col("verdict") == verdict).head(room)
                self._shown.append(first.with_columns(item_id="id"))


def gravest(matches: pl.DataFrame) -> pl.DataFrame:
    """Return the gravest match of each item: offending before examine, genuine stock and no action; in their order."""
    ordered = matches.sort(_RANK, -pl.col("source_score"), -pl.col("product_score"), "goods_id", maintain_order=True)
    best = ordered.unique("item_id", keep="first").select("item_id", "goods_id")
    return matches.join(best, on=["item_id", "goods_id"], how="semi", maintain_order="left")


def _summed(known: pl.DataFrame | None, more: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    if known is None:
        return more
    return pl.concat([known, more]).group_by(by).agg(pl.col("entries", "quantity").sum())


def _merged(known: pl.DataFrame | None, more: pl.DataFrame) -> pl.DataFrame:
    return more if known is None else pl.concat([known, more])
