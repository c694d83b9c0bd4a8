"""Does a user's mistake read as one line: where, what, and the cure?"""

import pytest

from counterfoil.errors import UserError


@pytest.mark.parametrize(
    ("file", "line", "read"),
    [
        ("offers.csv", 17, "offers.csv, line 17: It is empty. Export it again."),
        ("offers.csv", None, "offers.csv: It is empty. Export it again."),
        ("", None, "It is empty. Export it again."),
        ("offers.csv", 0, "offers.csv, line 0: It is empty. Export it again."),
    ],
)
def test_it_reads_as_a_sentence(file: str, line: int | None, read: str) -> None:
    error = UserError("It is empty.", cure="Export it again.", file=file, line=line)
    assert str(error) == read
    assert error.args == (read,)
