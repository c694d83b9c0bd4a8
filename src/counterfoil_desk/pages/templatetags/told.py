"""How a value of an entry is read: a change as “old → new”, a list by commas."""

from django import template

register = template.Library()


@register.filter
def told(value: object) -> str:
    """Return the words for a value: of two, what was and what is."""
    if isinstance(value, list) and len(value) == 2:
        return f"{_plain(value[0])} → {_plain(value[1])}"
    return _plain(value)


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "nothing"
    return "nothing" if value in (None, "") else str(value)
