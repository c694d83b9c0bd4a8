"""Does the page of a transparency report say what is counted, withheld and not counted, and run nothing?"""

import datetime as dt

import polars as pl
from lxml import html

from counterfoil.documents.transparency_page import transparency_page, typeset
from counterfoil.documents.transparency_words import in_words
from counterfoil.documents.worklist_sheet import numbered
from counterfoil.run.papers import typesetter
from counterfoil.run.transparency_files import KIND
from counterfoil.tables.transparency_count import EXAMPLE, TransparencyCount

DAYS = {"from": dt.date(2026, 10, 1), "until": dt.date(2026, 12, 31), "asked_until": None}
ASKED = {"platform": "Tide & Water", **DAYS, "limit": 5}
BY = "by what is alleged"


def told(*rows: dict[str, object]) -> dict[str, object]:
    """Return a report of these rows in words, each like the contract's example where it says nothing else."""
    example = EXAMPLE.row(0, named=True) | {"breakdown": "", "part": ""}
    counts = pl.DataFrame([example | row for row in rows], schema=TransparencyCount.create_empty().schema)
    return in_words(ASKED, TransparencyCount.validate(counts), digest="ab" * 32)


HIDDEN = {"standing": "withheld", "count": None}
REPORT = told(
    {"count": 44},
    {"breakdown": BY, "part": "counterfeit", "count": 41},
    {"breakdown": BY, "part": "design", **HIDDEN},
    {"breakdown": BY, "part": "copyright", **HIDDEN},
    {"breakdown": "median hours", "part": "to the answer", "unit": "hours", "count": None, "value": 30.5},
    {"measure": "missing", "title": "Trusted flaggers", "standing": "not counted", "count": None, "why": "Not told."},
    {"section": "complaints", "measure": "complaints", "title": "Complaints", **HIDDEN},
    {
        "section": "automation", "measure": "x-taken-back", "title": "Taken back", "breakdown": "share taken back",
        "part": "fully automated", "unit": "share", "count": None, "value": 0.25, "low": 0.1, "high": 0.5,
    },
)  # fmt: skip


def test_the_page_tells_numbers_what_is_withheld_with_its_sum_and_what_is_not_counted() -> None:
    text = " ".join(html.fromstring(transparency_page(REPORT)).text_content().split())
    for words in (
        "Transparency report: Tide & Water",
        "44 notices.",
        "Withheld, 3 together: design and copyright.",
        "Median time to the answer: 30.5 h",
        "fewer than 5",
        "Trusted flaggersNot counted. Not told.",
        "fully automated25.0 %10.0 % to 50.0 %",
        "ab" * 32,
    ):
        assert words in text, words


def test_nothing_runs_and_nothing_is_asked_for() -> None:
    tree = html.fromstring(transparency_page(REPORT | {"platform": "<img src=x onerror=alert(1)>"}))
    assert not [one for one in tree.iter() if one.tag in {"script", "img", "link", "iframe"}]
    assert "default-src 'none'" in html.tostring(tree).decode()


def test_the_paper_is_set_from_the_same_words_and_is_the_same_each_time() -> None:
    setter = typesetter(())
    content = typeset(REPORT | {"platform": "#set page(fill: red) \u202e"})
    assert content["facts"]["platform"].endswith("[U+202E]")
    first, again = (setter.pdf(KIND, numbered(content, ())) for _ in range(2))
    assert first == again
    assert first.startswith(b"%PDF")


def test_a_period_that_is_not_over_says_until_when_it_is_counted() -> None:
    asked = ASKED | {"until": dt.date(2026, 11, 22), "asked_until": dt.date(2026, 12, 31)}
    told = in_words(asked, TransparencyCount.create_empty(), digest="0" * 64)
    text = " ".join(html.fromstring(transparency_page(told)).text_content().split())
    assert "was to end on 31 December 2026 and was not over: counted is what was done until 22 November 2026." in text
    assert "was not over" not in transparency_page(REPORT)


def test_an_edition_in_which_nothing_is_withheld_says_so() -> None:
    everything = in_words(ASKED | {"limit": 0}, TransparencyCount.create_empty(), digest="0" * 64)
    assert "No number is withheld" in everything["rule"]
    assert everything["lead"] == "No total is large enough to be told."
