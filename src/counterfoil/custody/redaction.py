"""What is to be withheld from an edition? Fields by name, files by pattern, each with the reason; a TOML file.

A name that fits nothing is refused: a slip of the pen would tell what was to be withheld.
"""

from collections.abc import Iterable, Mapping, Set
from fnmatch import fnmatchcase
from typing import Any

import msgspec

from counterfoil.custody.layout import KEPT, LISTED
from counterfoil.errors import UserError
from counterfoil.tables.record_file import Record, read_record

NO_REASON = "no reason given"
_EXAMPLE = "the example in docs/custody.md"


class Fields(Record, frozen=True):
    """Fields as `table.field`, either of them `*`; `where` narrows it to records that have these values."""

    fields: tuple[str, ...]
    reason: str
    where: dict[str, str | int | bool] = msgspec.field(default_factory=dict)


class Files(Record, frozen=True):
    """Files of the case by pattern, such as `exhibits/*.eml`."""

    files: tuple[str, ...]
    reason: str


class Profile(Record, frozen=True):
    """What is withheld, and which files beside the exhibits are kept: by default only exhibits are."""

    withhold: tuple[Fields, ...] = ()
    withhold_files: tuple[Files, ...] = ()
    keep_files: tuple[str, ...] = ()


def read_profile(data: bytes, *, file: str) -> Profile:
    """Return a profile. Raises UserError where the TOML holds none."""
    return read_record(data, Profile, file=file, what="profile of what to withhold", example=_EXAMPLE)


def profile_of_fields(fields: str) -> Profile:
    """Return the profile of `table.field,table.field`, as it is given on the command line."""
    named = tuple(part.strip() for part in fields.split(",") if part.strip())
    return Profile(withhold=(Fields(fields=named, reason=NO_REASON),))


def check_profile(profile: Profile, known: Mapping[str, Set[str]]) -> None:
    """Raise UserError for a field that no record of the bundle has, or that may not be withheld.

    `known` are the fields of each table; those of an empty table are not known, and any name may stand for them.
    """
    for part in profile.withhold:
        for name in part.fields:
            fits = _fitting(name, known)
            if not fits:
                raise UserError(f"No record has the field {name}.", cure=_fields_of(name.partition(".")[0], known))
            if "*" not in name and fits <= KEPT:
                cure = "Withhold other fields: what speaks for and against, and the numbers of events, stay to be seen."
                raise UserError(f"{name} is never withheld.", cure=cure)
            for asked in part.where:
                if not any(asked in (known[table] or {asked}) for table, _ in fits):
                    cure = f"Fields that {name} stands beside: {', '.join(sorted(_beside(fits, known)))}."
                    raise UserError(f"No record with {name} has the field {asked}.", cure=cure)


def _fitting(name: str, known: Mapping[str, Set[str]]) -> set[tuple[str, str]]:
    wanted = name.partition(".")[2]
    return {
        (table, field)
        for table, fields in known.items()
        if table != LISTED
        for field in (fields or {wanted})
        if _fits(name, table, field)
    }


def _beside(fits: set[tuple[str, str]], known: Mapping[str, Set[str]]) -> set[str]:
    return {field for table, _ in fits for field in known[table]}


def _fields_of(table: str, known: Mapping[str, Set[str]]) -> str:
    if table == LISTED:
        return "Withhold a file with [[withhold_files]] in a profile."
    if table in known:
        return f"Fields of {table}: {', '.join(sorted(known[table]))}."
    return f"Write TABLE.FIELD; tables: {', '.join(sorted(set(known) - {LISTED}))}."


def fields_withheld(profile: Profile, table: str, values: Mapping[str, Any], fields: Set[str]) -> dict[str, str]:
    """Return the fields of one record to withhold, each with the reason; `values` are those that are told.

    A condition on a field that is withheld already is taken as met: what cannot be checked is not told.
    """
    found: dict[str, str] = {}
    for part in profile.withhold:
        if not all(name in fields and values.get(name, wanted) == wanted for name, wanted in part.where.items()):
            continue
        for field in fields:
            if (table, field) not in KEPT and any(_fits(name, table, field) for name in part.fields):
                found.setdefault(field, part.reason)
    return found


def _fits(name: str, table: str, field: str) -> bool:
    wanted_table, _, wanted_field = name.partition(".")
    return wanted_table in ("*", table) and wanted_field in ("*", field)


def files_withheld(profile: Profile, paths: Iterable[str], exhibits: Mapping[str, bool]) -> dict[str, str]:
    """Return the files to withhold, each with the reason. `exhibits`: whether that exhibit's file is marked withheld.

    Raises UserError for a pattern that no file fits.
    """
    paths = list(paths)
    patterns = [*profile.keep_files, *(one for part in profile.withhold_files for one in part.files)]
    for pattern in patterns:
        if not any(fnmatchcase(path, pattern) for path in paths):
            raise UserError(f"No file of the case fits {pattern}.", cure="Write the path within the case's folder.")
    found: dict[str, str] = {}
    for path in paths:
        named = [part.reason for part in profile.withhold_files if any(fnmatchcase(path, one) for one in part.files)]
        if named:
            found[path] = named[0]
        elif exhibits.get(path, False):
            found[path] = "the exhibit is marked to be withheld"
        elif path not in exhibits and not any(fnmatchcase(path, pattern) for pattern in profile.keep_files):
            found[path] = "no exhibit, and the profile does not keep it: a made document may repeat what is withheld"
    return found
