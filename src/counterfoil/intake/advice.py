"""What is wrong with the names of columns, and a mapping file that would cure it, as the user reads it."""

import difflib
import json
import re
from collections.abc import Iterable, Sequence

from counterfoil.errors import UserError
from counterfoil.intake.header_names import split_words
from counterfoil.intake.inspection.header_words import likeliest
from counterfoil.intake.mapping import LINE_NAME
from counterfoil.intake.reader import Wanted

CORRECT = 'Correct the mapping or the header; a mapping ([columns] ours = "theirs") chooses a column.'
_SHOWN_COLUMNS = 40  # of the file, in a message
_LONGEST_NAME = 60  # characters of a column's name, in a message


def unknown_names(wanted: Wanted) -> list[str]:
    """Return a sentence for each name in the mapping that is none of ours, or stands in two sections."""
    mapping = wanted.mapping
    unknown = [name for name in (*mapping.columns, *mapping.constants) if name not in wanted.columns]
    twice = [name for name in mapping.columns if name in mapping.constants]
    return [
        *(f"“{_cut(name)}” is not one of our columns{_nearest(name, wanted.columns)}" for name in unknown),
        *(f"“{_cut(name)}” stands under both [columns] and [constants]." for name in twice),
    ]


def missing(ours: str, theirs: Sequence[str], wanted: Wanted) -> str:
    """Return the sentence on a column that the mapping names and the file lacks."""
    name = wanted.mapping.columns[ours]
    nearest = "." if wanted.personal else _nearest(name, theirs)
    return f"The file has no column “{_cut(name)}” (for {ours}){nearest}"


def doubled(ours: str, count: int, wanted: Wanted) -> str:
    """Return the sentence on a column that the header names several times."""
    return f"The header names “{_cut(wanted.mapping.columns.get(ours, ours))}” {count} times."


def required(absent: list[str], theirs: Sequence[str], wanted: Wanted) -> UserError:
    """Return the error on required columns that the file lacks, with the draft of a mapping file.

    Of a file about people no header is repeated: where it has none, its first line is a person's data.
    """
    shown = [] if wanted.personal else [_cut(name) for name in theirs]
    if shown:
        more = "" if len(shown) <= _SHOWN_COLUMNS else f" and {len(shown) - _SHOWN_COLUMNS} more"
        has = ", ".join(f"“{name}”" for name in shown[:_SHOWN_COLUMNS]) + more
    else:
        has = f"{len(theirs)} columns of other names"
    draft = "\n".join(["[columns]", *(f"{ours} = {_guess(ours, shown)}" for ours in absent)])
    return UserError(
        f"No column is named {' and '.join(absent)}. The file has: {has}.",
        cure=f"Say which they are in a mapping file (--mapping), for example:\n\n{draft}",
        file=wanted.file,
    )


def _guess(ours: str, theirs: Sequence[str]) -> str:
    header = likeliest(ours, theirs)
    if header is not None:
        return json.dumps(header, ensure_ascii=False)
    if ours == "id":
        return f'"{LINE_NAME}"  # the number of the line, where no column holds an id'
    return '"…"  # write the name of the column here'


def _nearest(name: str, candidates: Iterable[str]) -> str:
    by_words = {split_words(candidate): candidate for candidate in candidates}
    near = difflib.get_close_matches(split_words(name[:_LONGEST_NAME]), by_words, n=1)
    return f": did you mean “{_cut(by_words[near[0]])}”?" if near else "."


def _cut(name: str) -> str:
    clean = re.sub(r"[\x00-\x1f\x7f]", "\ufffd", name)
    return clean if len(clean) <= _LONGEST_NAME else clean[:_LONGEST_NAME] + "…"
