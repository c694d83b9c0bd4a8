"""What does a reader see of a description written in HTML?"""

import re

from lxml import etree, html

_UNSEEN = ("script", "style", "template", "noscript")
_BLOCKS = ("br", "dd", "div", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "p", "section", "td", "th", "tr")


def text_of_html(markup: str) -> str:
    """Return the visible text, blocks parted by a blank and runs of white space made one blank.

    Nothing is fetched and nothing is run. Of HTML that no parser takes, what stands between the tags is text, so
    that nothing can be hidden by nesting it deeply.
    """
    if "<" not in markup and "&" not in markup:
        return _one_line(markup)
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(f"<div>{markup.replace(chr(0), chr(0xFFFD))}</div>", parser=parser)
    except (etree.ParserError, ValueError):  # nothing in it, or a declaration of an encoding
        return _between_tags(markup)
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        return _between_tags(markup)  # nested too deeply, and cut off there
    etree.strip_elements(root, *_UNSEEN, with_tail=False)
    for element in root.iter(*_BLOCKS):
        element.tail = " " + (element.tail or "")
        element.text = " " + (element.text or "")
    return _one_line(str(root.text_content()))


def _between_tags(markup: str) -> str:
    return _one_line(re.sub(r"<[^<>]*>", " ", markup))


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
