"""Which languages does the desk speak, and which time zones can be chosen?

A language is a folder in `locale`, beside English, in which the desk is written (docs/desk.md says how to add one).
"""

import zoneinfo
from itertools import groupby
from pathlib import Path
from typing import Final

from django.conf.locale import LANG_INFO

FOLDER: Final = Path(__file__).parent / "locale"
SOURCE: Final = "en"
UTC: Final = "UTC"
CONTINENTS: Final = frozenset(
    "Africa America Antarctica Arctic Asia Atlantic Australia Europe Indian Pacific".split()
)  # of the time zone database; its other names are older doubles of these


def languages() -> list[tuple[str, str]]:
    """Return the code of each language and its name in itself, English first."""
    folders = sorted(path.parent.parent.name for path in FOLDER.glob("*/LC_MESSAGES/django.mo"))
    codes = [SOURCE, *(name.replace("_", "-").lower() for name in folders)]
    return [(code, str(LANG_INFO[code]["name_local"]).capitalize()) for code in codes]


def time_zones() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the names of time zones by continent, UTC first: (continent, [(name, what people read)])."""
    known = sorted(name for name in zoneinfo.available_timezones() if name.split("/")[0] in CONTINENTS)
    by_continent = [
        (continent, [(name, name.partition("/")[2].replace("_", " ")) for name in names])
        for continent, names in groupby(known, key=lambda name: name.split("/")[0])
    ]
    return [(UTC, [(UTC, UTC)]), *by_continent]


def zone(name: str) -> zoneinfo.ZoneInfo:
    """Return a time zone by its name, and UTC where this machine does not know it."""
    try:
        return zoneinfo.ZoneInfo(name or UTC)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return zoneinfo.ZoneInfo(UTC)
