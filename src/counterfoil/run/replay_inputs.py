"""Which inputs does the user want a run held against? Their own files as they are now, or what another run kept."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from counterfoil.errors import UserError
from counterfoil.intake.authorisations import read_authorisations
from counterfoil.intake.rights import read_rights
from counterfoil.intake.tables import read_complaints, read_rates, read_reference_prices, read_sales, read_sellers
from counterfoil.run.inputs import digest_of, opened
from counterfoil.run.record import FOLDER, MODEL, POLICY, RIGHTS, Kept, is_kept, read_kept
from counterfoil.run.request import AUTHORISATIONS, without_names

READERS = {
    RIGHTS: read_rights,
    "sellers": read_sellers,
    "prices": read_reference_prices,
    "rates": read_rates,
    "complaints": read_complaints,
    "sales": read_sales,
    AUTHORISATIONS: read_authorisations,
}
SETTINGS = {"model": MODEL, "policy": POLICY}


class Given(NamedTuple):
    """The inputs to use, and what the user should know of files in the folder that were not."""

    kept: Kept
    unused: tuple[str, ...]


def inputs_in(folder: Path, files: Sequence[Mapping[str, Any]], *, kept: Kept, offers: pl.LazyFrame) -> Given:
    """Return `kept` with what `folder` holds in its place: the tables of another run's replay folder, or the files
    under the names that `files` of run.json tells (else model.toml, policy.toml).

    Raises UserError where the folder holds neither, or a file in it cannot be used.
    """
    for place in (folder, folder / FOLDER):
        if is_kept(place):
            return Given(read_kept(place), ())
    names = SETTINGS | {str(file["role"]): str(file["name"]) for file in files}
    present = {role: folder / name for role, name in names.items() if (folder / name).is_file()}
    if not set(present) & {*READERS, *SETTINGS}:
        told = ", ".join(name for role, name in names.items() if role in {*READERS, *SETTINGS})
        raise UserError("None of this run's inputs is here.", cure=f"Put any of {told} there.", file=str(folder))
    data = {role: _bytes(present.get(role), otherwise) for role, otherwise in _settings(kept)}
    return Given(Kept(_tables(present, kept, offers), data["model"], data["policy"]), _offers_told(present, files))


def _tables(present: Mapping[str, Path], kept: Kept, offers: pl.LazyFrame) -> dict[str, pl.DataFrame]:
    """Read the tables that are present; digests stand for names in them as in those that were kept."""
    tables = dict(kept.tables)
    for role in READERS.keys() & present.keys():
        with opened(present[role]) as stream:
            tables[role] = READERS[role](stream, file=present[role].name).kept
    told = without_names(tables[RIGHTS], tables, offers=offers)
    return {**told, RIGHTS: told[RIGHTS] if RIGHTS in present else kept.tables[RIGHTS]}


def _settings(kept: Kept) -> tuple[tuple[str, bytes], ...]:
    return ("model", kept.model), ("policy", kept.policy)


def _bytes(path: Path | None, otherwise: bytes) -> bytes:
    if path is None:
        return otherwise
    with opened(path) as stream:
        return stream.read()


def _offers_told(present: Mapping[str, Path], files: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Say so where the offers file has changed: the offer itself is always the recorded one."""
    recorded = next((file["sha256"] for file in files if file["role"] == "offers"), None)
    if "offers" not in present or digest_of(present["offers"]) == recorded:
        return ()
    return (f"{present['offers'].name} has changed since the run; the offer is taken as it was recorded",)
