"""Are the deadlines of the example papers those that the clocks work out?"""

import datetime as dt

import pytest

from counterfoil.documents.papers.parts import Deadline, Paper
from counterfoil.enforcement.clocks.running import Act, clocks_of
from documents.papers.paper_examples import example

ON = dt.date(2026, 11, 30)


@pytest.mark.parametrize(
    ("kind", "rule", "act", "field"),
    [
        ("detention-notice", "19 CFR 133.21(b)(2)(i)(B)", "detention-notified", "issued_on"),
        ("detention-notice", "19 USC 1499(c)(5)", "presented", "presented_on"),
        ("notice-of-seizure", "19 CFR 171.2(b)(1)", "seizure-notice-mailed", "mailed_on"),
        ("notice-of-seizure", "19 CFR 133.21(e)", "seizure-notified", "mailed_on"),
        ("notice-of-penalty", "19 CFR 171.2(b)(2)", "penalty-notice-mailed", "mailed_on"),
        ("decision-on-petition", "19 CFR 171.61", "petition-decided", "decided_on"),
    ],
)
def test_a_deadline_is_that_of_its_rule(kind: str, rule: str, act: str, field: str) -> None:
    paper = example(kind)
    due = {one.due for one in clocks_of((Act(act, getattr(paper, field)),), day=ON) if rule in one.rule.within.source}
    assert {one.by for one in _deadlines(paper) if one.rule == rule} == due != set()


def _deadlines(paper: Paper) -> tuple[Deadline, ...]:
    deadlines: tuple[Deadline, ...] = paper.deadlines
    return deadlines
