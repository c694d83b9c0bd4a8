"""Every language says all of it, with the same places; days, countries and kinds come out in words."""

import datetime as dt
import re
import tomllib
from importlib import resources
from typing import Any

import pytest

from counterfoil.codes.mark_territory import UNION
from counterfoil.enforcement.actions.registry import ACTIONS
from counterfoil.enforcement.statements import wording as module
from counterfoil.enforcement.statements.due import RESTRICTING
from counterfoil.enforcement.statements.payload_fields import PLACES
from counterfoil.enforcement.statements.wording import languages, wording
from counterfoil.errors import UserError
from counterfoil.tables.action import AUTOMATION, LEGAL_GROUNDS, SOURCES
from counterfoil.tables.assessment import GROUNDS

OTHERS = [name for name in languages() if name != "en"]


def flat(value: Any, name: str = "") -> dict[str, str]:
    """Return the texts of a language by their names."""
    if isinstance(value, dict):
        return {key: text for part, inner in value.items() for key, text in flat(inner, f"{name}.{part}").items()}
    return {name: str(value)}


def texts(language: str) -> dict[str, str]:
    folder = resources.files(module.__package__ or "") / "texts"
    return flat(tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8")))


def places(text: str) -> set[str]:
    return {place.lower() for place in re.findall(r"\{(\w+)\}", text)}


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_every_text_with_its_places(language: str) -> None:
    said = {f".restrictions.{kind}": ACTIONS[kind].says for kind in RESTRICTING} | texts("en")
    own = texts(language)
    assert set(own) == set(said)
    assert {name: places(text) for name, text in own.items()} == {name: places(text) for name, text in said.items()}


@pytest.mark.parametrize("language", languages())
def test_every_word_of_the_table_has_a_text(language: str) -> None:
    words = wording(language)
    assert set(words.sources) == set(SOURCES) - {"article 9 order"}
    assert set(words.grounds) == set(LEGAL_GROUNDS)
    assert set(words.automation) >= set(AUTOMATION)
    assert set(words.illegal) == set(words.terms) == {*GROUNDS, "other"}
    assert len(set(words.months)) == 12
    for kind in RESTRICTING:
        assert words.restriction(kind, "your offer o-2")[0].isupper()


@pytest.mark.parametrize(
    ("language", "territory", "sentence"),
    [
        ("en", [], "This applies wherever our service is offered."),
        ("en", ["DE"], "This applies in Germany."),
        ("en", ["SE", "DE", "FR"], "This applies in France, Germany and Sweden."),
        ("en", ["DE", "CH"], "This applies in Germany and Switzerland."),
        ("en", list(PLACES), "This applies in all countries of the European Economic Area."),
        ("en", sorted(UNION), "This applies in all countries of the European Union."),
        ("de", ["SE", "DE", "FR"], "Das gilt in folgenden Ländern: Deutschland, Frankreich und Schweden."),
    ],
)
def test_where_it_holds(language: str, territory: list[str], sentence: str) -> None:
    assert wording(language).reach(territory) == sentence


def test_days_and_subjects() -> None:
    assert wording("en").day(dt.date(2026, 3, 1)) == "1 March 2026"
    assert wording("de").day(dt.date(2026, 3, 1)) == "1. März 2026"
    assert wording("en").subject("account", "s-34") == "your account s-34"
    assert wording("en").subject("shelf", "7") == "shelf 7"


def test_an_unknown_language_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(UserError, match=r"There are no texts in “fr”\. Use one of: de, en"):
        wording("fr")
