"""What of a register is live? A base file and a small file of what changed since, each known by its digest.

A change of one row among very many writes the small file alone; where that grows long, a new base takes the place of
both. Each is Parquet with the columns of the register's contract and KEY; the small one has IS_REMOVED besides.
"""

import io
from collections.abc import Mapping
from typing import Any, Final

import polars as pl

from counterfoil_desk.accounts.models import Organisation
from counterfoil_desk.database.waiting import waiting_briefly
from counterfoil_desk.records.models import Generation, PublishedFile
from counterfoil_desk.records.registers import Content, Register, file_of, table_of

KEY: Final = "row key"
IS_REMOVED: Final = "row is removed"
CHANGES: Final = " changes"  # behind a register's name in a generation's digests: the small file
MOST_CHANGES: Final = 1_000  # rows of a small file; more are a new base


def publish(
    register: Register, organisation: Organisation, *, changed: Mapping[str, Content | None] | None = None
) -> Generation:
    """Make a register live as it stands now, and advance the generation; return it.

    `changed` holds what rows say by their keys, None where a row was removed; without it all rows are read anew.
    It belongs to the caller's transaction, and changes of one organisation come one after the other.
    """
    generation = locked(organisation)
    base = generation.digests.get(register.name)
    before = generation.digests.get(register.name + CHANGES)
    changes = _changes(register, organisation, before, changed) if base and changed is not None else None
    digests = {name: sha256 for name, sha256 in generation.digests.items() if name != register.name + CHANGES}
    if changes is not None and changes.height <= MOST_CHANGES:
        digests[register.name + CHANGES] = _kept(organisation, changes)
    else:
        digests[register.name] = _kept(organisation, _whole(register, organisation))
    generation.number += 1
    generation.digests = digests
    generation.save()
    return generation


def locked(organisation: Organisation) -> Generation:
    """Return the organisation's generation, held until the transaction ends: changes come one after the other.

    Raises BusyError where somebody else holds it for long.
    """
    with waiting_briefly():
        Generation.objects.get_or_create(organisation=organisation)
        return Generation.objects.select_for_update().get(organisation=organisation)


def opened(organisation: int, sha256: str) -> pl.DataFrame:
    """Return the rows of a published file, in the order of their keys' code points, whatever the database."""
    kept = PublishedFile.objects.get(organisation_id=organisation, sha256=sha256)
    return pl.read_parquet(io.BytesIO(bytes(kept.content)))


def together(base: pl.DataFrame, changes: pl.DataFrame | None) -> pl.DataFrame:
    """Return the register that a base and what changed since come to, without KEY: as if it were written whole."""
    if changes is None:
        return base.drop(KEY)
    stays = base.filter(~pl.col(KEY).is_in(changes[KEY].implode()))  # quicker than a join, which gathers all rows
    added = changes.filter(~pl.col(IS_REMOVED)).select(base.columns)
    return pl.concat([stays, added]).sort(KEY).drop(KEY)


def _whole(register: Register, organisation: Organisation) -> pl.DataFrame:
    rows = register.model._default_manager.filter(organisation=organisation)
    return keyed(register, dict(rows.values_list("key", "content"))).sort(KEY)  # not as the database's language sorts


def _changes(
    register: Register, organisation: Organisation, before: str | None, changed: Mapping[str, Content | None]
) -> pl.DataFrame:
    """Return all that changed since the base, with what changed now."""
    told = {key: content for key, content in sorted(changed.items()) if content is not None}
    gone = sorted(key for key, content in changed.items() if content is None)
    now = keyed(register, told).with_columns(pl.lit(value=False).alias(IS_REMOVED))
    removed = now.clear(len(gone)).with_columns(pl.Series(KEY, gone, pl.String), pl.lit(value=True).alias(IS_REMOVED))
    parts = [now, removed]
    if before:
        parts.append(opened(organisation.pk, before).join(pl.concat(parts), on=KEY, how="anti"))
    return pl.concat(parts).sort(KEY)


def keyed(register: Register, contents: Mapping[str, Content]) -> pl.DataFrame:
    """Return rows by their keys as a published file holds them: the register's columns, and KEY."""
    told: list[dict[str, Any]] = [dict(content) for content in contents.values()]
    return table_of(register, told).with_columns(pl.Series(KEY, list(contents), pl.String))


def _kept(organisation: Organisation, table: pl.DataFrame) -> str:
    sha256, content = file_of(table)
    PublishedFile.objects.get_or_create(organisation=organisation, sha256=sha256, defaults={"content": content})
    return sha256
