"""How an entry is read: its words in the reader's language, a change as “old → new”, a list by commas."""

from django import template
from django.utils.translation import gettext

register = template.Library()


@register.filter
def told(value: object) -> str:
    """Return the words for a value: of two, what was and what is."""
    if isinstance(value, list) and len(value) == 2:
        return f"{_plain(value[0])} → {_plain(value[1])}"
    return _plain(value)


@register.filter
def said(word: str) -> str:
    """Return a word of an entry, such as its act, in the reader's language; as it stands where none is known."""
    return gettext(word) if word else ""


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or gettext("nothing")
    return gettext("nothing") if value in (None, "") else str(value)
