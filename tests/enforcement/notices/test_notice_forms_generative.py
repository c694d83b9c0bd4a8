"""Whatever a seller writes into a title, or stands in a mark or a name, every form can be read as it was meant."""

import json
from email import message_from_bytes, policy
from typing import Any

import msgspec
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.enforcement.notices.all_forms import FORMS
from enforcement.notices.notice_samples import NOTIFIER, draft

ODD = [
    "a\r\nBcc: all@example.com",
    "\u2028To: x",
    "=?utf-8?q?x?=",
    '"',
    "\\",
    "<b>",
    "💥" * 20,
    "\u202ex",
    "x" * 300,
    "\x00\x1b[31m",
]
TEXT = st.text(min_size=1, max_size=80).filter(str.strip) | st.sampled_from(ODD)


@pytest.mark.parametrize("form", list(FORMS))
@given(title=TEXT, mark=TEXT, name=TEXT)
@settings(max_examples=40)
def test_any_text(form: str, title: str, mark: str, name: str) -> None:
    changed: dict[str, Any] = {
        "right": {"mark": mark},
        "listing": {"title": title, "reasons": (title, mark)},
        "notifier": msgspec.structs.replace(NOTIFIER, name=name),
        "ground": "copyright" if form == "dmca" else "counterfeit",
    }
    for ending, content in FORMS[form].render(draft(form, **changed)):
        if isinstance(content, pl.DataFrame):
            assert content.height == 1
        elif ending == ".json":
            json.loads(content)
        elif ending == ".eml":
            mail = message_from_bytes(content, policy=policy.default)
            assert len(mail.keys()) == 8
            assert "n-5b1f-1" in mail["Subject"]
            assert mail["From"].addresses[0].addr_spec == NOTIFIER.email
            assert mail.get_content().count("\n1. https://www.ebay.com") == 1
        else:
            assert content.decode().count("\n1. https://www.ebay.com") == 1
            assert not set("\x00\x1b\u202e\r") & set(content.decode())
