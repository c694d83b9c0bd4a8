"""How do the weights add up? A waterfall from the starting weight over every sign and cap to the total, as SVG.

Each bar begins where the one before it ended. What speaks for an infringement is filled, what speaks for genuine
goods is hollow, so that the two stay apart without colour (WCAG 2.2, criterion 1.4.1). Ink is `currentColor`: the
drawing takes the colour of the page around it, light or dark; a file of its own brings both.
"""

from typing import NamedTuple

from markupsafe import Markup, escape

from counterfoil.documents.highlight import HIDDEN
from counterfoil.documents.words import weight_in_figures
from counterfoil.evidence.explanation import Addition

START, TOTAL, CAP = "Starting weight", "Total", "Counted only to the cap"
THREAD = 'stroke="currentColor" opacity=".45"'  # thin lines: zero, and from bar to bar
LONGEST_NAME, LONGEST_GROUP = 34, 11  # characters of a kind and of a group: what their columns hold
OWN_COLOURS = (
    "<style>svg{color:#1b1f24;background:#fff;font:13px system-ui,'Liberation Sans',sans-serif}"
    "@media(prefers-color-scheme:dark){svg{color:#e6e9ec;background:#14171b}}</style>"
)


class Layout(NamedTuple):
    """Pixels: the whole width, where bars begin and end, the height of a row and of a bar, and where names stand.

    `over` puts the names above the bars, for a phone; `margin` is free at all sides.
    """

    width: int
    left: int
    right: int
    row: int
    bar: int
    over: bool
    margin: int


BROAD = Layout(width=760, left=318, right=690, row=27, bar=15, over=False, margin=4)
SLIM = Layout(width=340, left=4, right=336, row=42, bar=10, over=True, margin=4)


class Bar(NamedTuple):
    """One row of the drawing, in thousandths of a nat: its bar reaches from `begin` to `end`."""

    kind: str  # of bar: for, against, cut, base, total
    group: str
    name: str
    begin: int
    end: int
    figure: int


def bars(added: Addition) -> list[Bar]:
    """Return the rows of the waterfall: the prior, every finding, every cap that cuts, the total."""
    rows, level = [Bar("base", "", START, 0, added.prior, added.prior)], added.prior
    for group in added.groups:
        first = len(rows)
        for part in group.parts:
            kind = "for" if part.weight >= 0 else "against"
            rows.append(Bar(kind, "", _words(part.kind, LONGEST_NAME), level, level + part.weight, part.weight))
            level += part.weight
        if group.after != group.before:
            cut = group.after - group.before
            rows.append(Bar("cut", "", f"{CAP} of {weight_in_figures(group.after)}", level, level + cut, cut))
            level += cut
        rows[first] = rows[first]._replace(group=_words(group.name, LONGEST_GROUP))
    return [*rows, Bar("total", "", TOTAL, 0, added.total, added.total)]


def waterfall(added: Addition, *, layout: Layout, name: str, alone: bool = False) -> str:
    """Return the SVG; `name` begins the ids in it, which must differ within a page; `alone` for a file of its own."""
    rows = bars(added)
    ends = [0, *(place for row in rows for place in (row.begin, row.end))]
    lowest, highest = min(ends), max(max(ends), min(ends) + 1)
    unit = (layout.right - layout.left) / (highest - lowest)
    height = layout.row * len(rows) + 2 * layout.margin
    parts = [_opening(added, layout, height, name=name, alone=alone)]
    zero = round(layout.left - lowest * unit, 1)
    if not layout.over:
        parts.append(f'<path d="M{zero} {layout.margin}V{height - layout.margin}" {THREAD}/>')
    for place, row in enumerate(rows):
        at = [round(layout.left + (value - lowest) * unit, 1) for value in (row.begin, row.end)]
        parts.append(_row(row, layout, layout.margin + place * layout.row, [*at, zero]))
    return "".join([*parts, "</svg>"])


