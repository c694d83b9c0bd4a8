"""The report as tests read it: its elements, words and figures."""

from typing import Any

import lxml.html

from counterfoil.documents.report_tables import ReportTables
from counterfoil.documents.screening_report import screening_report

Page = Any


def page(tables: ReportTables) -> Page:
    return lxml.html.document_fromstring(screening_report(tables.parts()))


def text(node: Page) -> str:
    return " ".join(node.text_content().split())


def section(document: Page, heading: str) -> Page:
    return next(one for one in document.iter("section") if (one.findtext("h2") or "") == heading)


def figures(document: Page) -> list[list[tuple[str, int]]]:
    return [
        [
            (one.findtext("span") or "", int((one.findtext("b") or "").replace(",", "")))
            for one in line.find_class("figure")
        ]
        for line in document.find_class("sum")
    ]
