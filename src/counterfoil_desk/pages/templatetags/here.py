"""Which link of a navigation leads to where the reader is? Told to the browser as `aria-current`."""

from django import template
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def here(context: Context, name: str) -> SafeString | str:
    """Return the attribute for a link to a named page: the page itself is open, or one that lies below it."""
    request: HttpRequest | None = context.get("request")
    address = reverse(name)
    if request is None or not (request.path == address or (address != "/" and request.path.startswith(f"{address}/"))):
        return ""
    return format_html(' aria-current="{}"', "page" if request.path == address else "true")
