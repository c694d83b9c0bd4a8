"""A mapping file that reads a table under other people's headers: drafted, unsure lines marked, ready to be used."""

import json
import re

from counterfoil.codes import currency
from counterfoil.intake.inspection.column_guess import Guess
from counterfoil.intake.inspection.columns import Column
from counterfoil.intake.mapping import LINE_NAME
from counterfoil.intake.table_kinds import TableKind

UNSURE = "?"  # begins the comment of a line that somebody should look at
_LONGEST_EXAMPLE = 50  # characters
_HALF = 0.5


def mapping_text(
    found: dict[str, Guess], kind: TableKind, columns: list[Column], *, file: str, encoding: str | None
) -> str:
    """Return the TOML text of a mapping that reads `file` as this table; columns with our own names need no line.

    Examples of values stand beside the lines, unless the table is about people.
    """
    named = [ours for ours, guess in found.items() if guess.by_name]
    lines = [_line(ours, guess, kind) for ours, guess in found.items() if not guess.by_name]
    if "id" in kind.required and "id" not in found:
        lines.insert(0, _aligned("id", LINE_NAME, f"{UNSURE} no column holds an id: the number of the line"))
    lines += [f'# {ours} = "…"  # no column was found: name it here' for ours in kind.required if _absent(ours, found)]
    head = [
        f"# Drafted by counterfoil inspect, to read {_clean(file)} as {kind.name}. Look at the lines marked {UNSURE}"
    ]
    if named:
        head.append(f"# Found by their own names: {', '.join(named)}")
    sections = ["\n".join(head), "\n".join(["[columns]", *lines])]
    if constant := _currency_line(found, kind, columns):
        sections.append(f"[constants]\n{constant}")
    if encoding:
        sections.append(f"[file]\nencoding = {_quoted(encoding)}")
    return "\n\n".join(sections) + "\n"


def _absent(ours: str, found: dict[str, Guess]) -> bool:
    return ours not in found and ours != "id"


def _line(ours: str, guess: Guess, kind: TableKind) -> str:
    example = "" if kind.personal or ours in kind.people else _clean(guess.theirs.example)
    return _aligned(ours, guess.theirs.name, " ".join(filter(None, ["" if guess.sure else UNSURE, example])))


def _aligned(ours: str, theirs: str, comment: str) -> str:
    line = f"{ours} = {_quoted(theirs)}"
    return f"{line:<44}  # {comment}" if comment else line


def _currency_line(found: dict[str, Guess], kind: TableKind, columns: list[Column]) -> str:
    """Return the line on the currency, where neither a column nor the prices tell it."""
    prices = [found[ours].theirs for ours in ("price", "sale_price", "price_floor") if ours in found]
    ours = next((name for name in kind.columns if name.endswith("_currency")), None)
    if ours is None or ours in found or not prices:
        return ""
    if any(price.shapes.get("priced in a currency", 0) >= _HALF for price in prices):
        return ""
    told = (code for column in (*prices, *columns) for code in _codes_in(column.name))
    code = next(told, None)
    if code is not None:
        return _aligned(ours, code, f"{UNSURE} from the header")
    return f'# {ours} = "USD"  # no currency is told: without one, prices are held against nothing'


def _codes_in(name: str) -> list[str]:
    """Return the ISO 4217 codes in a header such as "Price (INR)" or "price_usd"."""
    words = re.findall(r"[A-Za-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name))
    is_money = re.search(r"(?i)price|preis|prix|precio|prezzo|amount|cost|value|价", name) is not None
    return [word.upper() for word in words if is_money and word.upper() in currency.CODES and len(words) > 1]


def _quoted(text: str) -> str:
    """Return the text as a basic string of TOML."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _clean(text: str) -> str:
    one_line = re.sub(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2066-\u2069\s]+", " ", text).strip()
    return one_line if len(one_line) <= _LONGEST_EXAMPLE else one_line[:_LONGEST_EXAMPLE] + "…"
