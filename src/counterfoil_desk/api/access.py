"""Who may call an operation? A program whose token is in force and has the scope; the middleware looked it up."""

from typing import Any

from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security import HttpBearer

from counterfoil_desk.accounts.models import ApiToken


class OfToken(HttpBearer):
    """Lets in programs whose token the middleware knows, and that has the scope.

    The interface's description names a way of being let in by its class: each scope is a class of its own.
    """

    def __new__(cls, scope: str) -> "OfToken":
        """Return one whose class has the scope's name."""
        return super().__new__(type(str(scope), (cls,), {}))

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:  # noqa: ARG002  ninja passes it
        """Return the token, or None. Raises HttpError 403 where it has not the scope."""
        known: ApiToken | None = request.token  # type: ignore[attr-defined]  # the middleware sets it
        if known is not None and self.scope not in known.scopes:
            raise HttpError(403, f"This token has not the scope “{self.scope}”.")
        return known


def token_of(request: HttpRequest) -> Any:
    """Return the token by which a request was let in."""
    return request.token  # type: ignore[attr-defined]


def actor(request: HttpRequest) -> str:
    """Return how entries of the audit log name the program that asks."""
    return f"token:{token_of(request).public_id}"
