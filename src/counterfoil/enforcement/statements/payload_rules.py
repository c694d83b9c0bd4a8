"""Would the DSA Transparency Database take this statement? If not: which field, what is wrong, and what cures it.

The rules are those in force since 1 July 2025: https://transparency.dsa.ec.europa.eu/page/api-documentation. Beyond
them, the check digit of a product code is verified here, and so is that nothing looks like somebody's personal data.
"""

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from counterfoil.codes import personal_data
from counterfoil.enforcement.statements import payload_fields as fields
from counterfoil.enforcement.statements.payload_checks import (
    Check,
    Wrong,
    day,
    keywords,
    language,
    one_of,
    places,
    product_code,
    puid,
    some_of,
    text,
    url,
)

LAST = dt.date(2038, 1, 1)
SHORT, EXPLANATION, FACTS = 500, 2_000, 5_000  # characters
BATCH = 100  # statements
Payload = dict[str, Any]


class Violation(NamedTuple):
    """One rule that a statement breaks: in which field, what is wrong, as a sentence, and its cure."""

    field: str
    problem: str
    cure: str


CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "decision_visibility": some_of(fields.VISIBILITIES),
        "decision_visibility_other": text(SHORT),
        "decision_monetary": one_of(fields.MONETARIES),
        "decision_monetary_other": text(SHORT),
        "decision_provision": one_of(fields.PROVISIONS),
        "decision_account": one_of(fields.ACCOUNTS),
        "account_type": one_of(fields.ACCOUNT_TYPES),
        "decision_ground": one_of((fields.ILLEGAL, fields.INCOMPATIBLE)),
        "decision_ground_reference_url": url,
        "illegal_content_legal_ground": text(SHORT),
        "illegal_content_explanation": text(EXPLANATION),
        "incompatible_content_ground": text(SHORT),
        "incompatible_content_explanation": text(EXPLANATION),
        "incompatible_content_illegal": one_of(fields.YES_NO),
        "content_type": some_of(fields.CONTENT_TYPES),
        "content_type_other": text(SHORT),
        "category": one_of(fields.CATEGORIES),
        "category_addition": some_of(fields.CATEGORIES),
        "category_specification": keywords,
        "category_specification_other": text(SHORT),
        "territorial_scope": places,
        "content_language": language,
        "content_date": day(dt.date(2000, 1, 1), LAST),
        "application_date": day(dt.date(2020, 1, 1), LAST),
        **dict.fromkeys(fields.END_OF.values(), day(None, LAST)),
        "decision_facts": text(FACTS),
        "source_type": one_of(fields.SOURCES),
        "source_identity": text(SHORT),
        "automated_detection": one_of(fields.YES_NO),
        "automated_decision": one_of(fields.AUTOMATIONS),
        "content_id": product_code,
        "puid": puid,
    }
)
REQUIRED = (
    *("decision_ground", "content_type", "category", "content_date", "application_date"),
    *("decision_facts", "source_type", "automated_detection", "automated_decision", "puid"),
)
PAIR_OF = MappingProxyType(  # which fields tell why, by the ground; the others are dropped
    {
        fields.ILLEGAL: ("illegal_content_legal_ground", "illegal_content_explanation"),
        fields.INCOMPATIBLE: ("incompatible_content_ground", "incompatible_content_explanation"),
    }
)
OTHERS = MappingProxyType(  # this field is needed by, and kept for, this value of that field alone
    {
        "decision_visibility_other": ("decision_visibility", "DECISION_VISIBILITY_OTHER"),
        "decision_monetary_other": ("decision_monetary", "DECISION_MONETARY_OTHER"),
        "content_type_other": ("content_type", "CONTENT_TYPE_OTHER"),
    }
)
REPEATED = frozenset(CHECKS) - {"decision_facts", "puid"}  # fields whose values come again and again
KEPT = 1 << 14
WRITTEN = ("decision_facts", *PAIR_OF[fields.ILLEGAL], *PAIR_OF[fields.INCOMPATIBLE], "source_identity")
WRITTEN_ALSO = (*OTHERS, "category_specification_other", "decision_ground_reference_url")


