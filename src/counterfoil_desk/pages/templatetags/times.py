"""How a moment is read: in the reader's own time zone, which is named; beside it UTC for programs, in all digits."""

import datetime as dt

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def moment(at: dt.datetime | None) -> SafeString | str:
    """Return day, time to the second and zone, such as “22 Nov 2026 17:39:35 CET”; nothing for no moment."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    text = f"{date_format(local, 'SHORT_DATE_FORMAT')} {date_format(local, 'H:i:s T')}"
    return _marked(at, text)


@register.filter
def day_of(at: dt.datetime | None) -> SafeString | str:
    """Return the day of a moment in the reader's zone; the exact moment stands in its title."""
    return _marked(at, date_format(timezone.localtime(at), "SHORT_DATE_FORMAT")) if at else ""


def _marked(at: dt.datetime, text: str) -> SafeString:
    local = timezone.localtime(at)
    title = f"{local.isoformat(sep=' ')} {timezone.get_current_timezone_name()}"
    utc = at.astimezone(dt.UTC).isoformat()
    return format_html('<time datetime="{}" title="{}">{}</time>', utc, title, text)
