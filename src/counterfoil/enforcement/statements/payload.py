"""What does the DSA Transparency Database get of an action? One statement, in its fields and within its limits."""

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from counterfoil.enforcement.actions.registry import ACTIONS
from counterfoil.enforcement.statements.article_17 import Action, Telling
from counterfoil.enforcement.statements.grounds import OF_GROUND, Category
from counterfoil.enforcement.statements.payload_fields import EAN, END_OF, ILLEGAL, INCOMPATIBLE, PLACES
from counterfoil.enforcement.statements.payload_rules import FACTS, Payload

SOURCES = MappingProxyType(
    {
        "own initiative": "SOURCE_VOLUNTARY",
        "article 16 notice": "SOURCE_ARTICLE_16",
        "trusted flagger": "SOURCE_TRUSTED_FLAGGER",
        "other notification": "SOURCE_TYPE_OTHER_NOTIFICATION",
    }
)
AUTOMATIONS = MappingProxyType(
    {
        "fully": "AUTOMATED_DECISION_FULLY",
        "partially": "AUTOMATED_DECISION_PARTIALLY",
        "not automated": "AUTOMATED_DECISION_NOT_AUTOMATED",
    }
)
PRODUCTS = ("offer", "goods")  # subjects that are products; the others are told in words
OTHER_RULE = Category("STATEMENT_CATEGORY_OTHER_VIOLATION_TC", ())  # of terms and conditions, where no category fits
UNION_WIDE = list(PLACES)
SENTENCE_END = re.compile(r"[.!?…][”’\"')]*(?=\s|$)")
DIGITS = 40  # hexadecimal ones of an id: 160 bits


def puid_of(platform: str, action: Action) -> str:
    """Return the id of a restriction in the database: the same whenever it is asked, for one platform and action.

    An action that is put in force again is another restriction, so the moment it took effect counts.
    """
    told = "\0".join((platform, action["id"], action["in_force_since"].astimezone(dt.UTC).isoformat()))
    return f"cf-{hashlib.sha256(told.encode()).hexdigest()[:DIGITS]}"


def category_of(action: Action) -> Category | None:
    """Return the category of an action's ground; None where illegal content fits none."""
    otherwise = None if action["legal_ground"] == "illegal content" else OTHER_RULE
    return OF_GROUND.get(action["ground"], otherwise)


def payload_of(action: Action, telling: Telling, category: Category, *, gtin: str | None = None) -> Payload:
    """Return the statement for the database; no field is empty, those that are not needed are left out.

    `gtin` is a valid code of 13 digits. Where the facts are too long they end with the last whole sentence that there
    is room for and say so; facts without such an end stay as they are and are refused by the rules.
    """
    payload: Payload = {"puid": puid_of(telling.platform, action)}
    for restriction in ACTIONS[action["kind"]].restriction:
        _add_restriction(payload, restriction.field, restriction.value, restriction.other)
        if action["until"] is not None:
            payload[END_OF[restriction.field]] = action["until"].isoformat()
    payload |= _ground(action, telling)
    payload |= _content(action, telling)
    payload["category"] = category.name
    if category.keywords:
        payload["category_specification"] = list(category.keywords)
    payload["territorial_scope"] = _scope(action)
    payload["content_date"] = action["content_on"].isoformat()
    payload["application_date"] = action["in_force_since"].date().isoformat()
    payload["decision_facts"] = shortened(" ".join(action["facts"]), telling.words.payload["shortened"])
    payload["source_type"] = SOURCES[action["source"]]
    payload["automated_detection"] = "Yes" if action["detected_automatically"] else "No"
    payload["automated_decision"] = AUTOMATIONS[action["decided"]]
    if gtin is not None:
        payload["content_id"] = {EAN: gtin}
    return payload


def shortened(facts: str, says_so: str) -> str:
    """Return facts of at most FACTS characters: whole sentences, and at their end that there are more."""
    if len(facts) <= FACTS:
        return facts
    room = FACTS - len(says_so) - 1
    ends = [found.end() for found in SENTENCE_END.finditer(facts) if found.end() <= room]
    return f"{facts[: ends[-1]]} {says_so}" if ends else facts


def _add_restriction(payload: Payload, field: str, value: str, other: str) -> None:
    if field == "decision_visibility":
        payload.setdefault(field, []).append(value)
    else:
        payload[field] = value
    if other:
        payload[f"{field}_other"] = other


def _ground(action: Action, telling: Telling) -> Mapping[str, str]:
    why = telling.words.because(action["legal_ground"], action["ground"])
    if action["legal_ground"] == "illegal content":
        return {
            "decision_ground": ILLEGAL,
            "illegal_content_legal_ground": action["provision"],
            "illegal_content_explanation": why,
        }
    return {
        "decision_ground": INCOMPATIBLE,
        "incompatible_content_ground": action["provision"],
        "incompatible_content_explanation": why,
    }


def _content(action: Action, telling: Telling) -> Mapping[str, Any]:
    kind = action["subject_kind"]
    if kind in PRODUCTS:
        return {"content_type": ["CONTENT_TYPE_PRODUCT"]}
    named = telling.words.payload
    return {"content_type": ["CONTENT_TYPE_OTHER"], "content_type_other": named.get(kind, named["other"])}


def _scope(action: Action) -> list[str]:
    """Return where a restriction holds, of the countries that the database knows; everywhere: all of them."""
    if not action["territory"]:
        return UNION_WIDE
    return [place for place in PLACES if place in action["territory"]]
