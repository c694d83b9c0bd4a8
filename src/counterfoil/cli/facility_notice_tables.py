"""Show notices to facilities: what was drafted, what is held and what not, who is late, and whether a file is real."""

from pathlib import Path

import polars as pl
from rich.console import Console
from rich.markup import escape

from counterfoil.cli.policy_tables import plain_table
from counterfoil.cli.set_aside import print_rejects
from counterfoil.codes.short_code import is_same
from counterfoil.documents.terminal_text import harmless
from counterfoil.documents.words import counted
from counterfoil.enforcement.facility_notices.signed import SignedNotice
from counterfoil.enforcement.states.facility_notice_states import FACILITY_NOTICE
from counterfoil.errors import UserError
from counterfoil.run.facility_confirming import Confirmed
from counterfoil.run.facility_holding import Written
from counterfoil.run.facility_receiving import Received
from counterfoil.run.facility_standing import Standing
from counterfoil.tables.hold_answer import STATUSES

COLOURS = {"held": "green", "disposed": "green", "refused": "red", "escalated": "red", "held in part": "yellow"}
WORDS = {"hold": "to hold", "examine": "to examine", "leave": "to leave"}
SHOWN = 20  # lines of one notice on the terminal


def print_drafted(notices: pl.DataFrame, lines: pl.DataFrame, case: Path) -> None:
    """Print the notices that were made, what each asks, and its files."""
    console = Console(highlight=False)
    for row in notices.iter_rows(named=True):
        own = lines.filter(notice_id=row["id"])
        console.print(f"[bold]{row['id']}[/bold] to {_text(row['facility'])}, answer by {row['answer_by']}")
        for asked, words in WORDS.items():
            part = own.filter(asked=asked)
            if part.height:
                console.print(f"  {words:<10} {_units(part)}{_shared(part)}")
        console.print(f"  code [bold]{row['code']}[/bold], key {row['signed_by']}")
        console.print(f"  {escape(str(case / row['file']))} and the paper, .pdf", soft_wrap=True)
    console.print("Nothing was sent. Send both files yourself, then: counterfoil facility-notice sent CASE NOTICE.")


def _units(lines: pl.DataFrame) -> str:
    some = " at least" if lines["units"].null_count() else ""
    return f"{counted(lines.height, 'line')},{some} {counted(int(lines['units'].sum()), 'unit')}"


def _shared(lines: pl.DataFrame) -> str:
    among = int(lines["is_commingled"].sum())
    return f" [yellow]({among} commingled)[/yellow]" if among else ""


def print_verified(signed: SignedNotice, sender: str, *, code: str | None, has_signer: bool) -> None:
    """Print what a signed notice says and asks. Raises UserError where its code is not the one on the paper."""
    console, content = Console(highlight=False), signed.content
    if code is not None and not is_same(code, signed.code):
        cure = "Do nothing on the ground of that paper; ask the sender by a way that you have known it by."
        raise UserError(
            f"The code of this file is {signed.code}, not {harmless(code)}: the paper is another.", cure=cure
        )
    edition = f", edition {content['edition']}" if content["edition"] > 1 else ""
    console.print(f"[bold]As it was signed[/bold]: {_text(content['notice_id'])}{edition} of {content['drafted_on']}")
    console.print(f"From {_text(sender)} to {_text(content['facility'])}, answer by {content['answer_by']}")
    for asked, words in WORDS.items():
        part = signed.lines.filter(asked=asked)
        if part.height:
            console.print(f"  {words:<10} {_units(part)}")
    same = "as on the paper" if code is not None else "must be the one printed on the paper"
    console.print(f"Code of the file: [bold]{signed.code}[/bold] ({same})")
    whose = "the key given" if has_signer else "compare it with what the sender tells you, or give --signer"
    console.print(f"Fingerprint of the key: {signed.fingerprint} ({whose})")


def print_written(written: Written, out: Path) -> None:
    """Print what a hold file holds."""
    uncounted = f"; {counted(written.uncounted, 'line')} nobody counted" if written.uncounted else ""
    units = f"{counted(written.lines, 'line')}, {counted(written.units, 'unit')}{uncounted}"
    console = Console(highlight=False)
    console.print(f"{escape(str(out))}: {units}, as {written.form}.", soft_wrap=True)
    if written.left_out:
        left = counted(written.left_out, "line")
        console.print(f"[yellow]{left} left out[/yellow]: EPCIS names goods by GTIN or SSCC, and they have neither.")


def print_confirmed(done: Confirmed, notice_id: str) -> None:
    """Print what an answer told of each line, what was not taken and why, and the state of the notice."""
    console = Console(highlight=False)
    print_rejects(console, done.rejects)
    if not done.is_new:
        told = "No row of this file could be taken" if done.is_refused else "Nothing new is in this file"
        console.print(f"{told}; nothing was changed.")
    else:
        _print_lines(console, done.lines.filter(pl.col("is_told") | (pl.col("asked") == "hold")))
    for line, units in done.more.items():
        console.print(
            f"Line {line}: [yellow]{counted(units, 'unit')} more[/yellow] than were known, now among those found."
        )
    says = FACILITY_NOTICE.state_of(done.state).says
    console.print(f"[bold]{notice_id}[/bold] is {_coloured(done.state)}: {says}")


