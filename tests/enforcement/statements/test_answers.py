"""What the database answers, folded into the ledger: kept, refused with field and cure, or to be sent again."""

import json
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.enforcement.statements.answers import Answer, Answered, answered, read_answers
from counterfoil.enforcement.statements.batches import batches_of
from counterfoil.enforcement.statements.ledger import NO_PUIDS, noted, unsent
from counterfoil.enforcement.statements.making import Made, statements_of
from counterfoil.errors import UserError
from enforcement.statements.drawn_actions import ENGLISH, actions

FILE = "answers.jsonl"
MADE = statements_of(actions({}, {}, {}), ENGLISH, file="actions.parquet")
(BATCH,) = batches_of(MADE.payloads)
LEDGER = noted(NO_PUIDS, MADE, [BATCH])
PUIDS = MADE.statements["puid"].to_list()
FACTS_REQUIRED = {"decision_facts": ["The decision facts field is required."]}


def said(status: int, body: Any) -> Answered:
    return answered(LEDGER, [Answer(BATCH.name, status, body)], file=FILE)


def again(ledger: pl.DataFrame, made: Made = MADE) -> list[str]:
    """Return the actions whose statements would be sent now."""
    return unsent(made, ledger, file="actions.parquet").made.statements["action_id"].to_list()


def test_the_ledger_holds_each_id_with_its_batch_and_place() -> None:
    assert LEDGER.select("puid", "state", "batch", "place").rows() == [
        (puid, "written", BATCH.name, place) for place, puid in enumerate(PUIDS)
    ]
    assert again(LEDGER) == []
    assert unsent(MADE, LEDGER, file="actions.parquet").before == 3


def test_201_keeps_all() -> None:
    after = said(201, {"statements": [{"puid": puid} for puid in PUIDS]})
    assert after.ledger["state"].to_list() == ["kept"] * 3
    assert again(after.ledger) == []


def test_422_refuses_those_with_an_error_and_sends_the_others_again() -> None:
    after = said(422, {"errors": {"statement_1": FACTS_REQUIRED | {"puid": ["Too long.", "Not unique."]}}})
    assert after.ledger["state"].to_list() == ["returned", "refused", "returned"]
    refused = after.answers.filter(state="refused")
    assert refused.select("place", "action_id", "field", "problem").rows() == [
        (1, "a-2", "decision_facts", "The decision facts field is required."),
        (1, "a-2", "puid", "Too long. Not unique."),
    ]
    assert refused["cure"].str.starts_with("Mend it").all()
    assert again(after.ledger) == ["a-1", "a-3"]


def test_what_was_refused_is_a_reject_until_it_is_mended() -> None:
    after = said(422, {"errors": {"statement_1": FACTS_REQUIRED}})
    (reject,) = unsent(MADE, after.ledger, file="actions.parquet").made.rejects.iter_rows(named=True)
    assert (reject["action_id"], reject["field"]) == ("a-2", "decision_facts")
    assert reject["rule"] == "The database refused it: The decision facts field is required."
    mended = statements_of(actions({}, {"facts": ["Another fact."]}, {}), ENGLISH, file="actions.parquet")
    assert mended.statements["puid"].to_list() == PUIDS
    assert again(after.ledger, mended) == ["a-1", "a-2", "a-3"]


def test_ids_that_are_there_already_are_kept() -> None:
    body = {"message": "not unique", "errors": {"puid": ["not unique"], "existing_puids": [PUIDS[2]]}}
    after = said(422, body)
    assert after.ledger["state"].to_list() == ["returned", "returned", "kept"]


@pytest.mark.parametrize("status", [200, 401, 403, 413, 429, 500, 503])
def test_an_answer_that_says_nothing_of_the_statements_leaves_them_waiting(status: int) -> None:
    after = said(status, {"message": "Server Error"})
    assert after.ledger.equals(LEDGER)
    assert (after.answers.height, after.waiting) == (0, [BATCH.name])


def test_a_later_success_clears_what_was_wrong() -> None:
    refused = said(422, {"errors": {"statement_1": FACTS_REQUIRED}}).ledger
    mended = statements_of(actions({}, {"facts": ["Another fact."]}, {}), ENGLISH, file="actions.parquet")
    (second,) = batches_of(mended.payloads, after=1)
    ledger = noted(refused, mended, [second])
    assert ledger.height == 3
    after = answered(ledger, [Answer(second.name, 201)], file=FILE).ledger
    assert after.select("state", "field", "problem").rows() == [("kept", None, None)] * 3


def test_a_batch_of_another_ledger_is_refused() -> None:
    with pytest.raises(UserError, match=r"No statement was written into 0009-x\.json\. Give the ledger"):
        answered(LEDGER, [Answer("0009-x.json", 201)], file=FILE)


def test_answers_are_read_line_by_line() -> None:
    line = json.dumps({"batch": BATCH.name, "status": 201, "body": {}, "sent_at": "today"})
    assert read_answers(f"{line}\n\n{line}\n".encode(), file=FILE) == [Answer(BATCH.name, 201)] * 2


@pytest.mark.parametrize("line", ["[]", "{", '{"batch": 1, "status": 201}', '{"batch": "x"}', "\xff", "[" * 100_000])
def test_a_line_that_is_no_answer_is_told(line: str) -> None:
    with pytest.raises(UserError, match=r"answers\.jsonl, line 2: This is no answer of the database"):
        read_answers(b'{"batch": "x", "status": 500}\n' + line.encode("latin-1"), file=FILE)


def test_batches_hold_a_hundred_and_the_same_bytes_have_the_same_name() -> None:
    payloads = [b'{"puid":"%d"}' % number for number in range(201)]
    batches = list(batches_of(payloads, after=4))
    assert [batch.size for batch in batches] == [100, 100, 1]
    assert [batch.name[:5] for batch in batches] == ["0005-", "0006-", "0007-"]
    assert [one["puid"] for batch in batches for one in json.loads(batch.content)["statements"]] == [
        str(number) for number in range(201)
    ]
    assert batches == list(batches_of(payloads, after=4))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["errors", "statement_0", "statement_2", "puid", "existing_puids"]), inner, max_size=3
        )
    ),
)


@given(st.sampled_from([201, 422, 500]), st.dictionaries(st.sampled_from(["errors", "statements"]), json_values))
def test_whatever_comes_back_no_statement_is_lost(status: int, body: dict[str, Any]) -> None:
    after = said(status, body)
    assert after.ledger["puid"].to_list() == PUIDS
    assert set(after.answers["puid"]) == (set() if status == 500 else set(PUIDS))


@given(st.binary(max_size=200))
def test_any_bytes_are_answers_or_refused(data: bytes) -> None:
    blank = not data.strip()
    try:
        found = read_answers(data, file=FILE)
    except UserError:
        assert not blank
    else:
        assert bool(found) is not blank
