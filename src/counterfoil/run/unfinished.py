"""What if a process is killed between the tables of an act and its event? The act was not done: the tables as before.

Before an act that changes several tables, they are kept in a folder of their own, `.before-N`, N being the events there
are; it goes once the event stands. A folder whose N is still the number of events is of an act that never came to its
end, and what it keeps is what counts: the next act puts it back before it begins.
"""

import shutil
from collections.abc import Mapping
from pathlib import Path

import dataframely as dy
import polars as pl

from counterfoil.run.kept_tables import read_kept_tables, write_kept_table
from counterfoil.run.outputs import told_of_disk, whole

_NAME = ".before-"


def keep(
    folder: Path, tables: Mapping[str, pl.DataFrame], contracts: Mapping[str, type[dy.Schema]], *, acts: int
) -> None:
    """Keep the tables as they are, `acts` being the number of events there are. Raises UserError where it cannot.

    What an act before left undone is put back first: this one may change other tables than that did.
    """
    place, partial = folder / f"{_NAME}{acts}", folder / f"{_NAME}partial"
    with told_of_disk(folder):
        _put_back(place, folder)
        forget(folder)
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir()
        for name, table in tables.items():
            write_kept_table(partial / f"{name}.parquet", table, contracts[name])
        partial.replace(place)


def _put_back(place: Path, folder: Path) -> None:
    for path in sorted(place.glob("*.parquet")):
        with whole(folder / path.name) as partial:
            shutil.copyfile(path, partial)


def forget(folder: Path) -> None:
    """Take away what was kept: the act is done, or what it kept is in use again."""
    for place in folder.glob(f"{_NAME}*"):
        shutil.rmtree(place, ignore_errors=True)


def kept(folder: Path, contracts: Mapping[str, type[dy.Schema]], *, acts: int, of: str) -> dict[str, pl.DataFrame]:
    """Return the tables that were kept before an act that never came to its end; none where every act did."""
    place = folder / f"{_NAME}{acts}"
    names = tuple(path.stem for path in sorted(place.glob("*.parquet")) if path.stem in contracts)
    return read_kept_tables(place, {name: contracts[name] for name in names}, needed=names, of=of)
