"""The cards of the report show how the weights add up, where the model is given, and the report stays small."""

import re
from xml.etree import ElementTree

from counterfoil.documents.screening_report import screening_report
from counterfoil.documents.worst_offers import CARDS
from counterfoil.evidence.weights import default_model, read_model
from documents.report_factory import report_tables
from integration.example_run import example_run

MOST_BYTES = 1_000_000


def test_the_report_of_the_examples_draws_every_card_in_two_widths() -> None:
    page = (example_run() / "report.html").read_text("utf-8")
    assert page.count("How the weights add up</summary>") == CARDS
    drawings = re.findall(r'<svg viewBox="[^"]*" role="img" aria-labelledby="w.*?</svg>', page, re.DOTALL)
    assert len(drawings) == 2 * CARDS
    ids = [part.get("id") for drawing in drawings for part in ElementTree.fromstring(drawing).iter() if part.get("id")]
    assert len(ids) == len(set(ids)) == 4 * CARDS
    assert len(page.encode()) < MOST_BYTES


def test_without_a_model_or_with_another_than_the_runs_nothing_is_drawn() -> None:
    tables = report_tables(60)
    assert "How the weights add up" not in screening_report(tables.parts())
    assert "How the weights add up" not in screening_report(tables._replace(model=read_model(default_model())).parts())
