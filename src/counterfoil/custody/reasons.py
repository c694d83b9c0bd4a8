"""What was withheld from an edition, how often, and why? The report that goes with it, signed by who withheld, or not.

It names fields and reasons, never a value. The signature of the bundle does not cover it, since whoever withholds
need not be who signed the bundle: so it has a signature of its own.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from counterfoil.custody.canonical import NotCanonical, canonical, parsed, sha256
from counterfoil.custody.layout import EDITION_FORMAT, EDITION_SIGNATURE, NEW_CERTIFICATE, REPORT
from counterfoil.custody.signature import Signer, signer_of


class Withheld(NamedTuple):
    """How many values of one field, or, with table and field empty, how many files are withheld for one reason."""

    table: str
    field: str
    reason: str
    times: int


class Report(NamedTuple):
    """What is withheld, from which bundle (SHA-256 of its `root.json`), and who signed that, if anybody."""

    withheld: tuple[Withheld, ...]
    root_sha256: str
    signer: Signer | None = None

    def by_field(self) -> Counter[tuple[str, str]]:
        """Return how many values of each field are withheld."""
        counts: Counter[tuple[str, str]] = Counter()
        for one in self.withheld:
            if one.field:
                counts[one.table, one.field] += one.times
        return counts

    def files_withheld(self) -> int:
        """Return how many files are withheld."""
        return sum(one.times for one in self.withheld if not one.field)


def merged(withheld: Iterable[Withheld]) -> tuple[Withheld, ...]:
    """Return the same with one entry for each field and reason, in their order."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for one in withheld:
        counts[one.table, one.field, one.reason] += one.times
    return tuple(Withheld(*place, count) for place, count in sorted(counts.items()) if count)


def report_bytes(report: Report, certificate: bytes) -> bytes:
    """Return the report as it stands in an edition, beside its new draft certificate."""
    return canonical(
        {
            "certificate": sha256(certificate).hex(),
            "format": EDITION_FORMAT,
            "root": report.root_sha256,
            "withheld": [list(one) for one in report.withheld],
        }
    )


def report_in(members: Mapping[str, bytes], *, root_sha256: str) -> Report:
    """Return the report of an edition. Raises NotCanonical where it is none, or is one of another bundle."""
    data = members[REPORT]
    content = parsed(data)
    try:
        found = tuple(Withheld(*one) for one in content["withheld"])
        is_ours = content["format"] == EDITION_FORMAT and set(content) == {"certificate", "format", "root", "withheld"}
        certificate = content["certificate"]
        sound = all(map(_is_sound, found))
    except (KeyError, TypeError) as cause:
        raise NotCanonical(f"it is not of the format “{EDITION_FORMAT}”") from cause
    if not is_ours or not sound or merged(found) != found:
        raise NotCanonical(f"it is not of the format “{EDITION_FORMAT}”")
    if content["root"] != root_sha256:
        raise NotCanonical("it is one of another bundle")
    if NEW_CERTIFICATE not in members or sha256(members[NEW_CERTIFICATE]).hex() != certificate:
        raise NotCanonical(f"{NEW_CERTIFICATE} is missing or changed")
    signer = signer_of(members[EDITION_SIGNATURE], data) if EDITION_SIGNATURE in members else None
    return Report(found, root_sha256, signer)


def _is_sound(one: Withheld) -> bool:
    texts = isinstance(one.table, str) and isinstance(one.field, str) and isinstance(one.reason, str)
    return texts and type(one.times) is int and one.times > 0 and bool(one.table) == bool(one.field)