def trimmed(payload: Mapping[str, Any]) -> Payload:
    """Return a statement as the database reads it: without empty fields, what it adds itself, and what does not match.

    Dropped are the pair of fields of the ground that is not held, texts for “other” where nothing is other, and the
    notifier of a restriction of one's own initiative.
    """
    kept = {name: value for name, value in payload.items() if value is not None and name not in fields.ADDED_THERE}
    if kept.get("decision_ground") != fields.ILLEGAL:
        kept = _without(kept, *PAIR_OF[fields.ILLEGAL])
    if kept.get("decision_ground") != fields.INCOMPATIBLE:
        kept = _without(kept, *PAIR_OF[fields.INCOMPATIBLE], "incompatible_content_illegal")
    if kept.get("source_type") == "SOURCE_VOLUNTARY":
        kept = _without(kept, "source_identity")
    if not _holds(kept.get("category_specification"), "KEYWORD_OTHER"):
        kept = _without(kept, "category_specification_other")
    return _without(kept, *(name for name, (field, value) in OTHERS.items() if not _holds(kept.get(field), value)))


def violations(payload: Mapping[str, Any]) -> list[Violation]:
    """Return every rule that a statement breaks, none twice; none where the database would take it."""
    found = [*_missing(payload), *_wrong(payload)]
    return found or _personal(payload)


def _missing(payload: Mapping[str, Any]) -> list[Violation]:
    there = {name for name, value in payload.items() if value not in (None, "", [])}
    found = [
        Violation(name, f"{name} is missing.", "Every statement has it.") for name in REQUIRED if name not in there
    ]
    if there.isdisjoint(fields.DECISIONS):
        cure = f"Fill at least one of {', '.join(fields.DECISIONS)}."
        found.append(Violation("decision_visibility", "No restriction is told.", cure))
    for name in PAIR_OF.get(str(payload.get("decision_ground")), ()):
        if name not in there:
            found.append(Violation(name, f"{name} is missing.", f"{payload['decision_ground']} needs it."))
    for name, (field, value) in OTHERS.items():
        if name not in there and _holds(payload.get(field), value):
            found.append(Violation(name, f"{name} is missing.", f"{value} needs it: say what."))
    return found


def _wrong(payload: Mapping[str, Any]) -> list[Violation]:
    found = []
    for name, value in payload.items():
        wrong = _checked_once(name, value) if name in REPEATED and isinstance(value, str) else _checked(name, value)
        if wrong is not None and not (name in REQUIRED and value in ("", [])):
            found.append(Violation(name, f"{name} {wrong.problem}.", wrong.cure))
    return found


def _checked(name: str, value: object) -> Wrong | None:
    if value is None:
        return None
    check = CHECKS.get(name)
    return Wrong("is no field of the database", "Leave it out.") if check is None else check(value)


@lru_cache(maxsize=KEPT)
def _checked_once(name: str, value: str) -> Wrong | None:
    return _checked(name, value)


def _personal(payload: Mapping[str, Any]) -> list[Violation]:
    """Return a violation for each text that seems to hold personal data, which the database must not be given."""
    found = []
    for name in (*WRITTEN, *WRITTEN_ALSO):
        value = payload.get(name)
        if isinstance(value, str) and (kind := personal_data.kind_of(value)):
            cure = "Take it out of the facts: the database is public."
            found.append(Violation(name, f"{name} holds what looks like {kind}.", cure))
    return found


def _holds(value: object, wanted: str) -> bool:
    return value == wanted or (isinstance(value, list) and wanted in value)


def _without(payload: Payload, *names: str) -> Payload:
    return {name: value for name, value in payload.items() if name not in names}
