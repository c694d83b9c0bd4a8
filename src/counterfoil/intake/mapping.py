"""Which column of the user's file is which of ours? A small TOML file that says so.

    [file]          # optional
    delimiter = ";"
    encoding = "cp1252"
    [columns]       # ours = "theirs"
    title = "Product Name"
    id = "(line)"   # the number of the line, for a file without ids
    [constants]     # ours = the value for every row
    price_currency = "INR"

TOML: https://toml.io/en/v1.0.0
"""

import tomllib
from collections import abc
from types import MappingProxyType
from typing import Any, BinaryIO, NamedTuple

from counterfoil.errors import UserError

LINE_NAME = "(line)"  # in place of a column: the line of the file that the row begins on
_FILE_SETTINGS = ("format", "delimiter", "encoding")
_SECTIONS = ("file", "columns", "constants")
_CURE = "See docs/formats/mapping.md for a sample."


Pairs = abc.Mapping[str, str]


class Mapping(NamedTuple):
    """Columns and constants by our names; `format`, `delimiter` and `encoding` where the user fixed them."""

    columns: Pairs = MappingProxyType({})
    constants: Pairs = MappingProxyType({})
    format: str | None = None
    delimiter: str | None = None
    encoding: str | None = None
    file: str = ""


NO_MAPPING = Mapping()


def read_mapping(stream: BinaryIO, *, file: str) -> Mapping:
    """Return the mapping that the TOML text in `stream` states.

    Raises UserError with every fault of the text at once. Whether the names in it exist is found out when the
    file it describes is read, because only then are both sides known.
    """
    document = _parsed(stream.read(), file)
    faults = [f"[{name}] is no section of a mapping." for name in document if name not in _SECTIONS]
    sections = {name: _texts(document.get(name, {}), name, faults) for name in _SECTIONS}
    settings = sections["file"]
    faults += [f"[file] {name} is no setting." for name in settings if name not in _FILE_SETTINGS]
    delimiter = settings.get("delimiter")
    if delimiter is not None and (len(delimiter) != 1 or delimiter in '\r\n"\x00'):
        faults.append("[file] delimiter must be one character.")
    if faults:
        raise UserError(" ".join(faults), cure=_CURE, file=file)
    return Mapping(
        columns=sections["columns"],
        constants=sections["constants"],
        format=settings.get("format"),
        delimiter=delimiter,
        encoding=settings.get("encoding"),
        file=file,
    )


def _parsed(content: bytes, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise UserError("The mapping is not UTF-8.", cure="Save it as UTF-8.", file=file, line=line) from None
    except tomllib.TOMLDecodeError as fault:
        raise UserError(f"The mapping is not TOML: {fault}.", cure=_CURE, file=file) from None
    except RecursionError:
        raise UserError("The mapping is nested too deeply.", cure=_CURE, file=file) from None


def _texts(section: object, name: str, faults: list[str]) -> dict[str, str]:
    if not isinstance(section, dict):
        faults.append(f"[{name}] must be a section of `name = value` lines.")
        return {}
    faults += [
        f"[{name}] {key} must be a text or a number."
        for key, value in section.items()
        if isinstance(value, bool) or not isinstance(value, str | int | float)
    ]
    return {key: str(value) for key, value in section.items()}
