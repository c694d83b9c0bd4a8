"""Can everyone tell the decisions apart, in the light and in the dark? And does the drawing follow its rows?"""

import itertools
import re
from pathlib import Path

import polars as pl
import pytest

import counterfoil.documents
from counterfoil.documents.mark_chart import COLOURS, NARROW, WIDE, mark_chart
from counterfoil.tables.decision import DECISIONS

CSS = (Path(counterfoil.documents.__file__).parent / "templates" / "report.css").read_text(encoding="utf-8")
LEAST_CONTRAST = 3.0  # of graphical objects: WCAG 2.2, success criterion 1.4.11
LEAST_TEXT_CONTRAST = 4.5  # of text: WCAG 2.2, success criterion 1.4.3
LEAST_DISTANCE = 20  # CIE76; about 2.3 is just noticeable, 20 is plain at a glance
# Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency",
# IEEE TVCG 15 (2009), table 1, severity 1.0; the first is normal sight.
SIGHTS = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
Colour = tuple[float, float, float]


def theme(name: str) -> dict[str, str]:
    """Return the custom properties of the light or the dark theme as the style sheet defines them."""
    light, dark = re.findall(r":root \{(.*?)\}", CSS, flags=re.DOTALL)
    return dict(re.findall(r"--([\w-]+): (#\w{6})", light if name == "light" else dark))


def linear(colour: str) -> Colour:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return tuple(v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in (red, green, blue))


def luminance(colour: Colour) -> float:
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(linear(one)), luminance(linear(other))))
    return (light + 0.05) / (dark + 0.05)


def lab(colour: Colour) -> Colour:
    red, green, blue = colour
    ratios = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505,
        luminance(colour),
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089,
    )
    x, y, z = (r ** (1 / 3) if r > 0.008856 else 7.787 * r + 16 / 116 for r in ratios)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(colour: str, sight: str) -> Colour:
    mixed = (sum(a * b for a, b in zip(row, linear(colour), strict=True)) for row in SIGHTS[sight])
    return lab(tuple(min(1.0, max(0.0, part)) for part in mixed))


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("name", ["light", "dark"])
def test_any_two_decisions_look_different_to_everyone(name: str, sight: str) -> None:
    colours = [seen(theme(name)[decision], sight) for decision in DECISIONS]
    distances = [
        sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5
        for one, other in itertools.combinations(colours, 2)
    ]
    assert min(distances) >= LEAST_DISTANCE


@pytest.mark.parametrize("name", ["light", "dark"])
def test_decisions_stand_out_from_the_page_and_their_badges_can_be_read(name: str) -> None:
    colours = theme(name)
    assert all(contrast(colours[decision], colours["paper"]) >= LEAST_CONTRAST for decision in DECISIONS)
    badges = [(colours[decision], colours[f"on-{decision}"]) for decision in DECISIONS[1:]]
    texts = [(colours[ink], colours[paper]) for ink in ("ink", "soft") for paper in ("paper",)]
    assert all(contrast(*pair) >= LEAST_TEXT_CONTRAST for pair in [*badges, *texts, (colours["ink"], colours["found"])])


def test_the_style_sheet_replaces_exactly_the_colours_that_the_chart_draws() -> None:
    assert [theme("light")[decision] for decision in DECISIONS] == list(COLOURS)
    assert all(
        f'[fill="{colour}"] {{ fill: var(--{name}); }}' in CSS for colour, name in zip(COLOURS, DECISIONS, strict=True)
    )


MARKS = pl.DataFrame(
    {
        "mark": ["Halvorsen", "Orlay"],
        "clear": [3, 0],
        "review": [2, 1],
        "request-documents": [0, 0],
        "hold": [1, 0],
        "remove": [0, 4],
    }
)


def drawn(svg: str) -> list[str]:
    """Return the colours of the bars' parts, from top to bottom and left to right."""
    parts = re.findall(r'd="M([\d.]+),([\d.]+)h[^"]*" fill="(#\w{6})"', svg)
    return [colour for _, _, colour in sorted((float(y), float(x), colour) for x, y, colour in parts)]


def test_bars_are_stacked_from_clear_to_remove_and_empty_parts_are_not_drawn() -> None:
    clear, review, _, hold, remove = COLOURS
    assert drawn(mark_chart(MARKS, shown=DECISIONS, size=WIDE)) == [clear, review, hold, review, remove]


def test_totals_count_what_is_drawn() -> None:
    with_clear, without = (mark_chart(MARKS, shown=shown, size=NARROW) for shown in (DECISIONS, DECISIONS[1:]))
    assert re.findall(r">(\d+)</text>", with_clear) == ["6", "5"]
    assert re.findall(r">(\d+)</text>", without) == ["3", "5"]


def test_the_drawing_takes_the_width_of_the_page_and_names_no_outside_address() -> None:
    svg = mark_chart(MARKS, shown=DECISIONS, size=WIDE)
    assert svg.startswith('<svg viewBox="0 0 828 ')
    assert "http" not in svg
