"""How an entry is read: its words in the reader's language, a change as “old → new”, a list by commas."""

from typing import Final

from django import template
from django.utils.translation import gettext, gettext_noop

register = template.Library()
WORDS: Final = (  # words of entries that stand elsewhere in the code: here the translations find them
    gettext_noop("rights imported"),
    gettext_noop("authorisations imported"),
    gettext_noop("sellers imported"),
    gettext_noop("facilities imported"),
    gettext_noop("rights exported"),
    gettext_noop("authorisations exported"),
    gettext_noop("sellers exported"),
    gettext_noop("facilities exported"),
    gettext_noop("row added"),
    gettext_noop("row changed"),
    gettext_noop("logged in"),
    gettext_noop("logged out"),
    gettext_noop("log-in refused"),
    gettext_noop("password changed"),
    gettext_noop("second factor added"),
    gettext_noop("second factor removed"),
    gettext_noop("new password offered"),
    gettext_noop("address proved"),
    gettext_noop("invitation expired"),
    gettext_noop("endpoint added"),
    gettext_noop("endpoint tried"),
    gettext_noop("endpoint paused"),
    gettext_noop("endpoint goes on"),
    gettext_noop("rights"),
    gettext_noop("authorisations"),
    gettext_noop("sellers"),
    gettext_noop("facilities"),
    gettext_noop("entries before"),
)


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
    if isinstance(value, dict):
        return ", ".join(f"{gettext(str(name))} {_plain(one)}" for name, one in value.items())
    if isinstance(value, list):
        return ", ".join(map(str, value)) or gettext("nothing")
    return gettext("nothing") if value in (None, "") else str(value)
