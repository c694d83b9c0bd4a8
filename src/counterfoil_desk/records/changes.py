"""What would rows change in a register? Each is added, changed or the same as the one with its key."""

from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from django.db.models import QuerySet

from counterfoil_desk.accounts.models import Organisation
from counterfoil_desk.records.models import Row
from counterfoil_desk.records.registers import Register, entry_names, key_of

ADDED, CHANGED, SAME, REMOVED = "added", "changed", "same", "removed"
AT_ONCE: Final = 1_000  # rows that are looked up, and written, in one call
Json = dict[str, Any]


class Change(NamedTuple):
    """One row as it is to be: the `row` that there was, what it said, and what it is to say."""

    key: str
    row: Row | None
    content: Json

    @property
    def before(self) -> Json:
        """What the row says until now."""
        return self.row.content if self.row else {}

    @property
    def what(self) -> str:
        """Whether the row is added, changed, or the same."""
        if self.row is None:
            return ADDED
        return SAME if self.row.content == self.content else CHANGED

    def fields(self) -> dict[str, list[Any]]:
        """Return the fields that change, each with what it was and what it is to be."""
        before, after = self.before, self.content
        return {
            name: [before.get(name), after.get(name)]
            for name in sorted({*before, *after})
            if before.get(name) != after.get(name)
        }


def own_rows(register: Register, organisation: Organisation) -> QuerySet[Row]:
    """Return the rows of a register that belong to the organisation."""
    return register.model._default_manager.filter(organisation=organisation)


def changes_of(register: Register, contents: Iterable[Json], organisation: Organisation) -> Iterator[list[Change]]:
    """Yield what rows change, some at a time: what was yielded is to be written before the next are asked for.

    So a row that stands twice in `contents` is added, then the same or changed.
    """
    for part in _parted(register, contents):
        known = {row.key: row for row in own_rows(register, organisation).filter(key__in=list(part))}
        yield [Change(key, known.get(key), content) for key, content in part.items()]


def told_of(register: Register, fields: dict[str, list[Any]]) -> Json:
    """Return fields with their values as an entry of the audit log tells them: it knows no number with a fraction."""
    names = entry_names(register.contract)
    return {names[name]: [_told(value) for value in values] for name, values in fields.items()}


def _parted(register: Register, contents: Iterable[Json]) -> Iterator[dict[str, Json]]:
    part: dict[str, Json] = {}
    for content in contents:
        key = key_of(register, content)
        if key in part or len(part) == AT_ONCE:
            yield part
            part = {}
        part[key] = content
    if part:
        yield part


def _told(value: Any) -> Any:
    return repr(value) if isinstance(value, float) else value
