"""Does the tracking page show each chart with its sentence, its table and its query, and nothing that runs?"""

import pytest
from lxml import html

from counterfoil.documents.tracking_page import ROWS, Head, tracking_page
from documents.charts.drawn_charts import EVERY, LONG, STACK, bars

HEAD = Head("Tracking report", "Tidewater Market, October 2026.", (("Day", "8 November 2026"),))


@pytest.fixture(scope="module")
def page() -> str:
    return tracking_page([chart._replace(name=f"c-{at}") for at, chart in enumerate(EVERY)], head=HEAD)


def test_each_chart_has_its_sentence_its_drawings_its_table_and_its_query(page: str) -> None:
    charts = html.fromstring(page).findall(".//article")
    assert len(charts) == len(EVERY)
    for one in charts:
        assert one.find("p").text_content() == "Something is seen."
        assert len(one.findall(".//div[@class='wide']/svg")) == len(one.findall(".//div[@class='narrow']/svg")) > 0
        assert [summary.text for summary in one.iter("summary")] == ["The numbers", "The query"]
        assert one.find(".//table") is not None


def test_nothing_runs_and_nothing_is_asked_for(page: str) -> None:
    tree = html.fromstring(page)
    assert not [one for one in tree.iter() if one.tag in {"script", "img", "link", "iframe", "object"}]
    assert not [value for one in tree.iter() for name, value in one.attrib.items() if name == "src" or "http:" in value]
    assert "<script>x" not in page


def test_ids_are_used_once(page: str) -> None:
    ids = [one.get("id") for one in html.fromstring(page).iter() if one.get("id")]
    assert len(ids) == len(set(ids))


def test_long_words_stand_whole_in_the_table(page: str) -> None:
    assert f"{LONG} 2" in html.fromstring(page).text_content()


def test_an_empty_chart_says_what_is_missing() -> None:
    told = bars(0)._replace(says="No table of costs was given.", query="")
    tree = html.fromstring(tracking_page([told], head=HEAD))
    assert "No table of costs was given." in tree.text_content()
    assert (tree.findall(".//svg"), tree.findall(".//details")) == ([], [])
    assert "Nothing to draw." in tree.text_content()


def test_a_table_too_long_for_the_page_says_where_the_rest_is() -> None:
    told = bars(ROWS + 7, unit="count")
    assert "7 more rows stand in one.csv." in html.fromstring(tracking_page([told], head=HEAD)).text_content()


def test_bars_of_parts_say_which_colour_is_which() -> None:
    tree = html.fromstring(tracking_page([STACK], head=HEAD))
    assert [one.text_content() for one in tree.find_class("key")] == ["review", "hold", "remove"]
