"""What must a run keep, so that each of its decisions can be made again? Everything that a decision depends on.

The folder `replay` beside the results holds the reference tables as they were used (Parquet), the model and the
policy (TOML). A run screens with exactly these tables, so what is kept cannot differ from what was used. They hold
no seller's name, address, e-mail or phone: see `counterfoil.screening.seller_names`.
"""

import hashlib
import json
import platform
import shutil
from collections.abc import Mapping
from dataclasses import fields
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

import polars as pl

from counterfoil import __version__
from counterfoil.errors import UserError
from counterfoil.evidence.policy_file import read_policy
from counterfoil.evidence.weights import read_model
from counterfoil.run.inputs import digest_of, digest_of_table
from counterfoil.run.mark_index_files import kept_scanner
from counterfoil.run.outputs import write_parquet
from counterfoil.screening.marks import build_marks
from counterfoil.screening.references import References

FOLDER = "replay"
MODEL, POLICY = "model.toml", "policy.toml"
RIGHTS = "rights"
ORDERS = "orders"  # kept only where orders were given, so that runs without them stay what they were
_DATA = tuple(field.name for field in fields(References) if field.type is pl.DataFrame)
TABLES = (RIGHTS, *(name for name in _DATA if name != ORDERS))
PACKAGES = ("polars", "numba", "dataframely", "wordfreq", "english-words")  # whose version can change an answer


class Kept(NamedTuple):
    """The reference tables by TABLES' names (ORDERS where given), and the bytes of the model and the policy."""

    tables: Mapping[str, pl.DataFrame]
    model: bytes
    policy: bytes


def references_from(kept: Kept, *, digest: str = "", model: str = MODEL, policy: str = POLICY) -> References:
    """Return what screening is given; `digest` is its inputs_digest where that is known already.

    Raises UserError that names the file, `model` or `policy`, that is none.
    """
    return References(
        marks=build_marks(kept.tables[RIGHTS], kept_scanner),
        model=read_model(kept.model, file=model),
        policy=read_policy(kept.policy, file=policy),
        engine_version=__version__,
        inputs_digest=digest or inputs_digest(kept),
        **{name: kept.tables[name] for name in _DATA if name in kept.tables},
    )


def digests_of(kept: Kept) -> dict[str, str]:
    """Return the SHA-256 of each table's rows."""
    return {name: digest_of_table(table) for name, table in kept.tables.items()}


def inputs_digest(kept: Kept, of_tables: Mapping[str, str] | None = None) -> str:
    """Return one SHA-256 over the engine's version and the digests of all that an assessment depends on.

    `of_tables` are those of the tables where they are known already.
    """
    digests = dict(of_tables or digests_of(kept)) | {
        name: hashlib.sha256(data).hexdigest() for name, data in (("policy", kept.policy), ("model", kept.model))
    }
    return hashlib.sha256(json.dumps({"engine": __version__, **digests}, sort_keys=True).encode()).hexdigest()


def write_kept(kept: Kept, folder: Path) -> dict[str, str]:
    """Write all that is kept into `folder`, anew, and return the SHA-256 of each file by its name."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, table in kept.tables.items():
        write_parquet(folder / f"{name}.parquet", table)
    (folder / MODEL).write_bytes(kept.model)
    (folder / POLICY).write_bytes(kept.policy)
    return {path.name: digest_of(path) for path in sorted(folder.iterdir())}


def read_kept(folder: Path) -> Kept:
    """Return what a run kept. Raises UserError that names the file which is missing or cannot be read."""
    more = (ORDERS,) if (folder / f"{ORDERS}.parquet").exists() else ()
    tables = {name: _table(folder / f"{name}.parquet") for name in (*TABLES, *more)}
    return Kept(tables, *(_bytes(folder / name) for name in (MODEL, POLICY)))


def is_kept(folder: Path) -> bool:
    """Say whether a folder holds what a run kept, rather than a user's own files."""
    return (folder / f"{RIGHTS}.parquet").is_file() and (folder / MODEL).is_file() and (folder / POLICY).is_file()


def versions() -> dict[str, str]:
    """Return the versions that an answer may depend on: counterfoil, python, and PACKAGES that are installed."""
    found = {"counterfoil": __version__, "python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            continue
    return found


def _table(path: Path) -> pl.DataFrame:
    try:
        return pl.read_parquet(path)
    except (OSError, pl.exceptions.PolarsError) as cause:
        raise _unreadable(path) from cause


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as cause:
        raise _unreadable(path) from cause


def _unreadable(path: Path) -> UserError:
    return UserError(
        "This file is missing or damaged, and without it the run cannot be made again.",
        cure="Restore it from a copy of the results, or screen again.",
        file=str(path),
    )
