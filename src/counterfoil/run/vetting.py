"""Vet a file of sellers: read what the user gives, vet, and write dossiers with what lies behind them."""

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import polars as pl

from counterfoil import __version__
from counterfoil.documents.vetting_report import VettingParts, vetting_report
from counterfoil.evidence.weights import read_model, shipped_model
from counterfoil.intake.authorisations import read_authorisations
from counterfoil.intake.offers import read_offers
from counterfoil.intake.re_entries import read_re_entries
from counterfoil.intake.rights import read_rights
from counterfoil.intake.seller_records import read_seller_documents, read_seller_events
from counterfoil.intake.tables import read_rates, read_sales, read_sellers
from counterfoil.run.denied_lists import denied_parties
from counterfoil.run.inputs import Inputs, digest_of, mapping_in, opened
from counterfoil.run.lock import locked
from counterfoil.run.outputs import SEAL, staged, write_json, write_parquet
from counterfoil.run.record import versions
from counterfoil.tables.authorisation import Authorisation
from counterfoil.tables.dossier import STATUSES
from counterfoil.tables.rate import Rate
from counterfoil.tables.re_entry import ReEntry
from counterfoil.tables.reject import Reject
from counterfoil.tables.right import Right
from counterfoil.tables.sale import Sale
from counterfoil.tables.seller_document import SellerDocument
from counterfoil.tables.seller_event import SellerEvent
from counterfoil.vetting.references import VettingReferences, screened_lists
from counterfoil.vetting.regime import DEFAULT, NAMES, Regime, built_in, read_regime
from counterfoil.vetting.vet import Vetted, vet
from counterfoil.vetting.volume import uncounted

OFFER_COLUMNS = ["id", "title", "brand", "external_seller_id"]
MODEL = "vetting-1"


@dataclass(frozen=True, kw_only=True)
class VetRequest:
    """The files of one vetting; only sellers, the day and the folder for the results must be given."""

    sellers: Path
    out: Path
    day: dt.date
    denied: tuple[Path, ...] = ()
    regimes: tuple[str, ...] = DEFAULT
    sales: Path | None = None
    rates: Path | None = None
    documents: Path | None = None
    events: Path | None = None
    offers: Path | None = None
    rights: Path | None = None
    authorisations: Path | None = None
    re_entries: Path | None = None
    mapping: Path | None = None
    encoding: str | None = None


def run_vetting(request: VetRequest) -> dict[str, Any]:
    """Vet into `request.out` and return what run.json says of it.

    Writes dossiers, checks, clocks, findings, denied_matches and rejects (Parquet), report.html and, last, run.json.
    Raises UserError for input that cannot be used; nothing is then left behind.
    """
    started, clock = dt.datetime.now(dt.UTC), perf_counter()
    inputs = Inputs()
    sellers = _sellers(request, inputs)
    references = _references(request, inputs)
    vetted = vet(sellers, references, day=request.day)
    rejects = pl.concat([Reject.create_empty(), *inputs.rejects])
    counts = {status: vetted.dossiers.filter(status=status).height for status in STATUSES}
    record: dict[str, Any] = {
        "command": "vet",
        "day": request.day.isoformat(),
        "started_at": started.isoformat(timespec="seconds"),
        "regimes": [regime.label for regime in references.regimes],
        "model": references.model.label,
        "counts": {"sellers": sellers.height, "rejected": rejects.height} | counts,
        "sales_not_counted": uncounted(references.sales, references.rates),
        "inputs_digest": references.inputs_digest,
        "files": inputs.files,
        "versions": versions(),
    }
    with locked(request.out), staged(request.out) as work:
        tables = vetted._asdict() | {"denied_matches": vetted.matches, "rejects": rejects}
        tables.pop("matches")
        for name, table in tables.items():
            write_parquet(work / f"{name}.parquet", table)
        record["outputs"] = {path.name: digest_of(path) for path in sorted(work.iterdir())}
        record["seconds"] = round(perf_counter() - clock, 3)
        (work / "report.html").write_text(_report(vetted, rejects, record, references.regimes), encoding="utf-8")
        write_json(work / SEAL, record)
    return record


def _sellers(request: VetRequest, inputs: Inputs) -> pl.DataFrame:
    mapping = mapping_in(request.mapping)
    with opened(request.sellers) as stream:
        found = read_sellers(stream, file=request.sellers.name, mapping=mapping, encoding=request.encoding)
    inputs.note("sellers", request.sellers, rows=found.kept.height)
    inputs.rejects.append(found.rejects)
    return found.kept


def _references(request: VetRequest, inputs: Inputs) -> VettingReferences:
    regimes = [_regime(name, inputs) for name in request.regimes]
    parties = denied_parties(request.denied, inputs)
    offers = _offers(request.offers, inputs)
    tables = {
        "sales": inputs.table("sales", request.sales, read_sales, Sale.create_empty()),
        "rates": inputs.table("rates", request.rates, read_rates, Rate.create_empty()),
        "documents": inputs.table("documents", request.documents, read_seller_documents, SellerDocument.create_empty()),
        "events": inputs.table("events", request.events, read_seller_events, SellerEvent.create_empty()),
        "rights": inputs.table("rights", request.rights, read_rights, Right.create_empty()),
        "authorisations": inputs.table(
            "authorisations", request.authorisations, read_authorisations, Authorisation.create_empty()
        ),
        "re_entries": inputs.table("re-entries", request.re_entries, read_re_entries, ReEntry.create_empty()),
    }
    return VettingReferences(
        regimes=tuple(regimes),
        model=read_model(shipped_model(MODEL)),
        denied=screened_lists(parties, day=request.day),
        offers=offers,
        engine_version=__version__,
        inputs_digest=_digest(request, inputs, regimes),
        **tables,
    )


def _regime(name: str, inputs: Inputs) -> Regime:
    """Return a regime that comes with Counterfoil, or the user's own from a file."""
    if name in NAMES:
        return read_regime(built_in(name), file=name)
    path = Path(name)
    with opened(path) as stream:
        data = stream.read()
    inputs.note("regime", path)
    return read_regime(data, file=path.name)


def _offers(path: Path | None, inputs: Inputs) -> pl.DataFrame | None:
    """Return of the offers what vetting looks at; their other columns are not kept in memory."""
    if path is None:
        return None
    kept: list[pl.DataFrame] = []
    with opened(path) as stream:
        for batch in read_offers(stream, file=path.name):
            kept.append(batch.kept.select(OFFER_COLUMNS))
            inputs.rejects.append(batch.rejects)
    found = pl.concat(kept)
    inputs.note("offers", path, rows=found.height)
    return found


def _digest(request: VetRequest, inputs: Inputs, regimes: Sequence[Regime]) -> str:
    """Return one SHA-256 over the engine's version, the day, and all that a dossier depends on."""
    content = {
        "engine": __version__,
        "day": request.day.isoformat(),
        "files": [[file["role"], file["sha256"]] for file in inputs.files],
        "regimes": [repr(regime) for regime in regimes],
        "model": hashlib.sha256(shipped_model(MODEL)).hexdigest(),
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _report(vetted: Vetted, rejects: pl.DataFrame, record: dict[str, Any], regimes: Sequence[Regime]) -> str:
    return vetting_report(
        VettingParts(
            dossiers=vetted.dossiers,
            checks=vetted.checks,
            clocks=vetted.clocks,
            findings=vetted.findings,
            rejects=rejects,
            record=record,
            regimes={regime.label: regime.title for regime in regimes},
        )
    )
