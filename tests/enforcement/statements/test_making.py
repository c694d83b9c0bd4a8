"""An action gives a statement that the database takes, or a reject that says why not."""

import datetime as dt
import json
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterfoil.enforcement.actions.registry import ACTIONS
from counterfoil.enforcement.clocks.rule import Act
from counterfoil.enforcement.clocks.running import clocks_of
from counterfoil.enforcement.statements.article_17 import Parts, Telling
from counterfoil.enforcement.statements.grounds import OF_GROUND
from counterfoil.enforcement.statements.making import Made, statements_of
from counterfoil.enforcement.statements.payload import puid_of, shortened
from counterfoil.enforcement.statements.payload_fields import PLACES
from counterfoil.enforcement.statements.payload_rules import CHECKS, trimmed, violations
from counterfoil.enforcement.statements.wording import wording
from counterfoil.tables.action import AUTOMATION, LEGAL_GROUNDS, SOURCES
from enforcement.statements.drawn_actions import DAY, ENGLISH, IN_FORCE, SINCE, actions

TOLD = tuple(source for source in SOURCES if source != "article 9 order")


def made(*changes: dict[str, Any], telling: Telling = ENGLISH, codes: dict[str, str] | None = None) -> Made:
    return statements_of(actions(*changes), telling, file="actions.parquet", codes=codes)


def payload(change: dict[str, Any], **given_too: Any) -> dict[str, Any]:
    (one,) = made(change, **given_too).payloads
    loaded: dict[str, Any] = json.loads(one)
    return loaded


def test_the_party_is_told_all_of_article_17_3() -> None:
    (row,) = made({}).statements.iter_rows(named=True)
    assert row["restriction"] == (
        "We have taken your offer o-2 off the marketplace. This applies in France and Germany. It has been in force"
        " since 8 November 2026; no end is set."
    )
    assert row["facts"] == "The title uses the name Halvorsen in an altered spelling: “H-alv-orsen”."
    assert row["source"] == "We found this ourselves; nobody notified us."
    assert row["automation"] == "Automated means were used to find it. A person took the decision."
    assert "Regulation (EU) 2017/1001, art. 9(2)(a). Goods may not be offered" in row["ground"]
    assert "free of charge, until 8 May 2027" in row["redress"]
    assert "out-of-court" in row["redress"]
    assert "court at any time" in row["redress"]
    for part in Parts._fields:
        assert row[part] in row["text"]


def test_the_last_day_of_a_complaint_is_that_of_the_clock() -> None:
    (clock,) = clocks_of((Act("restriction-told", DAY),), day=DAY)
    assert made({}).statements["complain_until"].to_list() == [clock.due]


@pytest.mark.parametrize("ground", ["illegal content", "terms and conditions"])
def test_it_does_not_say_that_facts_show_where_goods_come_from(ground: str) -> None:
    told = made({"legal_ground": ground}).statements["ground"][0]
    assert "The facts show" not in told
    assert "We hold that" in told


def test_what_has_ended_is_not_told_as_if_it_lasted() -> None:
    over = {"kind": "suspend", "subject_kind": "account", "state": "expired", "until": DAY}
    late = ENGLISH._replace(day=DAY + dt.timedelta(days=1))
    assert "and ends on 8 November 2026." in made(over).statements["restriction"][0]
    told = made(over, telling=late).statements["restriction"][0]
    assert "It was in force from 8 November 2026 to 8 November 2026." in told


def test_it_is_told_in_german() -> None:
    text = made({}, telling=ENGLISH._replace(words=wording("de"))).statements["text"][0]
    assert "Begründung: Ihr Angebot o-2 auf Tidewater Market" in text
    assert "bis zum 8. Mai 2027 kostenlos" in text


def test_the_payload_of_an_offer() -> None:
    told = payload({}, codes={"o-2": "9521011001028"})
    assert told == {
        "puid": told["puid"],
        "decision_visibility": ["DECISION_VISIBILITY_CONTENT_REMOVED"],
        "decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT",
        "illegal_content_legal_ground": "Regulation (EU) 2017/1001, art. 9(2)(a)",
        "illegal_content_explanation": wording("en").because("illegal content", "counterfeit"),
        "content_type": ["CONTENT_TYPE_PRODUCT"],
        "category": "STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS",
        "category_specification": ["KEYWORD_TRADEMARK_INFRINGEMENT"],
        "territorial_scope": ["DE", "FR"],
        "content_date": "2026-11-03",
        "application_date": "2026-11-08",
        "decision_facts": IN_FORCE["facts"][0],
        "source_type": "SOURCE_VOLUNTARY",
        "automated_detection": "Yes",
        "automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED",
        "content_id": {"EAN-13": "9521011001028"},
    }


def test_the_payload_of_an_account_by_the_terms() -> None:
    until = dt.date(2026, 12, 8)
    told = payload(
        {
            "kind": "hold-payouts",
            "subject_kind": "account",
            "subject_id": "s-34",
            "legal_ground": "terms and conditions",
            "provision": "clause 9",
            "ground": "of our own",
            "territory": [],
            "until": until,
            "source": "trusted flagger",
        }
    )
    assert told["decision_monetary"] == "DECISION_MONETARY_SUSPENSION"
    assert told["end_date_monetary_restriction"] == "2026-12-08"
    assert (told["content_type"], told["content_type_other"]) == (["CONTENT_TYPE_OTHER"], "seller account")
    assert told["category"] == "STATEMENT_CATEGORY_OTHER_VIOLATION_TC"
    assert told["incompatible_content_ground"] == "clause 9"
    assert told["territorial_scope"] == list(PLACES)
    assert told["source_type"] == "SOURCE_TRUSTED_FLAGGER"
    assert "source_identity" not in told


