"""How allauth is bent to the desk: nobody signs up, people are invited."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """No sign-up."""

    def is_open_for_signup(self, request: Any) -> bool:  # noqa: ARG002  allauth passes it
        """Return that there is no sign-up."""
        return False
