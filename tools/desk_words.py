"""Which texts of the desk can a person read? All that are marked for translation, and words that pages read from code.

Marked: `gettext` and the like in Python, `translate` and `blocktranslate` in templates. Read from code: the words of
entries of the audit log (`record(act=…, subject=(…, …))`, and what `TELL` names); for the page “Who sees what” the
first line of each page's view and module, and the summary of each operation; what the contracts of registers say of
their columns, and the words that a choice allows.
"""

import ast
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import dataframely as dy
from babel.messages.extract import extract
from django.utils.translation.template import templatize

from counterfoil.codes.mark_feature import FEATURES
from counterfoil.codes.mark_status import STATUSES
from counterfoil.tables import seller
from counterfoil.tables.authorisation import Authorisation
from counterfoil.tables.right import Right
from counterfoil.tables.seller import Seller
from counterfoil.tables.site import Site

DESK: Final = Path(__file__).parent.parent / "src" / "counterfoil_desk"
FUNCTIONS: Final = {
    "gettext": None,
    "_": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
TELL: Final = {"_written", "tell_each_organisation", "_change", "_write_down", "_told_of_factor"}  # an act comes second
CONTRACTS: Final = (Right, Authorisation, Seller, Site)
ALLOWED: Final = (
    STATUSES,
    FEATURES,
    ("principal", "supplemental"),
    seller.STATUSES,
    seller.SCHEMATA,
    seller.ADDRESS_KINDS,
)
CHOSEN: Final = frozenset({"status", "feature", "register", "schema", "address_kind"})
MARK: Final = "for_members"  # what decorates the view of a page that members open


class Word(NamedTuple):
    """One text: its context (empty: none), itself, and its plural (empty: none)."""

    context: str
    text: str
    plural: str = ""


def words() -> set[Word]:
    """Return every text of the desk that a person can read."""
    found: set[Word] = set()
    for path in sorted(DESK.rglob("*.py")):
        if "migrations" not in path.parts:
            source = path.read_text(encoding="utf-8")
            found |= {*_marked(source), *_read_from_code(ast.parse(source))}
    for path in sorted((*DESK.rglob("*.html"), *DESK.rglob("templates/**/*.txt"))):
        found |= set(_marked(_without_indents(templatize(path.read_text(encoding="utf-8")))))
    found |= {_word(text) for contract in CONTRACTS for text in _of_columns(contract)}
    found |= {_word(text) for texts in ALLOWED for text in texts}
    return {word for word in found if word.text.strip()}


def _of_columns(contract: type[dy.Schema]) -> Iterator[str]:
    """Yield what is said of columns, but for those of a choice: its words say it."""
    yield from (one.description or "" for name, one in contract.columns().items() if name not in CHOSEN)


def _without_indents(source: str) -> str:
    return "\n".join(line.lstrip() for line in source.split("\n"))


def _marked(source: str) -> Iterator[Word]:
    stream = io.BytesIO(source.encode())
    stream.name = "source"  # Babel asks for it where the source is broken
    for _line, message, _comments, context in extract("python", stream, FUNCTIONS):
        parts = [message] if isinstance(message, str) else [part for part in message if part]
        yield Word(context or "", parts[0], parts[1] if len(parts) > 1 else "")


def _read_from_code(tree: ast.Module) -> Iterator[Word]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for call in calls:
        named = {one.arg: one.value for one in call.keywords if one.arg}
        if "act" in named and "subject" in named:
            yield from map(_word, _texts(named["act"]))
            subject = named["subject"]
            yield from map(_word, _texts(subject.elts[0]) if isinstance(subject, ast.Tuple) else ())
        if getattr(call.func, "id", "") in TELL and len(call.args) > 1:
            yield from map(_word, _texts(call.args[1]))
        if "summary" in named:
            yield from map(_word, _texts(named["summary"]))
    for node in ast.walk(tree):
        named_act = isinstance(node, ast.Assign) and [getattr(one, "id", "") for one in node.targets] == ["act"]
        if isinstance(node, ast.Assign) and named_act:
            yield from map(_word, _texts(node.value))
    views = [node for node in tree.body if isinstance(node, ast.FunctionDef) and _is_page(node)]
    documented: list[ast.FunctionDef | ast.Module] = [*views, tree] if views else []
    for one in documented:
        yield _word((ast.get_docstring(one) or "").partition("\n")[0])


def _is_page(function: ast.FunctionDef) -> bool:
    return any(
        isinstance(node, ast.Name) and node.id == MARK for one in function.decorator_list for node in ast.walk(one)
    )


def _texts(node: ast.expr) -> list[str]:
    """Return the texts that an expression can be; one that is put together is none of them."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    return [*_texts(node.body), *_texts(node.orelse)] if isinstance(node, ast.IfExp) else []


def _word(text: str) -> Word:
    return Word("", text)
