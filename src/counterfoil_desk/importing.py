"""What `counterfoil desk import` and `denied-lists` do: act for an organisation, take files in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from counterfoil_desk.organisation import OPERATOR, acting_as
from counterfoil_desk.reaching import number_of, reached_by_django


@dataclass(frozen=True, kw_only=True)
class ImportRequest:
    """The folder of a run, for whom it is brought in, and where a bundled database lies."""

    folder: Path
    organisation: UUID
    home: Path


def import_run(request: ImportRequest, environment: Mapping[str, str], *, tell: Callable[[int, int], None]) -> str:
    """Return a sentence on what came of it. Raises UserError for an unknown organisation, or a run not whole."""
    with reached_by_django(request.home, environment):
        from counterfoil_desk.service import imports

        number = number_of(request.organisation)
        with acting_as(organisation=number):
            found = imports.import_run(request.folder, organisation=number, by=OPERATOR, tell=tell)
    counted = ", ".join(f"{offers:,} {decision}" for decision, offers in found.counts.items() if offers)
    return f"Brought in: {counted}." if found.is_new else f"This run was brought in before, whole: {counted}."


def read_denied_lists(files: Sequence[Path], organisation: UUID, *, home: Path, environment: Mapping[str, str]) -> str:
    """Put lists of denied parties in the place of an organisation's; return a sentence on what came of it."""
    with reached_by_django(home, environment):
        from counterfoil_desk.service import denied_lists

        number = number_of(organisation)
        with acting_as(organisation=number):
            found = denied_lists.read_lists(files, organisation=number, by=OPERATOR)
    return f"{found.parties:,} denied parties are in force, {found.rejects.height:,} rows could not be used."
