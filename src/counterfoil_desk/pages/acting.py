"""What a page says after somebody tried to do something."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest

from counterfoil.errors import UserError


def attempt(request: HttpRequest, act: Callable[[], object], *, done: str) -> bool:
    """Do something and say that it is done, or why not; the next page shows it. Return whether it was done."""
    try:
        act()
    except UserError as error:
        messages.error(request, str(error))
        return False
    messages.success(request, done)
    return True
