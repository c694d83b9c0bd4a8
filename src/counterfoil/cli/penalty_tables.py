"""Show what a person is exposed to: the sums first, then statute by statute the arithmetic and the elements."""

from decimal import Decimal
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from counterfoil.cli.policy_tables import plain_table
from counterfoil.codes.legal_number import TAGS
from counterfoil.enforcement.exposure.exposed import CONTRADICTED, MISSING, PROVEN, Exposed, dollars
from counterfoil.enforcement.exposure.exposure import Exposure
from counterfoil.enforcement.exposure.mitigation import Mitigated

SIGNS = {PROVEN: "[green]proven[/green]", MISSING: "[yellow]missing[/yellow]", CONTRADICTED: "[red]contradicted[/red]"}


def print_exposure(found: Exposure, *, out: Path | None) -> None:
    """Print what follows from a case."""
    console = Console()
    if not found.exposed:
        console.print("The case names nothing that a penalty follows from.")
        return
    console.print(f"[bold]{escape(found.case.id)}[/bold], {escape(found.case.person)}, on {found.day}, in US dollars\n")
    _print_sums(console, found)
    for one, band in zip(found.exposed, found.mitigated, strict=True):
        _print_statute(console, one, band)
    for heading, factors in (("Speaks for less", found.less), ("Speaks for more", found.more)):
        if factors:
            console.print(f"\n[bold]{heading}[/bold]")
            for factor in factors:
                console.print(f"  {factor}")
    if out is not None:
        console.print(f"\nWritten to {escape(str(out))}.")


def _print_sums(console: Console, found: Exposure) -> None:
    table = plain_table("statute", "what", "least", "most", "proven", numbers=("least", "most", "proven"))
    for one in found.exposed:
        proven = sum(element.state == PROVEN for element in one.elements)
        table.add_row(
            one.statute, escape(one.what), _told(one.least), _told(one.most), f"{proven} of {len(one.elements)}"
        )
    console.print(table)
    console.print("\n[dim]What the law allows, not what will be imposed. Several exclude each other.[/dim]")


def _print_statute(console: Console, one: Exposed, band: Mitigated | None) -> None:
    console.print(f"\n[bold]{one.statute}[/bold] {escape(one.what)}")
    if one.most is not None:
        console.print(f"  {escape(one.arithmetic)} = {dollars(one.most)}")
    for number in one.numbers:
        doubt = "" if number.is_verified else f" [yellow]({TAGS[number.verified]})[/yellow]"
        console.print(f"  [dim]{number.value:,} {number.unit}: {number.source}[/dim]{doubt}")
    for sentence in one.lacking:
        console.print(f"  [yellow]not known:[/yellow] {escape(sentence)}")
    for sentence in one.besides:
        console.print(f"  {escape(sentence)}")
    if band is not None:
        console.print(
            f"  mitigated: {dollars(band.least)} to {dollars(band.most)}, by a band from {escape(band.source)}"
        )
    _print_elements(console, one)


def _print_elements(console: Console, one: Exposed) -> None:
    table = plain_table("", "element", "by", "exhibit, witness")
    for element in one.elements:
        shown = ", ".join(text for text in (element.exhibit, element.witness) if text)
        because = shown if element.state == PROVEN else element.because
        table.add_row(f"  {SIGNS[element.state]}", escape(element.says), element.standard, escape(because))
    console.print(table)


def _told(amount: Decimal | None) -> str:
    return "–" if amount is None else dollars(amount)
