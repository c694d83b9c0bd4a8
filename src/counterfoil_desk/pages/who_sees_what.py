"""Who may open which page, and which token may call which operation? Read from the pages and the interface themselves.

A page's sentence is the first line of its view's docstring, its roles are the marks of `pages.access`, and whether it
can be changed is asked of the view. An operation's sentence and scope stand in the interface's own description.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import URLPattern, get_resolver, resolve, reverse
from django.utils.translation import gettext

from counterfoil_desk.accounts.models import Role, Scope
from counterfoil_desk.accounts.roles import LADDER
from counterfoil_desk.pages.access import PEOPLE, STRANGERS, View

DESCRIPTION: Final = "api-1:openapi-json"
NEITHER: Final = ""
PLACE: Final = re.compile(r"<[^>]*>")  # of what an address takes, such as an id


class Page(NamedTuple):
    """One page: its address, what it is for, and what each role may do on it, in the order of `roles`."""

    address: str
    sentence: str
    may: list[tuple[Role, str]]


class Operation(NamedTuple):
    """One operation of the interface: its method, its address, what it does, and what a token must be allowed."""

    method: str
    address: str
    sentence: str
    scope: str


def roles() -> list[Role]:
    """Return the roles, from the one that may least."""
    return list(LADDER)


def pages_by_area() -> list[tuple[str, list[Page]]]:
    """Return the pages that members may open, by the module that they are written in: (its sentence, pages)."""
    areas: dict[str, list[Page]] = {}
    for pattern in get_resolver().url_patterns:
        view = pattern.callback if isinstance(pattern, URLPattern) else None
        if view is not None and getattr(view, "least_role", STRANGERS) != STRANGERS:
            module = __import__(view.__module__, fromlist=["__doc__"]).__doc__ or ""
            page = Page(
                PLACE.sub("…", f"/{pattern.pattern}"),
                gettext(first_sentence(view.__doc__)),
                [(role, _may(view, role)) for role in LADDER],
            )
            areas.setdefault(gettext(first_sentence(module)), []).append(page)
    return list(areas.items())


def first_sentence(docstring: str | None) -> str:
    """Return the first line of a docstring: one sentence, by the rules of the house."""
    return (docstring or "").strip().partition("\n")[0]


def _may(view: View, role: Role) -> str:
    """Return what a role may do on a page: see it, change by it, both or neither."""
    allowed, least = _methods(view), _least(view, "least_role")
    sees = "GET" in allowed and LADDER.index(role) >= LADDER.index(least)
    changes = "POST" in allowed and LADDER.index(role) >= LADDER.index(_least(view, "to_change"))
    if sees:
        return gettext("sees and changes") if changes else gettext("sees")
    return gettext("changes") if changes else NEITHER


def _least(view: View, mark: str) -> Role:
    """Return the least role that a mark of a view names; what is everybody's is a reader's, too."""
    least: Role | str = vars(view).get(mark, PEOPLE)
    return Role.READER if least == PEOPLE else Role(least)


def _methods(view: View) -> set[str]:
    """Return the methods that a view takes: it names them where it is asked by one that it does not take."""
    asked = HttpRequest()
    asked.method, asked.user = "OPTIONS", AnonymousUser()
    asked.path = asked.path_info = "/"
    named = view(asked).headers.get("Allow")
    return set(named.split(", ")) if named else {"GET", "POST"}


def operations(request: HttpRequest) -> list[Operation]:
    """Return the operations that the interface's description tells of."""
    description = json.loads(resolve(reverse(DESCRIPTION)).func(request).content)
    return list(_operations(description["paths"]))


def _operations(paths: dict[str, dict[str, Any]]) -> Iterator[Operation]:
    for address, methods in paths.items():
        for method, told in methods.items():
            scopes = [name for one in told.get("security", []) for name in one]
            asked = [str(Scope(name).label) if name in Scope.values else name for name in scopes]
            sentence = told["summary"]
            yield Operation(method.upper(), address, gettext(sentence), ", ".join(asked))
