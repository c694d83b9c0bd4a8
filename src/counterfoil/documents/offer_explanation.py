"""Why was this offer decided so? The offer with its matched words, and for each right the sum that decided it.

Laid out for a terminal of any width; without one it is plain text: matched words stand in brackets instead of colour.
"""

from collections.abc import Iterator
from itertools import accumulate
from typing import Any, NamedTuple

from rich.console import Group as Stack
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from counterfoil.documents.highlight import Span
from counterfoil.documents.terminal_text import harmless, marked
from counterfoil.documents.waterfall import START, TOTAL
from counterfoil.documents.words import price_in_words, score_in_figures, weight_in_figures
from counterfoil.evidence.explanation import Addition, Answer, Group
from counterfoil.tables.decision import BY_ORDER

FIELDS = {"title": 400, "brand": 120, "item_location": 120, "description": 360}  # field → characters shown
MATCHED_TOO = ("condition", "gtin", "mpn", "product_type", "ships_from_country")  # shown where a sign was seen there
LONGEST_QUOTE = 120
BAR = 24  # characters of the longest bar
ROOM_FOR_BARS = 92  # columns of a terminal from which there is room for them
FILLED, HOLLOW = "█", "▒"  # for an infringement, for genuine goods
BOLD, DIM = "bold", "dim"

Row = dict[str, Any]


class RightExplained(NamedTuple):
    """One right: its row (id, mark, owner), the assessment, how it adds up, what the policy says, whether it decided.

    `right` and `assessment` are empty for an offer that touches no right and shows no sign.
    """

    right: Row
    assessment: Row
    added: Addition
    answers: tuple[Answer, ...]
    decides: bool


class OfferExplained(NamedTuple):
    """One offer as recorded, its findings and decision, and each right that it was held against."""

    offer: Row
    findings: list[Row]
    decision: Row
    rights: list[RightExplained]
    model: str


class Look(NamedTuple):
    """How wide it may be, and whether matched words need brackets because there is no colour."""

    width: int
    brackets: bool


def explanation(told: OfferExplained, look: Look) -> RenderableType:
    """Return what is printed."""
    decision = told.decision
    head = Text.assemble("Offer ", (harmless(decision["subject_id"]), BOLD), "  decided ", (decision["decision"], BOLD))
    head.append(f", score {score_in_figures(decision['score'])} (it orders offers; it is not calibrated)", DIM)
    parts: list[RenderableType] = [head, Text(), _offer(told, look)]
    for right in told.rights:
        parts += [Text(), _title(right), _sum(right, told.model, look), Text(), _policy(right, decision)]
        parts += list(_for_seller(right))
    return Stack(*parts)


def _offer(told: OfferExplained, look: Look) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style=DIM, no_wrap=True)
    grid.add_column(overflow="fold")
    for name, words in _lines(told, look):
        grid.add_row(name, words)
    return grid


def _lines(told: OfferExplained, look: Look) -> Iterator[tuple[str, Text]]:
    offer = told.offer
    for field, limit in FIELDS.items():
        if offer.get(field):
            text = marked(offer[field], _spans(told.findings, field), limit=limit, brackets=look.brackets)
            yield ("location" if field == "item_location" else field), text
        if field == "brand":
            yield "price", Text(_price(offer))
            yield "seller", Text(harmless(offer.get("external_seller_id") or "not told"))
    for field in MATCHED_TOO:
        spans = _spans(told.findings, field)
        if spans and offer.get(field):
            text = marked(offer[field], spans, limit=LONGEST_QUOTE, brackets=look.brackets)
            yield field.replace("_", " "), text


def _spans(findings: list[Row], field: str) -> list[Span]:
    of_field = (row for row in findings if row["field"] == field)
    return [Span(r["start"], r["end"]) for r in of_field if r["start"] is not None and r["end"] is not None]


def _price(offer: Row) -> str:
    price, reduced, currency = (offer.get(name) for name in ("price", "sale_price", "price_currency"))
    asked = [price_in_words(amount, currency) for amount in (reduced, price) if amount is not None]
    return " instead of ".join(asked) or "not told"


