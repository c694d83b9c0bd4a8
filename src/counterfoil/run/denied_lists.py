"""Read the lists of denied parties that a user gives: any number of files, of which some only add to the one before."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl

from counterfoil.errors import UserError
from counterfoil.intake.parties.gathered import gathered
from counterfoil.intake.parties.read import read_parties, read_party_details
from counterfoil.run.inputs import Inputs, opened
from counterfoil.tables.contract import LINE, Sorted
from counterfoil.tables.party import Party
from counterfoil.tables.reject import Reject

ROLE = "denied"


class _Read(NamedTuple):
    kept: pl.DataFrame
    rejects: pl.DataFrame


def denied_parties(paths: Sequence[Path], inputs: Inputs) -> pl.DataFrame | None:
    """Return the parties (contract Party) of all lists with their details, None where no list is given.

    A file of details alone, such as OFAC's ADD.CSV and ALT.CSV, adds to the list given before it. Raises UserError that
    names the file which is neither, or which adds to no list.
    """
    lists: list[pl.DataFrame] = []
    for path in paths:
        parties, details = _tried(path, read_parties), _tried(path, read_party_details)
        if isinstance(parties, UserError) and isinstance(details, UserError):
            raise parties
        if isinstance(parties, UserError) and not lists:
            cure = "Name the list of the parties themselves before it."
            raise UserError("This file only adds to a list of parties.", cure=cure, file=path.name)
        if not isinstance(parties, UserError):
            lists.append(parties.kept)
        if not isinstance(details, UserError):
            lists[-1], strays = gathered(lists[-1], details.kept, file=path.name)
            inputs.rejects.append(strays)
        inputs.note(ROLE, path, rows=sum(one.kept.height for one in (parties, details) if isinstance(one, _Read)))
        inputs.rejects.append(_rejected(parties, details))
    return pl.concat([one.select(Party.column_names()) for one in lists]) if lists else None


def _tried(path: Path, read: Callable[..., Iterator[Sorted]]) -> _Read | UserError:
    """Return what a reader keeps and rejects of a file, or why it cannot be read so."""
    try:
        with opened(path) as stream:
            batches = list(read(stream, file=path.name))
    except UserError as error:
        return error
    return _Read(pl.concat([one.kept for one in batches]), pl.concat([one.rejects for one in batches]))


def _rejected(parties: _Read | UserError, details: _Read | UserError) -> pl.DataFrame:
    """Return what neither reading could use: an address is no party, and no reject where it was read as a detail."""
    read = [one for one in (parties, details) if isinstance(one, _Read)]
    if len(read) == 1:
        return read[0].rejects
    both = read[0].rejects.join(read[1].rejects.select(LINE), on=LINE, how="semi")
    return Reject.cast(both)
