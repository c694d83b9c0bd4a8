"""Google Merchant XML: RSS and Atom, and what must not be read."""

from decimal import Decimal

import pytest

from counterfoil.errors import UserError
from counterfoil.intake.offers import read_offers
from intake.samples import Pipe, offers, together

G = 'xmlns:g="http://base.google.com/ns/1.0"'
ITEM = "<item>\n<g:id>{0}</g:id><title>Goods {0}</title>\n</item>\n"


def rss(items: str, *, before: str = "") -> str:
    return f'<?xml version="1.0"?>{before}\n<rss {G}><channel><title>Shop</title>\n{items}</channel></rss>'


def test_rss_is_read_with_the_line_of_each_item() -> None:
    kept = offers(rss(ITEM.format(1) + ITEM.format(2))).kept
    assert kept.select("id", "title", "line").rows() == [("1", "Goods 1", 3), ("2", "Goods 2", 6)]


def test_nested_prices_and_titles_do_not_displace_the_items_own() -> None:
    item = """<item><g:shipping><g:country>US</g:country><g:price>5 USD</g:price></g:shipping>
      <g:price>20 EUR</g:price><g:id>1</g:id><title>plain</title><g:title>Google's</g:title>
      <g:bundle><g:title>nested</g:title><g:id>9</g:id></g:bundle></item>"""
    row = offers(rss(item)).kept.row(0, named=True)
    assert (row["id"], row["title"], row["price"], row["price_currency"]) == ("1", "Google's", Decimal(20), "EUR")


def test_several_additional_images_are_a_list() -> None:
    links = "".join(f"<g:additional_image_link>http://x/{n},a.jpg</g:additional_image_link>" for n in (1, 2, 3))
    row = offers(rss(f"<item><g:id>1</g:id><title>t</title>{links}</item>")).kept.row(0, named=True)
    assert row["additional_image_link"] == ["http://x/1,a.jpg", "http://x/2,a.jpg", "http://x/3,a.jpg"]


def test_atom_is_read_in_its_own_words() -> None:
    feed = f"""<feed xmlns="http://www.w3.org/2005/Atom" {G}><title>Shop</title>
      <entry><id>tag:1</id><title>Shoes</title><link href="http://x/1"/><summary>Blue</summary>
      <g:id>1</g:id></entry></feed>"""
    row = offers(feed).kept.row(0, named=True)
    assert (row["id"], row["link"], row["description"]) == ("1", "http://x/1", "Blue")


def test_references_and_cdata_are_text() -> None:
    item = "<item><g:id>1</g:id><title>a &amp; b &#233; <![CDATA[<c>]]></title></item>"
    assert offers(rss(item)).kept["title"].to_list() == ["a & b é <c>"]


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_the_encoding_that_the_xml_declares_holds(encoding: str) -> None:
    text = rss("<item><g:id>1</g:id><title>Crème</title></item>")
    declared = text.replace('version="1.0"', f'version="1.0" encoding="{encoding}"')
    assert offers(declared.encode(encoding)).kept["title"].to_list() == ["Crème"]


def test_a_wrong_byte_is_named() -> None:
    with pytest.raises(UserError, match=r"line 3: byte 0xe8 is not UTF-8"):
        offers(rss("<item><g:id>1</g:id><title>Crème</title></item>").encode("cp1252"))


@pytest.mark.parametrize("encoding", ["cp1252", "latin_1", "utf-16-le"])
def test_the_user_may_name_the_encoding(encoding: str) -> None:
    content = rss("<item><g:id>1</g:id><title>Crème</title></item>\n").encode(encoding)
    kept = offers(content, encoding=encoding).kept
    assert kept.select("title", "line").rows() == [("Crème", 3)]


def test_of_a_feed_cut_off_what_came_before_is_kept() -> None:
    whole = rss("".join(ITEM.format(number) for number in range(500)))
    result = offers(whole[: len(whole) - 60])
    assert result.kept.height == 499
    (reject,) = result.rejects.rows(named=True)
    assert reject["line"] == 3 + 3 * 499 + 1
    assert reject["rule"].startswith("the XML breaks off here (")


def test_a_feed_without_items_is_refused() -> None:
    with pytest.raises(UserError, match="holds no rows"):
        offers(rss(""))


def test_a_feed_cut_off_before_its_first_item_is_refused() -> None:
    with pytest.raises(UserError, match="the XML breaks off here"):
        offers(rss(ITEM.format(1))[:110])


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!ENTITY % a SYSTEM "http://127.0.0.1/a.dtd"> %a;]>',
    ],
)
def test_declared_entities_are_refused(doctype: str) -> None:
    with pytest.raises(UserError, match="declares entities"):
        offers(rss("<item><g:id>1</g:id><title>&a;</title></item>", before=doctype))


def test_a_doctype_that_is_only_named_is_not_fetched() -> None:
    doctype = '<!DOCTYPE rss SYSTEM "http://127.0.0.1:1/feed.dtd">'
    assert offers(rss(ITEM.format(1), before=doctype)).kept.height == 1


def test_a_missing_column_can_come_from_another_element() -> None:
    item = "<item><g:id>1</g:id><title>t</title><g:custom_label_0>Halvorsen</g:custom_label_0></item>"
    assert offers(rss(item), mapping='[columns]\nbrand = "custom_label_0"').kept["brand"].to_list() == ["Halvorsen"]


def test_lines_and_rows_are_right_beyond_65535_lines() -> None:
    content = rss("".join(ITEM.format(number) for number in range(25_000))).encode()
    kept = together(list(read_offers(Pipe(content, at_once=9999), file="-"))).kept  # type: ignore[arg-type]
    assert kept["line"].to_list() == [3 + 3 * number for number in range(25_000)]
