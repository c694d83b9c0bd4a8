"""Is a transparency report what was exported, and what its tables give? Checked from what is published, by anyone."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

from counterfoil.run.gathered_tables import gathered
from counterfoil.run.inputs import digest_of, opened
from counterfoil.run.outputs import SEAL
from counterfoil.run.sealed_record import Sort, sealed_record
from counterfoil.run.transparency_files import PUBLIC, REPORT, write_texts
from counterfoil.tables.transparency_count import COUNT
from counterfoil.transparency.report import Report, digest_of_content, read_report, report

SORT: Final = Sort("transparency report", "transparency", folders=(PUBLIC,))


class Difference(NamedTuple):
    """Where an exported report is not what it should be: which number, or which file, and in what."""

    where: str
    says: str


def run_recompute(folder: Path, tables: Iterable[Path]) -> list[Difference]:
    """Return where the report in a folder is not what its own digest says, or what the tables give.

    `folder` is what a report was written to, or the folder `public` of it alone. Without tables, whether the numbers
    are those of the digest, page and CSV say what report.json says (so the public can check them), and files are those
    of run.json, where it is. Raises UserError where there is no report, or run.json is damaged.
    """
    path = folder / REPORT if (folder / REPORT).exists() else folder / PUBLIC / REPORT
    with opened(path) as stream:
        exported, stated = read_report(stream.read(), file=str(path))
    found = [] if digest_of_content(exported.content()) == stated else [Difference(REPORT, "Its digest is another.")]
    found += _changed_files(folder)
    found += _not_said(path.parent, exported, stated)
    given = tuple(tables)
    if given:
        again = report(gathered(given).tables, exported.asked, limit=exported.limit)
        found += _differences(exported, again)
    return found


def _changed_files(folder: Path) -> Iterable[Difference]:
    """Yield the files that are not those of run.json; none where only the folder `public` is there."""
    if not (folder / SEAL).exists():
        return
    for name, digest in sealed_record(folder, SORT)["outputs"].items():
        if not (folder / name).is_file():
            yield Difference(name, "The file is missing.")
        elif digest_of(folder / name) != digest:
            yield Difference(name, "The file was changed since it was written.")


def _not_said(public: Path, exported: Report, stated: str) -> Iterable[Difference]:
    """Yield the page and CSV files that do not say what report.json says; of the paper run.json alone can tell."""
    with TemporaryDirectory() as made:
        for name in write_texts(exported, Path(made), digest=stated):
            if not (public / name).is_file():
                yield Difference(name, "The file is missing.")
            elif (public / name).read_bytes() != (Path(made) / name).read_bytes():
                yield Difference(name, f"It does not say what {REPORT} says.")


def _differences(exported: Report, again: Report) -> Iterable[Difference]:
    keys = ("measure", "breakdown", "part", "unit")
    told, counted = (
        {tuple(row[key] for key in keys): row for row in one.counts.to_dicts()} for one in (exported, again)
    )
    for key in dict.fromkeys((*told, *counted)):
        old, new = told.get(key), counted.get(key)
        is_part_of_none = (old is None or new is None) and key[1] and _standings(told, key) != _standings(counted, key)
        if old != new and not is_part_of_none:
            where = ", ".join(part for part in key[:3] if part)
            yield Difference(where, f"exported {_number(old)}, the tables give {_number(new)}")


def _standings(rows: dict[tuple[str, ...], dict[str, Any]], key: tuple[str, ...]) -> str | None:
    """Return how the total of a part's measure stands."""
    total = rows.get((key[0], "", "", COUNT))
    return None if total is None else str(total["standing"])


def _number(row: dict[str, Any] | None) -> str:
    if row is None:
        return "nothing"
    number = row["count"] if row["value"] is None else row["value"]
    return str(row["standing"]) if number is None else f"{number:,}"
