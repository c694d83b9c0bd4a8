"""A record of a paper is read whole, or refused with the place: unknown facts, bare amounts, days out of order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.documents.papers.filled import digest_of
from counterfoil.documents.papers.kinds import KINDS
from counterfoil.documents.papers.reading import read_paper
from counterfoil.errors import UserError
from documents.papers.paper_examples import example_file

SEIZURE = example_file("notice-of-seizure").read_text("utf-8")
SERVICE = example_file("proof-of-service").read_text("utf-8")


@pytest.mark.parametrize(
    ("kind", "text", "old", "new", "said"),
    [
        ("notice-of-seizure", SEIZURE, 'seizure = "', 'seizur = "', "seizur"),
        ("notice-of-seizure", SEIZURE, ', currency = "USD" }\nvalue_basis', " }\nvalue_basis", "`currency`"),
        ("notice-of-seizure", SEIZURE, '{ amount = 1344.00, currency = "USD" }', "1344.00", "goods[0].value"),
        ("notice-of-seizure", SEIZURE, '250.00, currency = "USD"', '250.00, currency = "dollars"', "ISO 4217"),
        ("notice-of-seizure", SEIZURE, "amount = 250.00", "amount = -250.00", "no amount of money"),
        ("notice-of-seizure", SEIZURE, "amount = 250.00", "amount = nan", "no amount of money"),
        ("notice-of-seizure", SEIZURE, "amount = 250.00", "amount = 1e99999999", "no amount of money"),
        ("notice-of-seizure", SEIZURE, "amount = 250.00", "amount = 1e-99999", "no amount of money"),
        ("notice-of-seizure", SEIZURE, "quantity = 640", "quantity = 0x" + "f" * 6000, "quantity"),
        ("notice-of-seizure", SEIZURE, "quantity = 640", "quantity = " + "9" * 5000, "This is no TOML"),
        ("notice-of-seizure", SEIZURE, "mailed_on = 2026-10-29", "mailed_on = 2026-10-25", "lies before seized_on"),
        ("notice-of-seizure", SEIZURE, 'verified = "V"', 'verified = "sure"', "verified"),
        ("notice-of-seizure", SEIZURE, 'place = "Fulfilment centre Reno, Nevada"', 'place = ""', "place"),
        ("notice-of-seizure", SEIZURE, "quantity = 640", "quantity = -1", "quantity"),
        ("notice-of-seizure", SEIZURE, 'case_id = "', f'case_id = "{"9" * 80}', "case_id"),
        (
            "notice-of-seizure",
            SEIZURE,
            'rule = "19 USC 1608"\ncounted',
            'rule = "x"\ncounted',
            "no deadline of the claim",
        ),
        (
            "notice-of-seizure",
            SEIZURE,
            'counted = "20 days from first publication, not published yet"\n',
            "",
            "`counted`",
        ),
        ("proof-of-service", SERVICE, "2026-11-09T14:22:00Z", "2026-11-09T14:22:00", "services[0].at"),
        ("proof-of-service", SERVICE, "[[papers]]", "[[paper]]", "paper"),
    ],
)
def test_a_slip_is_refused_with_its_place(kind: str, text: str, old: str, new: str, said: str) -> None:
    assert old in text
    with pytest.raises(UserError) as raised:
        read_paper(text.replace(old, new).encode(), kind, file="r.toml")
    assert said in raised.value.problem
    assert raised.value.cure == f"Compare it with examples/papers/{kind}.toml."


def test_the_same_facts_in_json_are_the_same_paper() -> None:
    written = b"""{"case_id": "c", "title": "t", "exhibits": [{"id": "E-1", "kind": "record", "title": "Offer",
        "shows": "It.", "taken_at": "2026-11-03T09:12:00Z", "taken_by": "system:screen", "size": 812}]}"""
    by_hand = b"""case_id = "c"
title = "t"
[[exhibits]]
id = "E-1"
kind = "record"
title = "Offer"
shows = "It."
taken_at = 2026-11-03T09:12:00Z
taken_by = "system:screen"
size = 812
"""
    papers = read_paper(written, "exhibit", file="e.json"), read_paper(by_hand, "exhibit", file="e.toml")
    assert digest_of(papers[0]) == digest_of(papers[1])


@given(st.sampled_from(sorted(KINDS)), st.sampled_from(["r.toml", "r.json"]), st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(kind: str, file: str, data: bytes) -> None:
    with pytest.raises(UserError):
        read_paper(data, kind, file=file)


@pytest.mark.parametrize("data", [b"[" * 100_000, b'{"a":' * 100_000, b'{"title": 1e999999}'])
def test_deep_and_endless_json_is_refused(data: bytes) -> None:
    with pytest.raises(UserError):
        read_paper(data, "exhibit", file="r.json")