def in_one_sentence(added: Addition) -> str:
    """Return the addition in words, for those who do not see the drawing."""
    rows = bars(added)
    steps = "; ".join(f"{row.name} {weight_in_figures(row.figure)}" for row in rows[1:-1])
    return f"{START} {weight_in_figures(added.prior)}; {steps + '; ' if steps else ''}{TOTAL.lower()} {_total(added)}."


def _total(added: Addition) -> str:
    return weight_in_figures(added.total)


def _words(name: str, longest: int) -> str:
    plain = HIDDEN.sub("\ufffd", name).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd").replace("_", " ").strip()
    words = plain[:1].upper() + plain[1:]
    return words if len(words) <= longest else words[: longest - 1] + "…"


def _opening(added: Addition, layout: Layout, height: int, *, name: str, alone: bool) -> str:
    title, text = f"How the weights add up to {_total(added)}", in_one_sentence(added)
    size = f' xmlns="http://www.w3.org/2000/svg" width="{layout.width}" height="{height}"' if alone else ""
    return (
        f'<svg{size} viewBox="0 0 {layout.width} {height}" role="img" aria-labelledby="{name}-t {name}-d"'
        f' fill="currentColor" font-size="13"><title id="{name}-t">{escape(title)}</title>'
        f'<desc id="{name}-d">{escape(text)}</desc>{OWN_COLOURS if alone else ""}'
    )


def _row(row: Bar, layout: Layout, top: int, at: list[float]) -> str:
    """Draw a row; `at` holds where its bar begins, where it ends, and where zero is."""
    bar_top = top + (layout.row - layout.bar - 7 if layout.over else (layout.row - layout.bar) // 2)
    parts = [_rule(layout, top)] if row.group or row.kind == "total" else []
    parts += [_label(row, layout, top), _bar(row, bar_top, layout.bar, at[:2])]
    if layout.over:  # a line from bar to bar would cross the names
        parts.append(f'<path d="M{at[2]} {bar_top - 2}v{layout.bar + 4}" {THREAD}/>')
    elif row.kind != "total":
        parts.append(f'<path d="M{at[1]} {bar_top + layout.bar}v{layout.row - layout.bar}" {THREAD}/>')
    return "".join(parts)


def _rule(layout: Layout, top: int) -> str:
    return f'<path d="M0 {top}H{layout.width}" stroke="currentColor" opacity=".16"/>'


def _label(row: Bar, layout: Layout, top: int) -> str:
    strong = ' font-weight="600"' if row.kind in ("base", "total") else ""
    base = top + (16 if layout.over else layout.row // 2 + 5)
    group, figure = escape(row.group), weight_in_figures(row.figure)
    value = f'<text x="{layout.width - layout.margin}" y="{base}" text-anchor="end"{strong}>{figure}</text>'
    soft = ' opacity=".72"' if row.kind == "cut" else ""
    if layout.over:
        of_group = Markup('<tspan opacity=".72">{}: </tspan>').format(group) if group else ""
        return f'<text x="{layout.margin}" y="{base}"{strong}{soft}>{of_group}{escape(row.name)}</text>{value}'
    words = f'<text x="{layout.margin if strong else 84}" y="{base}"{strong}{soft}>{escape(row.name)}</text>'
    of_group = f'<text x="{layout.margin}" y="{base}" opacity=".72">{group}</text>' if group else ""
    return of_group + words + value


def _bar(row: Bar, top: int, height: int, at: list[float]) -> str:
    left, width = min(at), round(abs(at[1] - at[0]), 1)
    place = f'x="{left}" y="{top}" width="{width}" height="{height}"'
    if row.kind in ("for", "total"):
        return f'<rect class="{row.kind}" {place} opacity=".85"/>'
    if row.kind == "base":
        return f'<rect class="base" {place} opacity=".4"/>'
    dashes = ' stroke-dasharray="3 2"' if row.kind == "cut" else ""
    inner = f'x="{left + 0.6:.1f}" y="{top + 0.6}" width="{max(width - 1.2, 0):.1f}" height="{height - 1.2:.1f}"'
    return f'<rect class="{row.kind}" {inner} fill="none" stroke="currentColor" stroke-width="1.2"{dashes}/>'
