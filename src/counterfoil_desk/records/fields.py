"""Which fields has a row of a register: what are they called, what stands in them, and which words are allowed?"""

from collections.abc import Sequence
from functools import cache
from typing import Any, Final, NamedTuple

import dataframely as dy
from django.utils.functional import Promise

from counterfoil.codes.mark_feature import FEATURES
from counterfoil.codes.mark_status import STATUSES
from counterfoil.intake.by_contract import required_of
from counterfoil.tables import seller
from counterfoil_desk.records.labels import LABELS
from counterfoil_desk.records.registers import REGISTERS, RIGHTS, SELLERS

TEXT, LIST, DAY, TIME, CHOICE = "text", "list", "day", "time", "choice"
NUMBER, AMOUNT, FLAG = "number", "amount", "flag"
_KINDS: Final[dict[type, str]] = {
    dy.List: LIST,
    dy.Date: DAY,
    dy.Datetime: TIME,
    dy.Float64: NUMBER,
    dy.Decimal: AMOUNT,
    dy.Bool: FLAG,
}
_WORDS: Final[dict[tuple[str, str], Sequence[str]]] = {
    (RIGHTS, "status"): STATUSES,
    (RIGHTS, "feature"): FEATURES,
    (RIGHTS, "register"): ("principal", "supplemental"),
    (SELLERS, "status"): seller.STATUSES,
    (SELLERS, "schema"): seller.SCHEMATA,
    (SELLERS, "address_kind"): seller.ADDRESS_KINDS,
}
_LONG: Final = frozenset({(SELLERS, "address"), (SELLERS, "agentForService")})


class Field(NamedTuple):
    """One column of a register's contract, as people meet it; `words` are the only ones allowed, where there are."""

    name: str
    label: str | Promise
    help: str
    kind: str
    words: tuple[str, ...]
    is_required: bool
    is_long: bool


@cache
def fields_of(register: str) -> dict[str, Field]:
    """Return the fields of a register, by their names, in the order of its contract."""
    contract = REGISTERS[register].contract
    required = required_of(contract)
    columns: dict[str, Any] = contract.columns()
    return {name: _field(register, name, column, is_required=name in required) for name, column in columns.items()}


def _field(register: str, name: str, column: Any, *, is_required: bool) -> Field:
    words = tuple(_WORDS.get((register, name), ()))
    kind = CHOICE if words else _KINDS.get(type(column), TEXT)
    return Field(
        name, LABELS[register][name], column.description or "", kind, words, is_required, (register, name) in _LONG
    )
