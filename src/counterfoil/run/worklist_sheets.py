"""Write the sheets of a day's worklists: one HTML page for all, and a PDF for each facility."""

import re
from pathlib import Path

import polars as pl

from counterfoil.documents.typesetter import NoFontError
from counterfoil.documents.worklist_sheet import Sheet, numbered, sheets, typeset, worklist_page
from counterfoil.run.inputs import digest_of_table
from counterfoil.run.outputs import whole, write_text
from counterfoil.run.papers import typesetter

PAGE = "worklist.html"
KIND = "worklist-sheet"
DIGITS = 8  # of a digest, in the name of a file


def write_sheets(
    selections: pl.DataFrame,
    shipments: pl.DataFrame,
    out: Path,
    *,
    seed: int,
    font_folders: tuple[Path, ...] = (),
) -> list[str]:
    """Write the sheets of one day into the folder `out` and return the names of the files.

    `selections` (contract Selection) are of one day, `shipments` (contract Shipment) the lines of goods of them. Writes
    worklist.html and, for each facility with a selection, worklist-<facility>.pdf: the same facts and fonts give the
    same bytes. A character that no font has stands there by its number. Raises UserError where nothing can be written.
    """
    assert selections["selected_for"].n_unique() <= 1, "a worklist is of one day"
    made = sheets(selections, shipments, seed=seed, digests=digests_of(selections))
    write_text(out / PAGE, worklist_page(made))
    names = _names(made)
    for sheet, name in zip(made, names, strict=True):
        with whole(out / name) as partial:
            partial.write_bytes(_pdf(sheet, font_folders))
    return [PAGE, *names]


def digests_of(selections: pl.DataFrame) -> dict[str, str]:
    """Return the SHA-256 of each facility's selections, all of them and in the order of their ids."""
    ordered = selections.sort("facility", "shipment_id")
    return {str(name): digest_of_table(rows) for (name,), rows in ordered.group_by("facility", maintain_order=True)}


def _pdf(sheet: Sheet, font_folders: tuple[Path, ...]) -> bytes:
    setter, content = typesetter(font_folders), typeset(sheet)
    try:
        return setter.pdf(KIND, content)
    except NoFontError as cause:
        return setter.pdf(KIND, numbered(content, cause.missing))


def _names(made: list[Sheet]) -> list[str]:
    """Return a name of a file for each sheet, of the facility's own where it is safe and no other has it."""
    plain = [re.sub(r"[^A-Za-z0-9]+", "-", sheet.facility).strip("-").lower()[:60] for sheet in made]
    return [
        f"worklist-{name}.pdf"
        if name and plain.count(name) == 1
        else f"worklist-{name}-{sheet.digest[:DIGITS]}.pdf".replace("--", "-")
        for name, sheet in zip(plain, made, strict=True)
    ]
