"""The one kind of failure that a user sees: what is wrong, where, and what cures it.

The command line maps it to exit code 2 and prints the sentence without a traceback; the desk will map it to
a form error. Domain code raises it and knows nothing of exit codes or HTTP.
"""


class UserError(Exception):
    """A mistake in the user's input: `problem` where it lies (`file`, `line`), and the `cure`."""

    def __init__(self, problem: str, *, cure: str, file: str = "", line: int | None = None) -> None:
        self.problem, self.cure, self.file, self.line = problem, cure, file, line
        super().__init__(str(self))

    def __str__(self) -> str:
        place = self.file + (f", line {self.line}" if self.line is not None else "")
        return f"{place + ': ' if place else ''}{self.problem} {self.cure}"
