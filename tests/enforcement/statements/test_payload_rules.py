"""Every field rule of the Transparency Database (facts: law.md, section 5.2): one row that passes, one that fails."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.enforcement.statements.payload_rules import CHECKS, REQUIRED, trimmed, violations
from enforcement.statements.payloads import GOOD, TERMS, WITHOUT, changed

OTHER_SEEN = {"decision_visibility": ["DECISION_VISIBILITY_OTHER"]}
OTHER_PAID = {"decision_monetary": "DECISION_MONETARY_OTHER"}
OTHER_KIND = {"content_type": ["CONTENT_TYPE_OTHER"]}
HIDDEN = {"decision_visibility": None}
OUR_TERMS = TERMS | WITHOUT
UNSAFE = "STATEMENT_CATEGORY_UNSAFE_AND_"
RULES: tuple[tuple[str, Any, Any, dict[str, Any]], ...] = (  # field, a value that passes, one that fails, beside it
    ("decision_visibility", ["DECISION_VISIBILITY_CONTENT_DEMOTED"], ["DECISION_VISIBILITY_CONTENT_GONE"], {}),
    ("decision_visibility", ["DECISION_VISIBILITY_CONTENT_LABELLED"], "DECISION_VISIBILITY_CONTENT_LABELLED", {}),
    ("decision_visibility", ["DECISION_VISIBILITY_CONTENT_DISABLED"], None, {}),
    ("decision_visibility_other", "x" * 500, "x" * 501, OTHER_SEEN),
    ("decision_visibility_other", "Shown to some.", None, OTHER_SEEN),
    ("decision_monetary", "DECISION_MONETARY_SUSPENSION", "DECISION_MONETARY_PAUSE", HIDDEN),
    ("decision_monetary_other", "ä" * 500, "ä" * 501, OTHER_PAID),
    ("decision_monetary_other", "Refunded.", None, OTHER_PAID),
    ("decision_provision", "DECISION_PROVISION_TOTAL_TERMINATION", "DECISION_PROVISION_TOTAL", HIDDEN),
    ("decision_account", "DECISION_ACCOUNT_SUSPENDED", "DECISION_ACCOUNT_CLOSED", HIDDEN),
    ("account_type", "ACCOUNT_TYPE_BUSINESS", "ACCOUNT_TYPE_COMPANY", {}),
    ("decision_ground", "DECISION_GROUND_ILLEGAL_CONTENT", "DECISION_GROUND_ILLEGAL", {}),
    ("decision_ground", "DECISION_GROUND_ILLEGAL_CONTENT", None, {}),
    ("decision_ground_reference_url", "https://tidewater.example/terms", "tidewater.example/terms", {}),
    ("decision_ground_reference_url", "https://a.example/" + "x" * 482, "https://a.example/" + "x" * 483, {}),
    ("illegal_content_legal_ground", "x" * 500, "x" * 501, {}),
    ("illegal_content_legal_ground", "Art. 9", None, {}),
    ("illegal_content_explanation", "x" * 2000, "x" * 2001, {}),
    ("illegal_content_explanation", "Why.", None, {}),
    ("incompatible_content_ground", "x" * 500, "x" * 501, OUR_TERMS),
    ("incompatible_content_ground", "Clause 4", None, OUR_TERMS),
    ("incompatible_content_explanation", "x" * 2000, "x" * 2001, OUR_TERMS),
    ("incompatible_content_explanation", "Why.", None, OUR_TERMS),
    ("incompatible_content_illegal", "No", "no", OUR_TERMS),
    ("content_type", ["CONTENT_TYPE_PRODUCT", "CONTENT_TYPE_IMAGE"], ["CONTENT_TYPE_OFFER"], {}),
    ("content_type", ["CONTENT_TYPE_PRODUCT"], [], {}),
    ("content_type", ["CONTENT_TYPE_PRODUCT"], None, {}),
    ("content_type_other", "x" * 500, "x" * 501, OTHER_KIND),
    ("content_type_other", "seller account", None, OTHER_KIND),
    ("category", UNSAFE + "PROHIBITED_PRODUCTS", UNSAFE + "ILLEGAL_PRODUCTS", {}),
    ("category", "STATEMENT_CATEGORY_SCAMS_AND_FRAUD", None, {}),
    ("category_addition", [UNSAFE + "PROHIBITED_PRODUCTS"], [UNSAFE + "ILLEGAL_PRODUCTS"], {}),
    ("category_specification", ["KEYWORD_TRADEMARK_INFRINGEMENT"], ["trademark"], {}),
    ("category_specification_other", "x" * 500, "x" * 501, {"category_specification": ["KEYWORD_OTHER"]}),
    ("territorial_scope", ["DE", "GR", "NO"], ["DE", "EL"], {}),
    ("territorial_scope", ["IS", "LI"], ["GB"], {}),
    ("territorial_scope", ["AT"], ["AT", "AT"], {}),
    ("content_language", "DE", "German", {}),
    ("content_date", "2000-01-01", "1999-12-31", {}),
    ("content_date", "2038-01-01", "2038-01-02", {}),
    ("content_date", "2026-02-28", "2026-02-30", {}),
    ("content_date", "2026-11-03", None, {}),
    ("application_date", "2020-01-01", "2019-12-31", {}),
    ("application_date", "2038-01-01", "2038-01-02", {}),
    ("application_date", "2026-11-08", "08/11/2026", {}),
    ("application_date", "2026-11-08", None, {}),
    ("end_date_visibility_restriction", "2038-01-01", "2038-01-02", {}),
    ("end_date_monetary_restriction", "2027-01-01", "in January", {}),
    ("end_date_service_restriction", "2027-01-01", "2027-1-1", {}),
    ("end_date_account_restriction", "2027-01-01", "2040-01-01", {}),
    ("decision_facts", "é" * 5000, "é" * 5001, {}),
    ("decision_facts", "A fact.", " ", {}),
    ("decision_facts", "A fact.", None, {}),
    ("source_type", "SOURCE_TRUSTED_FLAGGER", "SOURCE_OWN_INITIATIVE", {}),
    ("source_type", "SOURCE_TYPE_OTHER_NOTIFICATION", None, {}),
    ("source_identity", "x" * 500, "x" * 501, {"source_type": "SOURCE_ARTICLE_16"}),
    ("automated_detection", "No", True, {}),
    ("automated_detection", "Yes", None, {}),
    ("automated_decision", "AUTOMATED_DECISION_FULLY", "AUTOMATED_DECISION_YES", {}),
    ("automated_decision", "AUTOMATED_DECISION_PARTIALLY", None, {}),
    ("content_id", {"EAN-13": "9521011001028"}, {"EAN-13": "9521011001029"}, {}),
    ("content_id", {"EAN-13": "9521011001028"}, {"EAN-13": "952101100102"}, {}),
    ("content_id", {"EAN-13": "9521011001028"}, {"GTIN": "9521011001028"}, {}),
    ("puid", "a" * 500, "a" * 501, {}),
    ("puid", "TM-5046120_1", "TM 5046120", {}),
    ("puid", "A", None, {}),
    ("decision_facts", "The code 9521011001028 stands on it.", "The text reads “call 520-555-0142”.", {}),
    ("illegal_content_explanation", "As told.", "Ask fast.deals@example.com.", {}),
)


@pytest.mark.parametrize(("field", "passes", "fails", "beside"), RULES)
def test_a_rule(field: str, passes: Any, fails: Any, beside: dict[str, Any]) -> None:
    assert violations(changed(**beside | {field: passes})) == []
    (broken,) = violations(changed(**beside | {field: fails}))
    assert broken.field == field
    assert broken.problem.endswith(".")
    assert broken.cure.endswith(".")


def test_every_field_has_a_row() -> None:
    assert {row[0] for row in RULES} == set(CHECKS)
    assert {row[0] for row in RULES if row[2] is None} >= set(REQUIRED)


def test_a_foreign_field_is_told() -> None:
    (broken,) = violations(changed(attribute_addition="x"))
    assert broken == ("attribute_addition", "attribute_addition is no field of the database.", "Leave it out.")


def test_the_old_name_of_a_category_is_cured_by_the_new_one() -> None:
    (broken,) = violations(changed(category=UNSAFE + "ILLEGAL_PRODUCTS"))
    assert broken.cure == f"Use {UNSAFE}PROHIBITED_PRODUCTS."


def test_what_does_not_match_the_ground_is_dropped() -> None:
    both = GOOD | TERMS | {"incompatible_content_illegal": "Yes"}
    kept = trimmed(both)
    assert not any(name.startswith("illegal") for name in kept)
    assert violations(kept) == []
    illegal = trimmed(both | {"decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT"})
    assert illegal == GOOD


@pytest.mark.parametrize(
    "field",
    [
        {"decision_visibility_other": "x"},
        {"decision_monetary_other": "x"},
        {"content_type_other": "x"},
        {"category_specification_other": "x"},
        {"source_identity": "Halvorsen Sport AS"},
        {"end_date_account_restriction": None},
        {"platform_name": "Tidewater Market"},
        {"permalink": "https://a.example"},
    ],
)
def test_what_the_database_passes_over_is_dropped(field: dict[str, Any]) -> None:
    assert trimmed(GOOD | field) == GOOD


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(sorted(CHECKS)) | st.text(max_size=5), json_values, max_size=6))
def test_whatever_stands_in_a_payload_is_judged(fields: dict[str, Any]) -> None:
    kept = trimmed(GOOD | fields)
    for broken in violations(kept):
        assert broken.problem
        assert broken.cure
    assert trimmed(kept) == kept
