"""Is this the same case gone on? The events of an earlier bundle must be the first events of a later one, unchanged.

An event has the same salt in every bundle of a case (see `commitments.salt_of`), so the seal of the last event of the
earlier bundle must be the seal that stands at its place in the later one.
"""

from typing import BinaryIO

from counterfoil.custody.checks import Check, Verdict, verdict_of
from counterfoil.custody.records import Line
from counterfoil.custody.walk import walked
from counterfoil.errors import UserError

EVENTS, SINCE = "events", "since"


def verdict_since(stream: BinaryIO, earlier: BinaryIO, *, trusted: bytes | None, file: str) -> Verdict:
    """Return every check of a bundle, and whether its events go on from those of an earlier one.

    Raises UserError where the earlier one does not hold: nothing can be held against it.
    """
    before = verdict_of(walked(earlier))
    if before.root is None or not before.holds or EVENTS not in before.root.tables:
        cure = f"See where with: counterfoil verify {file}"
        raise UserError("The earlier bundle does not hold.", cure=cure, file=file)
    known = before.root.tables[EVENTS]
    seals: list[str] = []

    def look(table: str, number: int, line: Line) -> None:
        if table == EVENTS and number == known.entries:
            seals.append(line.seal)

    verdict = verdict_of(walked(stream, look), trusted=trusted)
    if verdict.root is None:
        return verdict
    if verdict.root.case != before.root.case:
        check = Check(SINCE, False, f"{file} is a bundle of another case, {before.root.case}.")
    elif known.entries == 0 or seals == [known.seal]:
        count = verdict.root.tables[EVENTS].entries - known.entries
        says = f"The {known.entries:,} events of {file} are the first of this one, unchanged; {count:,} came after."
        check = Check(SINCE, True, says)
    else:
        says = f"The {known.entries:,} events of {file} are not the first of this one: some were changed or taken out, "
        check = Check(SINCE, False, f"{says}or the two have other salts (the file .salt-seed of the case was lost).")
    return verdict._replace(checks=(*verdict.checks, check))
