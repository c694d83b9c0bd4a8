"""In which words is a statement of reasons given? One TOML file to a language in `texts`, all with the same keys.

A new language is a file more; its test says what it lacks.
"""

import datetime as dt
import gettext
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

import pycountry

from counterfoil.codes import country
from counterfoil.codes.mark_territory import UNION
from counterfoil.enforcement.actions.registry import ACTIONS
from counterfoil.enforcement.statements.payload_fields import PLACES
from counterfoil.errors import UserError
from counterfoil.tables.record_file import Record, read_record

Texts = Mapping[str, str]


class Wording(Record, frozen=True, kw_only=True):
    """The texts of one language; what each place is filled with, `texts/en.toml` shows."""

    language: str
    title: str
    law: str
    date: str
    months: list[str]
    and_: str
    heads: Texts
    subjects: Texts
    restrictions: Texts | None = None  # in English the kinds of action say it themselves
    extent: Texts
    sources: Texts
    automation: Texts
    grounds: Texts
    illegal: Texts
    terms: Texts
    redress: Texts
    payload: Texts

    def subject(self, kind: str, identifier: str) -> str:
        """Return what is restricted, as its party would call it."""
        return self.subjects.get(kind, self.subjects["other"]).format(kind=kind, id=identifier)

    def restriction(self, kind: str, what: str) -> str:
        """Return what a kind of action did to `what`, as a sentence. Raises KeyError for a kind that has no words."""
        sentence = self.restrictions[kind] if self.restrictions else ACTIONS[kind].says
        return sentence.format(what=what, What=what[:1].upper() + what[1:])

    def day(self, day: dt.date) -> str:
        """Return a day in words."""
        return self.date.format(day=day.day, month=self.months[day.month - 1], year=day.year)

    def reach(self, territory: Sequence[str]) -> str:
        """Return in a sentence where a restriction holds; no territory: everywhere."""
        if not territory:
            return self.extent["everywhere"]
        codes = frozenset(territory)
        if codes == frozenset(PLACES):
            return self.extent["area"]
        if codes == frozenset(UNION):
            return self.extent["union"]
        return self.extent["places"].format(
            places=self._listed(sorted(_country(code, self.language) for code in codes))
        )

    def because(self, legal_ground: str, ground: str) -> str:
        """Return why the ground holds, as far as it can be said without the facts."""
        texts = self.illegal if legal_ground == "illegal content" else self.terms
        return texts.get(ground, texts["other"])

    def _listed(self, names: Sequence[str]) -> str:
        if len(names) == 1:
            return names[0]
        return f"{', '.join(names[:-1])} {self.and_} {names[-1]}"


def languages() -> list[str]:
    """Return the languages that there are texts in."""
    folder = resources.files(__package__) / "texts"
    return sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml"))


@cache
def wording(language: str) -> Wording:
    """Return the texts of a language. Raises UserError, with those that there are, for another."""
    if language not in languages():
        cure = f"Use one of: {', '.join(languages())}; or add its texts beside them."
        raise UserError(f"There are no texts in “{language}”.", cure=cure)
    data = (resources.files(__package__) / "texts" / f"{language}.toml").read_bytes()
    return read_record(data, Wording, file=f"{language}.toml", what="texts of statements", example="texts/en.toml")


@cache
def _country(code: str, language: str) -> str:
    return _country_names(language).gettext(country.format(code))


@cache
def _country_names(language: str) -> gettext.NullTranslations:
    return gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[language], fallback=True)