REFUSED: tuple[tuple[dict[str, Any], str, str], ...] = (
    ({"facts": []}, "facts", "No fact is told."),
    ({"kind": "shame"}, "kind", "“shame” is no kind of action."),
    ({"ground": "of our own"}, "ground", "“of our own” is in no category of the database."),
    ({"until": dt.date(2026, 11, 7)}, "until", "It ends before it takes effect."),
    ({"content_on": dt.date(2026, 11, 10)}, "content_on", "It was put up after it was restricted."),
    ({"territory": ["US"]}, "territory", "It names no country of the European Economic Area."),
    ({"territory": ["EL"]}, "territory", "It names no country of the European Economic Area."),
    ({"content_on": dt.date(1999, 12, 31)}, "content_date", "content_date lies before 2000-01-01."),
    ({"until": dt.date(2040, 1, 1)}, "end_date_visibility_restriction", "lies after 2038-01-01."),
    ({"provision": "x" * 501}, "illegal_content_legal_ground", "has 501 characters."),
    ({"facts": ["No end of a sentence " * 300]}, "decision_facts", "has 6,300 characters."),
    ({"facts": ["It reads “call 520-555-0142”."]}, "decision_facts", "looks like a telephone number."),
    ({"provision": "See ana@example.com"}, "illegal_content_legal_ground", "looks like an e-mail address."),
)


@pytest.mark.parametrize(("change", "field", "rule"), REFUSED)
def test_what_cannot_be_told_is_a_reject(change: dict[str, Any], field: str, rule: str) -> None:
    found = made(change)
    assert (found.statements.height, found.payloads) == (0, [])
    (row,) = found.rejects.iter_rows(named=True)
    assert (row["file"], row["line"], row["action_id"], row["field"]) == ("actions.parquet", 1, "a-1", field)
    assert row["rule"].endswith(rule)
    assert row["value"] is None
    assert row["cure"]


def test_long_facts_end_with_a_whole_sentence_and_say_so() -> None:
    facts = [f"Fact {number} is told in “so many words.”" for number in range(200)]
    found = made({"facts": facts})
    told = json.loads(found.payloads[0])["decision_facts"]
    assert found.statements["is_shortened"].to_list() == [True]
    assert len(told) <= 5000
    assert told.endswith("words.” Further facts stand in the statement to the recipient.")
    assert found.statements["facts"][0] == " ".join(facts)
    assert shortened("Short.", "More.") == "Short."


def test_an_id_is_the_same_each_time_and_another_for_each_platform_action_and_time() -> None:
    ids = [
        puid_of("Tidewater Market", IN_FORCE),
        puid_of("Other Market", IN_FORCE),
        puid_of("Tidewater Market", IN_FORCE | {"id": "a-2"}),
        puid_of("Tidewater Market", IN_FORCE | {"in_force_since": SINCE + dt.timedelta(seconds=1)}),
    ]
    assert len(set(ids)) == 4
    assert puid_of("Tidewater Market", IN_FORCE) == ids[0] == "cf-5cb38056aa39c9fe10c7bac6e22c20be8f7858e0"


def test_one_that_is_told_late_says_by_how_many_days() -> None:
    late = made({}, telling=ENGLISH._replace(day=DAY + dt.timedelta(days=3)))
    assert late.statements["days_late"].to_list() == [3]


def test_it_tells_every_ground_that_has_a_category() -> None:
    assert made(*({"ground": ground} for ground in OF_GROUND)).statements.height == len(OF_GROUND)


sentences = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=60)
days = st.dates(dt.date(1998, 1, 1), dt.date(2041, 1, 1))
changes = st.fixed_dictionaries(
    {},
    optional={
        "kind": st.sampled_from([*ACTIONS, "shame"]),
        "subject_kind": st.sampled_from(["offer", "account", "goods", "shelf"]),
        "ground": st.sampled_from([*OF_GROUND, "of our own"]),
        "legal_ground": st.sampled_from(LEGAL_GROUNDS),
        "provision": sentences,
        "facts": st.lists(sentences, max_size=4) | st.just(["A long fact of many words. " * 400]),
        "source": st.sampled_from(TOLD),
        "detected_automatically": st.booleans(),
        "decided": st.sampled_from(AUTOMATION),
        "territory": st.lists(st.sampled_from([*PLACES, "US", "XX"]), max_size=4),
        "content_on": days,
        "until": st.none() | days,
    },
)


@settings(deadline=None)
@given(st.lists(changes, max_size=4))
def test_any_action_gives_a_statement_that_passes_or_a_reject(drawn: list[dict[str, Any]]) -> None:
    restricting = [
        change for change in drawn if ACTIONS.get(change.get("kind", "remove"), ACTIONS["remove"]).restriction
    ]
    if not restricting:
        return
    found = made(*restricting)
    assert found.statements.height + found.rejects.height == len(restricting)
    assert found.statements.height == len(found.payloads) == len(found.digests)
    for one in map(json.loads, found.payloads):
        assert violations(one) == []
        assert trimmed(one) == one
        assert set(one) <= set(CHECKS)
    assert found.statements["puid"].to_list() == [json.loads(one)["puid"] for one in found.payloads]
    assert not found.rejects.filter(pl.col("rule") == "").height
