"""What did one screening find? One HTML page that a head of trust and safety can show her board.

The page is self-contained: no script, no outside resource, and a content security policy that forbids both,
so that hostile offer texts stay text whatever happens. It reads on a phone, in the dark and on paper.
"""

from typing import Any

import polars as pl
from jinja2 import Environment
from markupsafe import Markup

from counterfoil.documents.mark_chart import COLOURS, NARROW, WIDE, mark_chart
from counterfoil.documents.page import environment
from counterfoil.documents.report_cards import BAR, cards
from counterfoil.documents.report_figures import decisions_by_mark, summary, totals
from counterfoil.documents.report_tables import ReportParts, ReportTables, Run, RunCounts, RunFile
from counterfoil.documents.words import DECISION_WORDS
from counterfoil.documents.worst_offers import CARDS, worst_offers
from counterfoil.tables.decision import DECISIONS

__all__ = ["CARDS", "ReportParts", "ReportTables", "Run", "RunCounts", "RunFile", "screening_report", "worst_offers"]

MARKS = 15  # bars of the chart
SIGNS = 15  # rows of the table of signs
CAUSES = 25  # rows of the table of rejects
DWARFED = 4  # clear offers are left out of the bars once they are this many times all others


def screening_report(parts: ReportParts) -> str:
    """Return the report as one HTML document (UTF-8 text).

    Raises ValueError when the run's counts and the figures cannot belong together, or its start is no time.
    """
    figures = totals(parts)
    marks = decisions_by_mark(parts.gathered.decisions(), parts.rights)
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            run=parts.run,
            figures=figures,
            rights=parts.rights.height,
            summary=summary(figures, marks, parts.rights.height),
            chart=_chart(marks, figures.above_clear),
            signs=_shortened(parts.gathered.signs(), SIGNS),
            cards=cards(parts),
            causes=_shortened(parts.gathered.causes(), CAUSES),
            rejects=parts.gathered.rejects,
        )
    )


def _chart(marks: pl.DataFrame, above_clear: int) -> dict[str, Any] | None:
    """Return the two drawings, the rows behind them and what they leave out; None without any bar."""
    concerned = marks.filter(pl.col("above_clear") > 0)
    if concerned.is_empty():
        return None
    rows = concerned.head(MARKS)
    clear_is_drawn = rows.get_column(DECISIONS[0]).sum() <= DWARFED * rows.get_column("above_clear").sum()
    drawn = DECISIONS if clear_is_drawn else DECISIONS[1:]
    return {
        "wide": Markup(mark_chart(rows, shown=drawn, size=WIDE)),  # noqa: S704  the renderer escapes the marks
        "narrow": Markup(mark_chart(rows, shown=drawn, size=NARROW)),  # noqa: S704
        "drawn": drawn,
        "rows": rows.rows(named=True),
        "marks": concerned.height,
        "without_mark": above_clear - int(concerned.get_column("above_clear").sum()),
    }


def _shortened(table: pl.DataFrame, limit: int) -> dict[str, Any]:
    return {"rows": table.head(limit).rows(named=True), "all": table.height}


def _environment() -> Environment:
    return environment(
        decisions=DECISIONS,
        words=DECISION_WORDS,
        colours=dict(zip(DECISIONS, COLOURS, strict=True)),
        longest_bar=BAR,
    )
