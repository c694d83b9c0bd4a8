"""Each form as its recipient reads it: the elements that the law or the platform asks for, and its limit."""

import json
from email import message_from_bytes, policy
from typing import Any

import polars as pl
import pytest

from counterfoil.enforcement.notices.all_forms import FORMS
from counterfoil.enforcement.notices.form import Content, Settings, batches, read_settings
from counterfoil.enforcement.notices.forms.sheets import asin
from counterfoil.enforcement.notices.forms.trademark_mail import message_id
from counterfoil.enforcement.notices.forms.vero import FIELDS, item_number
from counterfoil.errors import UserError
from enforcement.notices.notice_samples import CODED, LISTING, NOTIFIER, draft


def rendered(form: str, **changed: Any) -> dict[str, Content]:
    return dict(FORMS[form].render(draft(form, **changed)))


def text_of(content: Content) -> str:
    assert isinstance(content, bytes)
    return content.decode()


def rows_of(content: Content) -> pl.DataFrame:
    assert isinstance(content, pl.DataFrame)
    return content


class TestDsa16:
    def test_holds_the_four_elements_of_the_article(self) -> None:
        text = text_of(rendered("dsa-16", territory=("DE",))[".txt"])
        assert "(a) Why this content is illegal\nThe listings offer goods under the mark Halvorsen" in text
        assert "article 9(2)" in text
        assert "In: DE" in text
        assert "(b) Where it is\n1. https://www.ebay.com/itm/110055501234" in text
        assert "Ingrid Example\n" in text
        assert "notices@northlight.example.com" in text
        assert "I believe in good faith that the information and the allegations" in text

    def test_the_same_as_json(self) -> None:
        told = json.loads(text_of(rendered("dsa-16")[".json"]))
        assert set(told) >= {"explanation", "content", "notifier", "good_faith"}
        assert told["content"][0]["url"] == LISTING.link
        assert told["good_faith"]["stated"] is True


class TestDmca:
    def test_holds_the_six_elements_of_the_section(self) -> None:
        text = text_of(rendered("dmca", ground="copyright")[".txt"])
        assert "/Ingrid Example/" in text  # (i)
        assert "- Photographs of 2026" in text  # (ii)
        assert LISTING.link in text  # (iii)
        assert "14 Harbor Row, Boston\n+1 202 555 0142\nnotices@northlight.example.com" in text  # (iv)
        assert "believe in good faith" in text  # (v)
        assert "under penalty of perjury" in text  # (vi)

    def test_is_for_copyright_alone(self) -> None:
        assert FORMS["dmca"].grounds == ("copyright",)


class TestTrademarkMail:
    def test_is_a_mail_that_an_answer_points_back_to(self) -> None:
        data = rendered("trademark-mail")[".eml"]
        assert isinstance(data, bytes)
        mail = message_from_bytes(data, policy=policy.default)
        assert str(mail["From"]) == "Ingrid Example <notices@northlight.example.com>"
        assert mail["To"] == "ip@tidewater.example.com"
        assert mail["Message-ID"] == "<n-5b1f-1@northlight.example.com>"
        assert mail["Date"] == "Thu, 12 Nov 2026 00:00:00 +0000"
        assert mail["Subject"] == "Trade mark complaint n-5b1f-1: Halvorsen"
        assert not mail.defects
        assert all(len(line) <= 998 for line in data.split(b"\r\n"))  # RFC 5322, section 2.1.1

    @pytest.mark.parametrize("name", ['A "B" \\ C', "A\r\nBcc: all@example.com", "Ingrid, Example", "イングリッド"])
    def test_no_name_adds_a_head(self, name: str) -> None:
        import msgspec

        data = rendered("trademark-mail", notifier=msgspec.structs.replace(NOTIFIER, name=name))[".eml"]
        assert isinstance(data, bytes)
        mail = message_from_bytes(data, policy=policy.default)
        assert set(mail) == {"From", "To", "Subject", "Date", "Message-ID", "Content-Type",
                             "Content-Transfer-Encoding", "MIME-Version"}  # fmt: skip
        assert mail["From"].addresses[0].addr_spec == NOTIFIER.email

    def test_a_mark_with_line_breaks_stays_in_the_subject(self) -> None:
        data = rendered("trademark-mail", right={"mark": "Halvorsen\nBcc: all@example.com"})[".eml"]
        assert isinstance(data, bytes)
        assert "Bcc" not in message_from_bytes(data, policy=policy.default)

    def test_a_title_cannot_pass_for_a_part_of_the_notice(self) -> None:
        title = "Shoes\n\n2. https://innocent.example/9"
        text = text_of(rendered("dsa-16", listing={"title": title})[".txt"])
        assert "\n2. https" not in text

    def test_an_address_without_a_domain_still_has_a_number(self) -> None:
        assert message_id("n-1-1", "nobody") == "<n-1-1@notices.invalid>"


