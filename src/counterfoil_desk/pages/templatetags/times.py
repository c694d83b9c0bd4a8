"""How a moment is read: in the reader's own time zone, which is named; beside it UTC for programs, in all digits."""

import datetime as dt
from typing import Final

from django import template
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()
SHORTEST: Final = len("2026-11-22T17:39")


@register.filter
def moment(at: dt.datetime | None) -> SafeString | str:
    """Return day, time to the second and zone, such as “22 Nov 2026 17:39:35 CET”; nothing for no moment."""
    if at is None:
        return ""
    return _marked(at, _read(timezone.localtime(at)))


def moment_in_words(text: str) -> str:
    """Return the same of a moment that programs wrote, such as “2027-02-20T23:59:59+00:00”; nothing for other texts."""
    at = _parsed(text)
    return _read(timezone.localtime(at)) if at is not None and at.tzinfo is not None else ""


def utc_in_words(text: str) -> str:
    """Return a moment that programs wrote, in UTC; other texts as they stand."""
    at = _parsed(text)
    return _read(at.replace(tzinfo=at.tzinfo or dt.UTC).astimezone(dt.UTC)) if at is not None else text


def day_in_words(text: str) -> str:
    """Return a day that programs wrote, such as “2026-11-22”, as people write it; other texts as they stand."""
    try:
        return date_format(dt.date.fromisoformat(text), "SHORT_DATE_FORMAT")
    except ValueError:
        return text


def _parsed(text: str) -> dt.datetime | None:
    if len(text) < SHORTEST or not text[:4].isdecimal():
        return None
    try:
        return parse_datetime(text)
    except ValueError:
        return None


def _read(at: dt.datetime) -> str:
    return f"{date_format(at, 'SHORT_DATE_FORMAT')} {date_format(at, 'H:i:s T')}"


@register.filter
def day_of(at: dt.datetime | None) -> SafeString | str:
    """Return the day of a moment in the reader's zone; the exact moment stands in its title."""
    return _marked(at, date_format(timezone.localtime(at), "SHORT_DATE_FORMAT")) if at else ""


def _marked(at: dt.datetime, text: str) -> SafeString:
    local = timezone.localtime(at)
    title = f"{local.isoformat(sep=' ')} {timezone.get_current_timezone_name()}"
    utc = at.astimezone(dt.UTC).isoformat()
    return format_html('<time datetime="{}" title="{}">{}</time>', utc, title, text)
