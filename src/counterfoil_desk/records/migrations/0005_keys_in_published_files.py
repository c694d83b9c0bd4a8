"""Files that the first version published have no keys of rows: registers that are live by such a file are written anew.

Without them no screening of the organisation can open what is live. The rows say what the file says, so decisions stay
as they were; the file before stays until retention finds it unused.
"""

import io
from collections.abc import Iterator
from typing import Any

import polars as pl
from django.apps.registry import Apps
from django.db import connection, migrations

from counterfoil_desk.database.acting_within import acting_within
from counterfoil_desk.records.publishing import KEY, keyed
from counterfoil_desk.records.registers import REGISTERS, file_of


def write_anew(apps: Apps, _editor: Any) -> None:
    """Publish what lies without keys, each organisation's as that organisation."""
    generations = apps.get_model("records", "Generation").objects
    for number in _organisations():
        with acting_within(organisation=number):
            generation = generations.select_for_update().get(organisation_id=number)
            anew = dict(_anew(apps, number, generation.digests))
            if anew:
                generation.digests = {**generation.digests, **anew}
                generation.number += 1
                generation.save()


def _organisations() -> list[int]:
    """Return who has published anything; the owner reads past organisations for this one question."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE records_generation NO FORCE ROW LEVEL SECURITY")
        cursor.execute("SELECT organisation_id FROM records_generation ORDER BY 1")
        found = [int(row[0]) for row in cursor.fetchall()]
        cursor.execute("ALTER TABLE records_generation FORCE ROW LEVEL SECURITY")
    return found


def _anew(apps: Apps, organisation: int, digests: dict[str, str]) -> Iterator[tuple[str, str]]:
    files = apps.get_model("records", "PublishedFile").objects
    for name, register in REGISTERS.items():
        live = files.filter(organisation_id=organisation, sha256=digests.get(name, "")).first()
        if live is None or KEY in pl.read_parquet_schema(io.BytesIO(bytes(live.content))):
            continue
        rows = apps.get_model("records", register.model.__name__).objects.filter(organisation_id=organisation)
        sha256, content = file_of(keyed(register, dict(rows.values_list("key", "content"))).sort(KEY))
        files.get_or_create(organisation_id=organisation, sha256=sha256, defaults={"content": content})
        yield name, sha256


class Migration(migrations.Migration):
    dependencies = (("records", "0004_sharing"),)
    operations = (migrations.RunPython(write_anew, migrations.RunPython.noop),)
