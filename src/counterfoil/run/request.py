"""What the user asked to have screened, and the references made ready from the files that came with it."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from counterfoil import __version__
from counterfoil.evidence.policy import default_policy, read_policy
from counterfoil.evidence.weights import default_model, read_model
from counterfoil.intake.rights import read_rights
from counterfoil.intake.tables import read_complaints, read_rates, read_reference_prices, read_sales, read_sellers
from counterfoil.run.inputs import Inputs, digest_of_table, opened
from counterfoil.screening.marks import build_marks
from counterfoil.screening.references import NO_COMPLAINTS, NO_PRICES, NO_RATES, NO_SALES, NO_SELLERS, References


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
    policy: Path | None = None
    model: Path | None = None


def references_for(request: ScreenRequest, inputs: Inputs, *, gtin_uses: pl.DataFrame) -> References:
    """Read the files beside the offers and return the references; rejects and digests are noted in `inputs`."""
    rights = inputs.table("rights", request.rights, read_rights, NO_SELLERS)
    tables = {
        "sellers": inputs.table("sellers", request.sellers, read_sellers, NO_SELLERS),
        "prices": inputs.table("prices", request.prices, read_reference_prices, NO_PRICES),
        "rates": inputs.table("rates", request.rates, read_rates, NO_RATES),
        "complaints": inputs.table("complaints", request.complaints, read_complaints, NO_COMPLAINTS),
        "sales": inputs.table("sales", request.sales, read_sales, NO_SALES),
    }
    policy = _bytes(inputs, "policy", request.policy, default_policy())
    model = _bytes(inputs, "model", request.model, default_model())
    return References(
        marks=build_marks(rights),
        model=read_model(model, file=_name(request.model, "model")),
        policy=read_policy(policy, file=_name(request.policy, "policy")),
        gtin_uses=gtin_uses,
        engine_version=__version__,
        inputs_digest=_digest({"rights": rights, **tables, "gtin uses": gtin_uses}, policy, model),
        **tables,
    )


def _bytes(inputs: Inputs, role: str, path: Path | None, otherwise: bytes) -> bytes:
    if path is None:
        return otherwise
    with opened(path) as stream:
        data = stream.read()
    inputs.note(role, path)
    return data


def _name(path: Path | None, otherwise: str) -> str:
    return path.name if path else otherwise


def _digest(tables: dict[str, pl.DataFrame], policy: bytes, model: bytes) -> str:
    """Return one SHA-256 over the engine's version and the digests of all that an assessment depends on."""
    digests = {name: digest_of_table(table) for name, table in tables.items()}
    digests |= {name: hashlib.sha256(data).hexdigest() for name, data in (("policy", policy), ("model", model))}
    return hashlib.sha256(json.dumps({"engine": __version__, **digests}, sort_keys=True).encode()).hexdigest()