def _title(right: RightExplained) -> Text:
    if not right.right:
        return Text("No right on the list is touched", BOLD)
    row = right.right
    title = Text.assemble((harmless(row["mark"]), BOLD), f"  right {harmless(row['id'])} of {harmless(row['owner'])}")
    title.append(f", ground {right.assessment['ground']}")
    return title.append("  ← decided", BOLD) if right.decides else title


def _sum(right: RightExplained, model: str, look: Look) -> RenderableType:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(justify="right", no_wrap=True)
    wide = look.width >= ROOM_FOR_BARS
    if wide:
        grid.add_column(no_wrap=True, width=BAR)
    grid.add_column(overflow="fold")
    for figure, begin, end, words in _steps(right, model):
        bar = [_bar(right.added, begin, end)] if wide else []
        grid.add_row(figure, *bar, words)
    return Padding(grid, (0, 0, 0, 2))


def _steps(right: RightExplained, model: str) -> Iterator[tuple[Text, int, int, RenderableType]]:
    """Yield the lines of the sum: figure, where its bar begins and ends, and what stands beside it."""
    added = right.added
    yield _figure(added.prior), 0, added.prior, Text(f"{START} of every offer ({harmless(model)})", BOLD)
    level = added.prior
    for group in added.groups:
        yield _figure(group.after), level, level + group.after, _of_group(group)
        level += group.after
        yield Text(), 0, 0, _parts(group)
    total = Text(TOTAL, BOLD)
    if right.assessment:
        total.append(f", score {score_in_figures(right.assessment['score'])}", "not bold")
        if right.assessment["weight"] != added.total:
            recorded = weight_in_figures(right.assessment["weight"])
            total.append(f"; recorded as {recorded}: `counterfoil replay` names what was changed", "not bold")
    yield _figure(added.total), 0, added.total, total


def _figure(weight: int) -> Text:
    return Text(weight_in_figures(weight), BOLD)


def _parts(group: Group) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(overflow="fold")
    for part in group.parts:
        grid.add_row(weight_in_figures(part.weight), Text(harmless(part.sentence)).append(f"  {part.kind}", DIM))
    return grid


def _of_group(group: Group) -> Text:
    words = Text(harmless(group.name), BOLD)
    if group.before != group.after:
        words.append(f": {weight_in_figures(group.before)}, counted only to {weight_in_figures(group.after)}")
    return words


def _bar(added: Addition, begin: int, end: int) -> Text:
    """Return the bar of one line of the sum; every line has one scale, from the lowest to the highest level."""
    levels = [0, *accumulate([added.prior, *(group.after for group in added.groups)])]
    lowest, highest = min(levels), max(levels)
    unit = BAR / max(highest - lowest, 1)
    left, right = (round((level - lowest) * unit) for level in sorted((begin, end)))
    if begin == end:
        return Text()
    sign = FILLED if end > begin else HOLLOW
    return Text(" " * min(left, BAR - 1) + sign * max(right - left, 1))


def _policy(right: RightExplained, decision: Row) -> RenderableType:
    lines = [
        Text(f"Policy {harmless(decision['policy'])}, weights in thousandths: the first rule that holds decides", DIM)
    ]
    for place, answer in enumerate(right.answers, start=1):
        state = {True: "holds", False: "does not", None: "not asked"}[answer.holds]
        style = BOLD if answer.holds else DIM if answer.holds is None else ""
        lines.append(Text(f"  {place}. {state:9}  {answer.rule.decision}: {harmless(answer.rule.when)}", style))
    if not any(answer.holds for answer in right.answers):
        taken = decision["rule"] if not right.assessment else "no rule holds, so a person looks: review"
        lines.append(Text(f"  {taken}", BOLD))
    if decision["rule"].startswith(BY_ORDER):
        lines.append(Text(f"  {harmless(decision['rule'])} decides before the policy: {decision['decision']}", BOLD))
    return Stack(*lines)


def _for_seller(right: RightExplained) -> Iterator[RenderableType]:
    told = right.assessment.get("party_reasons") or []
    if told:
        yield Text()
        yield Text("What the seller is told", DIM)
        yield from (Padding(Text(harmless(sentence)), (0, 0, 0, 2)) for sentence in told)