class TestVero:
    def test_is_the_body_of_create_vero_report(self) -> None:
        told = json.loads(text_of(rendered("vero")[".json"]))
        assert list(told) == ["reportItems"]
        item = told["reportItems"][0]
        assert (item["itemId"], item["veroReasonCodeId"], item["brand"]) == ("110055501234", "9001", "Halvorsen")
        assert item["countries"] == ["US"]
        assert item["messageToSeller"].startswith("n-5b1f-1. The listings offer goods under the mark Halvorsen")

    def test_the_message_ends_at_its_limit(self) -> None:
        long = tuple(f"Reason {number}: " + "x" * 200 for number in range(9))
        message = json.loads(text_of(rendered("vero", listing={"reasons": long})[".json"]))["reportItems"][0][
            "messageToSeller"
        ]
        assert 700 < len(message) <= 1000
        assert message.endswith("x")

    def test_fields_are_renamed_by_the_settings(self) -> None:
        other = Settings(fields={"items": "reportedItems", "item": "listingId"}, reason_codes=CODED.reason_codes)
        told = json.loads(text_of(rendered("vero", settings=other)[".json"]))
        assert told["reportedItems"][0]["listingId"] == "110055501234"

    @pytest.mark.parametrize(
        ("offer_id", "link", "number"),
        [
            ("110055501234", "", "110055501234"),
            ("x", "https://www.ebay.de/itm/110055501234?var=1", "110055501234"),
            ("x", "https://www.ebay.co.uk/itm/Some-Shoes/110055501234", "110055501234"),
            ("x", "https://ebay.com.evil.example/it/110055501234", ""),
            ("x", "https://notebay.com/itm/110055501234", ""),
            ("12345", "https://www.ebay.com/sch/110055501234", ""),
        ],
    )
    def test_the_item_number_is_read_from_id_or_link(self, offer_id: str, link: str, number: str) -> None:
        assert item_number(LISTING._replace(offer_id=offer_id, link=link)) == number


class TestSheets:
    @pytest.mark.parametrize("form", ["alibaba", "walmart", "amazon"])
    def test_a_row_to_a_listing(self, form: str) -> None:
        other = LISTING._replace(offer_id="B0ABCDEFGH", link="https://www.amazon.com/dp/B0ABCDEFGH")
        rows = rows_of(rendered(form, listings=(LISTING, other))[".csv"])
        assert rows.height == 2
        assert rows["Registration number"].to_list() == ["9900001"] * 2
        assert rows["Infringement type"].to_list() == ["Counterfeit"] * 2
        assert rows["Link"].to_list() == [LISTING.link, other.link]

    def test_columns_and_codes_come_from_the_settings(self) -> None:
        settings = Settings(fields={"link": "商品链接"}, reason_codes={"counterfeit": "假货"})
        rows = rows_of(rendered("alibaba", settings=settings)[".csv"])
        assert rows["商品链接"].to_list() == [LISTING.link]
        assert rows["Infringement type"].to_list() == ["假货"]

    @pytest.mark.parametrize(
        ("offer_id", "link", "number"),
        [
            ("B0ABCDEFGH", "", "B0ABCDEFGH"),
            ("x", "https://www.amazon.de/Some-Shoes/dp/B0ABCDEFGH/ref=1", "B0ABCDEFGH"),
            ("x", "https://www.amazon.com/gp/product/B0ABCDEFGH?th=1", "B0ABCDEFGH"),
            ("o-1", "https://market.example.com/item/1", ""),
        ],
    )
    def test_the_asin_is_read_from_id_or_link(self, offer_id: str, link: str, number: str) -> None:
        assert asin(LISTING._replace(offer_id=offer_id, link=link)) == number


class TestLimits:
    def test_are_those_of_the_recipients(self) -> None:
        limits = {name: int(form.limit.value) for name, form in FORMS.items()}
        assert limits == {
            "dsa-16": 100, "dmca": 100, "trademark-mail": 100, "vero": 150, "alibaba": 300, "walmart": 10, "amazon": 50,
        }  # fmt: skip
        assert all(form.limit.source for form in FORMS.values())

    @pytest.mark.parametrize(
        ("count", "limit", "sizes"), [(0, 10, []), (1, 10, [1]), (10, 10, [10]), (25, 10, [10, 10, 5])]
    )
    def test_listings_are_split_in_their_order(self, count: int, limit: int, sizes: list[int]) -> None:
        listings = tuple(LISTING._replace(offer_id=str(number)) for number in range(count))
        parts = batches(listings, limit)
        assert [len(part) for part in parts] == sizes
        assert tuple(one for part in parts for one in part) == listings


class TestSettings:
    def test_are_read_by_form(self) -> None:
        data = b'[forms.vero]\nlimit = 5\nfields = { item = "id" }\nreason_codes = { counterfeit = "9001" }'
        assert read_settings(data, FORMS, file="f.toml")["vero"] == Settings(
            limit=5, fields={"item": "id"}, reason_codes={"counterfeit": "9001"}
        )

    @pytest.mark.parametrize(
        ("data", "says"),
        [
            (b"[forms.ebay]\nlimit = 5", "no form"),
            (b"[forms.vero]\nlimit = 0", "below 1"),
            (b'[forms.vero]\nfields = { asin = "id" }', "no field"),
            (b"[forms.vero]\nlimits = 5", "no file of notice forms"),
            (b"forms", "no TOML"),
        ],
    )
    def test_a_slip_is_told(self, data: bytes, says: str) -> None:
        with pytest.raises(UserError, match=says):
            read_settings(data, FORMS, file="f.toml")

    def test_every_field_of_ours_has_a_name(self) -> None:
        assert set(FIELDS) == set(FORMS["vero"].fields)
