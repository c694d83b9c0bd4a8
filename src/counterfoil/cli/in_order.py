"""A group whose help lists its commands in the order in which they are given, not by name."""

import click


class InOrder(click.Group):
    """The commands in the order in which they are given."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click passes it
        return list(self.commands)
