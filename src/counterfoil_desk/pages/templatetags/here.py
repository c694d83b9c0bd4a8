"""Which link of a navigation leads to where the reader is? Told to the browser as `aria-current`."""

from django import template
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def here(context: Context, name: str, *others: str) -> SafeString | str:
    """Return the attribute for a link to a named page: it is open, or one that lies below it, or one of the others."""
    request: HttpRequest | None = context.get("request")
    address = reverse(name)
    if request is None:
        return ""
    is_below = (address != "/" and request.path.startswith(f"{address}/")) or request.path in map(reverse, others)
    if request.path != address and not is_below:
        return ""
    return format_html(' aria-current="{}"', "page" if request.path == address else "true")
