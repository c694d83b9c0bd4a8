"""A group of commands one of which is meant where none is named: `signature CASE` is `signature make CASE`."""

import click


class DefaultGroup(click.Group):
    """A group whose command `default` takes the arguments that begin with none of its commands."""

    def __init__(self, *args: object, default: str, **settings: object) -> None:
        super().__init__(*args, **settings)  # type: ignore[arg-type]
        self.default = default

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default command first where no command is; help and nothing at all are the group's own."""
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = [self.default, *args]
        return super().parse_args(ctx, args)