def _print_lines(console: Console, rows: pl.DataFrame) -> None:
    """Print lines with their units, then the orders that units of them are on."""
    shown = [status for status in STATUSES if rows[status].sum()]
    heads = ["found", *shown, "open"]
    table = plain_table("line", "asked", "lot", "pallet or item", *heads, numbers=("line", *heads))
    for row in rows.head(SHOWN).iter_rows(named=True):
        waits = "" if row["asked"] == "leave" else _number(row["open"])
        counts = [_number(row["units"]), *(_number(row[status], blank=True) for status in shown), waits]
        place = _text(row["sscc"] or row["item_id"])
        table.add_row(str(row["line"]), row["asked"], _text(row["lot"] or ""), place, *counts)
    console.print(table)
    if rows.height > SHOWN:
        console.print(f"… and {rows.height - SHOWN:,} more, in facility_lines.parquet and hold_answers.parquet")
    for row in rows.filter(pl.col("orders").list.len() > 0).head(SHOWN).iter_rows(named=True):
        console.print(f"Orders of line {row['line']}: {_text(', '.join(row['orders']))}")


def print_received(received: Received) -> None:
    """Print the lines that were found later, and the editions that tell of them."""
    console = Console(highlight=False)
    if received.lines.is_empty():
        watching = counted(received.living, "notice")
        console.print(
            f"[green]Nothing new was found[/green] for {watching} that still live{'s' * (received.living == 1)}."
        )
        return
    for notice_id, file in received.files.items():
        own = received.lines.filter(notice_id=notice_id)
        console.print(f"[bold]{notice_id}[/bold]: {_units(own)} more, in a {own['found_in'].item(0)}")
        for row in own.head(SHOWN).iter_rows(named=True):
            title = _text(row["title"] or row["item_id"])
            console.print(f"  line {row['line']}  {WORDS[row['asked']]}  {_number(row['units'])}  {title}")
        console.print(f"  told in the new edition {escape(file)}; send it to the facility.", soft_wrap=True)


def print_late(found: pl.DataFrame, day: object, *, is_escalated: bool) -> None:
    """Print the facilities that are late."""
    console = Console(highlight=False)
    if found.is_empty():
        console.print(f"[green]No facility is late on {day}.[/green]")
        return
    table = plain_table("notice", "facility", "was due", "days", "why", "open", numbers=("days", "open"))
    for row in found.iter_rows(named=True):
        told = (row["id"], _text(row["facility"]), str(row["due"]), str(row["days"]), row["why"])
        table.add_row(*told, "?" if row["uncounted"] else f"{row['waits_for']:,}")
    console.print(table)
    if is_escalated:
        many = "is" if found.height == 1 else "are"
        console.print(f"{counted(found.height, 'notice')} {many} escalated; send the reminder beside each paper.")
    else:
        console.print("Escalate them with --by and --why.")


def print_standing(standing: Standing, *, with_lines: bool) -> None:
    """Print the notices with the units to be held, line by line where asked, and the time until they were."""
    console = Console(highlight=False)
    if standing.notices.is_empty():
        console.print("The case has no notices to facilities. Make one with: counterfoil facility-notice draft.")
        return
    for row in standing.notices.iter_rows(named=True):
        after = f", {_hours(row['hours'])} after it was sent" if row["hours"] is not None else ""
        console.print(f"[bold]{row['id']}[/bold] to {_text(row['facility'])}: {_coloured(row['state'])}{after}")
        counts = [f"{row[status]:,} {status}" for status in STATUSES if row[status]]
        rest = [f"{row['open']:,} open"] if row["open"] or not (counts or row["uncounted"]) else []
        more = [f"{counted(row['uncounted'], 'line')} that nobody counted"] if row["uncounted"] else []
        console.print(f"  {counted(row['units'], 'unit')} to hold: {', '.join([*counts, *rest, *more])}")
        if row["unexamined"]:
            console.print(
                f"  [yellow]{counted(row['unexamined'], 'unit')} to examine[/yellow]: nobody has told of them"
            )
    if standing.median_hours is not None:
        console.print(f"From notice to confirmed hold: {_hours(standing.median_hours)} in the middle case.")
    if with_lines:
        for rows in standing.lines.partition_by("notice_id", maintain_order=True):
            console.print(f"\n[bold]{rows['notice_id'].item(0)}[/bold], line by line")
            _print_lines(console, rows)


def _text(text: str) -> str:
    return escape(harmless(text))


def _number(value: int | None, *, blank: bool = False) -> str:
    if value is None:
        return "?"
    return "" if blank and not value else f"{value:,}"


def _hours(hours: float | None) -> str:
    if hours is None:
        return ""
    return f"{hours:.1f} h" if hours < 72 else f"{hours / 24:.0f} d"


def _coloured(state: str) -> str:
    colour = COLOURS.get(state, "cyan")
    return f"[{colour}]{state}[/{colour}]"
