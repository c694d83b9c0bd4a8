"""Read what is known beside the shipments of a day: parties, rights, lists, prices, matches. Each file is optional."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from counterfoil.errors import UserError
from counterfoil.intake.judgements import read_resolved_parties
from counterfoil.intake.re_entries import read_re_entries
from counterfoil.intake.rights import read_rights
from counterfoil.intake.tables import read_reference_prices, read_sellers
from counterfoil.run.denied_lists import denied_parties
from counterfoil.run.inputs import Inputs, opened
from counterfoil.tables.match import VERDICTS
from counterfoil.tables.re_entry import ReEntry
from counterfoil.tables.reference_price import ReferencePrice
from counterfoil.tables.resolved_party import ResolvedParty
from counterfoil.tables.right import Right
from counterfoil.tables.seller import Seller
from counterfoil.targeting.signs.known import CONFIRMED, DENIED, PREFIXES, PRICES, SELLERS, Known
from counterfoil.targeting.signs.reference_tables import built_in_priors, read_priors
from counterfoil.text.names.business import business_key

ENDED = ("terminated", "debarred")


@dataclass(frozen=True, kw_only=True)
class KnownFiles:
    """The files that tell of parties, rights, prices and confirmed fakes; any may be missing."""

    parties: Path | None = None
    sellers: Path | None = None
    rights: Path | None = None
    denied: tuple[Path, ...] = ()
    prices: Path | None = None
    matches: Path | None = None
    priors: Path | None = None


def known_in(files: KnownFiles, inputs: Inputs, *, day: dt.date, consignors: pl.Series) -> Known:
    """Return what the files tell of the day; `consignors` are the names that are held against lists of denied parties.

    Raises UserError for a file or folder that cannot be used.
    """
    sellers = inputs.table("sellers", files.sellers, read_sellers, Seller.create_empty())
    rights = inputs.table("rights", files.rights, read_rights, Right.create_empty())
    prices = inputs.table("prices", files.prices, read_reference_prices, ReferencePrice.create_empty())
    return Known(
        day=day,
        sellers=_sellers(files.parties, sellers, inputs),
        businesses=_businesses(rights, sellers),
        prefixes=_prefixes(rights),
        denied=_denied(files.denied, consignors, inputs, day=day),
        confirmed=_confirmed(files.matches, inputs),
        prices=_cheapest(prices),
        priors=read_priors(*_priors(files.priors, inputs)),
    )


def _sellers(folder: Path | None, sellers: pl.DataFrame, inputs: Inputs) -> pl.DataFrame:
    """Return each account with its party, and whether an account of that party was terminated or debarred."""
    ended = sellers.filter(pl.col("status").is_in(ENDED))["id"].to_list()
    if folder is None:
        alone = sellers.select(seller="id", party="id", closed=pl.col("id").is_in(ended))
        return pl.concat([pl.DataFrame(schema=SELLERS), alone])
    every = inputs.table("parties", folder / "parties.parquet", read_resolved_parties, ResolvedParty.create_empty())
    re_entries = inputs.table("re-entries", folder / "re_entries.parquet", read_re_entries, ReEntry.create_empty())
    parties = every.filter(pl.col("until").is_null())
    ended += [*re_entries["seller_id"], *re_entries["known_seller_id"]]
    told = parties.select(seller="seller_id", party="party_id").unique("seller", keep="first", maintain_order=True)
    others = sellers.select(seller="id", party="id").join(told, on="seller", how="anti")
    return (
        pl.concat([told, others])
        .with_columns(closed=pl.col("seller").is_in(ended).any().over("party"))
        .select(list(SELLERS))
    )


def _businesses(rights: pl.DataFrame, sellers: pl.DataFrame) -> frozenset[str]:
    """Return the business keys of owners and of those they authorised, whose seller ids are looked up."""
    names = dict(sellers.select("id", "name").iter_rows())
    given = rights["authorised_sellers"].explode().drop_nulls().unique()
    every = [*rights["owner"].drop_nulls().unique(), *(names.get(one) or one for one in given)]
    return frozenset(key for key in map(business_key, every) if key)


def _prefixes(rights: pl.DataFrame) -> pl.DataFrame:
    told = (
        rights.select("owner", prefix="company_prefixes")
        .explode("prefix")
        .drop_nulls()
        .unique()
        .sort("prefix", "owner")
    )
    keyed = told.select("prefix", owner=pl.Series([business_key(name) for name in told["owner"]], dtype=pl.String))
    return pl.concat([pl.DataFrame(schema=PREFIXES), keyed])


def _denied(paths: tuple[Path, ...], consignors: pl.Series, inputs: Inputs, *, day: dt.date) -> pl.DataFrame:
    """Return the consignors that may be a listed party, as vetting judges it, the surest entry of each."""
    from counterfoil.vetting.denied.index import denied_index
    from counterfoil.vetting.denied.screen import screen
    from counterfoil.vetting.seller_rows import seller_rows

    listed = denied_parties(paths, inputs)
    if listed is None:
        return pl.DataFrame(schema=DENIED)
    names = consignors.drop_nulls().unique().sort()
    asked = Seller.cast(
        pl.DataFrame({"id": names, "name": names}).with_columns(
            pl.lit(None).alias(name) for name in Seller.column_names() if name not in ("id", "name")
        )
    )
    found = screen(seller_rows(asked), denied_index(listed, day=day))
    keys = pl.Series([business_key(name) for name in found["seller_id"]], dtype=pl.String)
    told = found.with_columns(consignor_key=keys).sort(
        pl.col("weight"), "consignor_key", "entry_id", descending=[True, False, False]
    )
    return told.unique("consignor_key", keep="first", maintain_order=True).select(list(DENIED))


def _confirmed(folder: Path | None, inputs: Inputs) -> pl.DataFrame:
    """Return of each shipment the gravest verdict that `counterfoil match` wrote into the folder."""
    if folder is None:
        return pl.DataFrame(schema=CONFIRMED)
    items = _table(folder, "items", ("id", "shipment_id"), inputs).select(item_id="id", shipment_id="shipment_id")
    matches = _table(folder, "matches", ("item_id", "verdict"), inputs).select("item_id", "verdict")
    grave = matches.filter(pl.col("verdict").is_in(VERDICTS[:2])).join(items.drop_nulls(), on="item_id")
    return grave.select("shipment_id", "verdict").unique().sort("shipment_id", "verdict", descending=[False, True])


def _cheapest(prices: pl.DataFrame) -> pl.DataFrame:
    """Return the cheapest genuine price of each product type; a list of one brand's goods says nothing of the trade."""
    new = prices.filter((pl.col("condition") == "new") & (pl.col("product_type") != ""))
    cheapest = new.group_by("product_type", "currency").agg(pl.col("lowest").cast(pl.Float64).min())
    return cheapest.select(goods_type="product_type", currency="currency", cheapest="lowest").cast(PRICES)  # type: ignore[arg-type]


def _priors(path: Path | None, inputs: Inputs) -> tuple[bytes]:
    if path is None:
        return (built_in_priors(),)
    with opened(path) as stream:
        data = stream.read()
    inputs.note("priors", path)
    return (data,)


def _table(folder: Path, name: str, columns: tuple[str, ...], inputs: Inputs) -> pl.DataFrame:
    """Return columns of a table that another command wrote. Raises UserError where there is none."""
    path = folder / f"{name}.parquet"
    try:
        table = pl.read_parquet(path, columns=list(columns))
    except (OSError, pl.exceptions.PolarsError) as cause:
        cure = "Name the folder that `counterfoil match -o` has written."
        raise UserError("This table is missing or damaged.", cure=cure, file=str(path)) from cause
    inputs.note(name, path, rows=table.height)
    return table
