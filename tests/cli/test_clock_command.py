"""`counterfoil clock` tells each deadline with its arithmetic, and writes those unmet as a calendar."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from icalendar import Calendar

from counterfoil.cli.main import cli
from counterfoil.enforcement.clocks.acts_file import read_acts
from counterfoil.errors import UserError

EXAMPLE = str(Path(__file__).parents[2] / "examples" / "acts.toml")


def test_the_example_is_told_and_written_as_a_calendar(tmp_path: Path) -> None:
    out = tmp_path / "deadlines.ics"
    asked = ["clock", EXAMPLE, "--day", "2026-11-08", "-o", str(out)]
    told = CliRunner().invoke(cli, asked, env={"COLUMNS": "160"})
    assert told.exit_code == 0
    assert "2026-11-28 is a Saturday; not moved." in told.output
    assert "nor 11-11 Veterans Day, 11-26 Thanksgiving Day" in told.output
    first = out.read_bytes()
    due = {str(event["summary"]): event["dtstart"].dt.isoformat() for event in Calendar.from_ical(first).events}
    assert due["petition for relief from the seizure (2026-EX-0412)"] == "2026-11-28"
    assert "decide to release or detain (2026-EX-0412)" not in due
    assert CliRunner().invoke(cli, asked).exit_code == 0
    assert out.read_bytes() == first


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "missing required field `acts`"),
        ('acts = [{ kind = "seized" }]', "missing required field `on`"),
        ('acts = [{ kind = "seized", on = "soon" }]', "Invalid"),
        ('acts = [{ kind = "seized", on = 2026-01-01, by = "x" }]', "unknown field `by`"),
        ("acts = [", "no TOML"),
    ],
)
def test_acts_that_cannot_be_read_are_refused(text: str, says: str) -> None:
    with pytest.raises(UserError) as refused:
        read_acts(text.encode(), file="acts.toml")
    assert says in refused.value.problem
