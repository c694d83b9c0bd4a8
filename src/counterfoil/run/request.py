"""What the user asked to have screened, and what is used of the files that came with it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import polars as pl

from counterfoil.errors import UserError
from counterfoil.evidence.policy import default_policy
from counterfoil.evidence.policy_file import read_policy
from counterfoil.evidence.weights import default_model, read_model
from counterfoil.intake.authorisations import read_authorisations
from counterfoil.intake.known_pictures import read_known_pictures
from counterfoil.intake.rights import read_rights
from counterfoil.intake.tables import read_complaints, read_rates, read_reference_prices, read_sales, read_sellers
from counterfoil.run.inputs import Inputs, opened
from counterfoil.run.order_blocking import orders_in
from counterfoil.run.record import ORDERS, RIGHTS, Kept
from counterfoil.screening.references import (
    NO_AUTHORISATIONS,
    NO_COMPLAINTS,
    NO_PRICES,
    NO_RATES,
    NO_SALES,
    NO_SELLERS,
)
from counterfoil.screening.seller_names import (
    authorisations_without_names,
    named_sellers,
    rights_without_names,
    sellers_without_names,
)
from counterfoil.tables.known_picture import KnownPicture
from counterfoil.tables.right import Right, has_no_words, is_over, is_screened

NO_RIGHTS = Right.create_empty()
AUTHORISATIONS = "authorisations"
Tables = Mapping[str, pl.DataFrame]


@dataclass(frozen=True, kw_only=True)
class ScreenRequest:
    """The files of one screening; only offers, rights and the folder for the results must be given."""

    offers: Path
    rights: Path
    out: Path
    mapping: Path | None = None
    encoding: str | None = None
    sellers: Path | None = None
    prices: Path | None = None
    rates: Path | None = None
    complaints: Path | None = None
    sales: Path | None = None
    authorisations: Path | None = None
    policy: Path | None = None
    shadow_policy: Path | None = None
    model: Path | None = None
    images: Path | None = None
    known_pictures: Path | None = None
    orders: tuple[Path, ...] = ()
    day: dt.date | None = None  # on which orders have to be in force


class Given(NamedTuple):
    """The files beside the offers as they were read: rights, other tables, policy, model, known pictures."""

    rights: pl.DataFrame
    tables: dict[str, pl.DataFrame]
    policy: bytes
    model: bytes
    known_pictures: pl.DataFrame


def given_in(request: ScreenRequest, inputs: Inputs) -> Given:
    """Read the files beside the offers; rejects and digests of files are noted in `inputs`.

    Raises UserError that names the file which cannot be used, the user's model or policy among them.
    """
    rights = inputs.table("rights", request.rights, read_rights, NO_RIGHTS)
    _note_unscreened(rights, request.rights, inputs)
    tables = {
        "sellers": inputs.table("sellers", request.sellers, read_sellers, NO_SELLERS),
        "prices": inputs.table("prices", request.prices, read_reference_prices, NO_PRICES),
        "rates": inputs.table("rates", request.rates, read_rates, NO_RATES),
        "complaints": inputs.table("complaints", request.complaints, read_complaints, NO_COMPLAINTS),
        "sales": inputs.table("sales", request.sales, read_sales, NO_SALES),
        AUTHORISATIONS: inputs.table(AUTHORISATIONS, request.authorisations, read_authorisations, NO_AUTHORISATIONS),
    }
    if request.orders:
        tables[ORDERS] = orders_in(request.orders, inputs, day=request.day or dt.datetime.now(dt.UTC).date())
    known = inputs.table("known_pictures", request.known_pictures, read_known_pictures, KnownPicture.create_empty())
    policy = _bytes(inputs, "policy", request.policy, default_policy())
    model = _bytes(inputs, "model", request.model, default_model())
    read_policy(policy, file=_name(request.policy, "policy"))
    read_model(model, file=_name(request.model, "model"))
    return Given(rights, tables, policy, model, known)


def kept_for(given: Given, *, offers: pl.LazyFrame, population: pl.DataFrame) -> Kept:
    """Return what the run uses of the files beside the offers, sellers' names as digests, and `population`."""
    tables = {**without_names(given.rights, given.tables, offers=offers), "population": population}
    return Kept(tables=tables, policy=given.policy, model=given.model)


def without_names(rights: pl.DataFrame, tables: Tables, *, offers: pl.LazyFrame) -> dict[str, pl.DataFrame]:
    """Return the tables as screening uses them; of `offers`, only `external_seller_id` is read."""
    account = pl.col("external_seller_id")
    dated = tables[AUTHORISATIONS]
    named = [*named_sellers(rights), *dated["seller"]]
    trading = (
        offers.select(account).filter(account.is_in(named)).unique().collect(engine="streaming").to_series().to_list()
    )
    registered = tables["sellers"]["id"].to_list()
    return {
        RIGHTS: rights_without_names(rights.filter(is_screened()), registered=registered, trading=trading),
        **tables,
        "sellers": sellers_without_names(tables["sellers"]),
        AUTHORISATIONS: authorisations_without_names(dated, registered=registered, trading=trading),
    }


def _note_unscreened(rights: pl.DataFrame, path: Path, inputs: Inputs) -> None:
    """Note how many rights no offer is held against. Raises UserError where none is left."""
    over, wordless = rights.select(is_over().sum(), (has_no_words() & ~is_over()).sum()).row(0)
    if over + wordless == rights.height:
        problem = (
            f"None of the {rights.height:,} rights can be screened for: {over:,} are over, {wordless:,} have no words."
        )
        raise UserError(problem, cure="Give rights that are in force and have words.", file=path.name)
    inputs.add("rights", over=over, without_words=wordless)


def _bytes(inputs: Inputs, role: str, path: Path | None, otherwise: bytes) -> bytes:
    if path is None:
        return otherwise
    with opened(path) as stream:
        data = stream.read()
    inputs.note(role, path)
    return data


def _name(path: Path | None, otherwise: str) -> str:
    return path.name if path else otherwise
