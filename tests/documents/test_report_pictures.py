"""The pictures on a card: held in the page itself, named as text, and JPEGs or nothing."""

import base64

import lxml.html

from counterfoil.documents.report_pictures import SmallPicture, figures
from counterfoil.documents.screening_report import screening_report
from counterfoil.documents.worst_offers import worst_offers
from documents.report_factory import report_tables

JPEG = b"\xff\xd8\xff\xe0 drawn"


def test_each_picture_is_named_with_what_it_is() -> None:
    known = SmallPicture(JPEG, "seized.png", "counterfeit")
    own = SmallPicture(JPEG, "<b>o-1.jpg</b>")
    told = figures("o-1", {"o-1": [own, known]})
    assert [lxml.html.fromstring(f"<p>{one.caption}</p>").text_content() for one in told] == [
        "the offer's picture <b>o-1.jpg</b>",
        "found on counterfeits seized.png",
    ]
    assert base64.b64decode(told[0].source.removeprefix("data:image/jpeg;base64,")) == JPEG


def test_an_offer_without_pictures_has_none_and_no_other_bytes_are_shown() -> None:
    assert figures("o-2", {"o-1": [SmallPicture(JPEG, "o-1.jpg")]}) == []
    assert figures("o-1", {"o-1": [SmallPicture(b"<svg onload=alert(1)>", "o-1.jpg"), SmallPicture(b"", "gone")]}) == []


def test_the_page_shows_them_and_loads_nothing() -> None:
    tables = report_tables(40, set_aside=2)
    worst = worst_offers(tables.decisions, tables.assessments)["subject_id"][0]
    parts = tables.parts()._replace(pictures={worst: [SmallPicture(JPEG, "o-1.jpg")]})
    document = lxml.html.document_fromstring(screening_report(parts))
    assert [source[:23] for source in document.xpath("//@src")] == ["data:image/jpeg;base64,"]
    assert document.xpath("//article[1]//figcaption")[0].text_content() == "the offer's picture o-1.jpg"
