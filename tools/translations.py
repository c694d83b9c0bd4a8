"""Bring the translations of the desk to its texts: `django.po` of each language, for people, and `django.mo`, compiled.

python tools/translations.py              write both anew; prints what has no translation yet, as a block to fill in
python tools/translations.py --fill FILE  the same, after taking translations from such a block
python tools/translations.py --check      change nothing; exit 1 where a text has none, or what is there fits no text

A new language: make the folder src/counterfoil_desk/locale/CODE/LC_MESSAGES, and run this.
"""

import argparse
import datetime as dt
import io
import re
import sys
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

from desk_words import DESK, Word, words

LOCALES: Final = DESK / "locale"
PLACE: Final = Path("LC_MESSAGES") / "django.po"
WIDTH: Final = 110
MADE: Final = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)  # of the header: the same texts give the same file
PLACEHOLDER: Final = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{\w*\}")
Texts = dict[Word, tuple[str, ...]]


def catalogues() -> dict[str, Path]:
    """Return the file of each language beside English, by its code."""
    return {folder.parent.name: folder.parent / PLACE for folder in sorted(LOCALES.glob("*/LC_MESSAGES"))}


def texts_of(catalog: Catalog) -> Texts:
    """Return the translations of a catalogue; a text without one has none in it."""
    found: Texts = {}
    for message in catalog:
        if message.id:
            ids = (message.id,) if isinstance(message.id, str) else message.id
            strings = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
            context = message.context or ""
            plain = context.decode() if isinstance(context, bytes) else context  # as Babel reads it from a mo
            found[Word(plain, *ids)] = strings if all(strings) else ()
    return found


def read(path: Path, language: str) -> Texts:
    """Return the translations of a po file; none where there is no file."""
    if not path.exists():
        return {}
    with path.open("rb") as stream:
        return texts_of(read_po(stream, locale=language))


def catalogue(language: str, texts: Texts) -> Catalog:
    """Return a catalogue of texts, in an order that stays."""
    made = Catalog(
        language,
        header_comment=f"# The desk in {language}. Written by tools/translations.py; the msgstr by people.",
        project="Counterfoil",
        version="desk",
        creation_date=MADE,
        revision_date=MADE,
        fuzzy=False,
    )
    for word, strings in sorted(texts.items()):
        identity = (word.text, word.plural) if word.plural else word.text
        said = strings if word.plural else (strings[0] if strings else "")
        flags = ["python-format"] if "%(" in word.text + word.plural else []
        made.add(identity, said, context=word.context or None, flags=flags)
    return made


def as_po(catalog: Catalog, *, with_header: bool = True) -> bytes:
    """Return a catalogue as the text of a po file."""
    stream = io.BytesIO()
    write_po(stream, catalog, width=WIDTH, omit_header=not with_header, no_location=True)
    return stream.getvalue()


def faults(wanted: set[Word], texts: Texts) -> list[str]:
    """Return what is wrong with translations: missing, of no text, or with other placeholders than their text."""
    found = [f"no translation: {word.text!r}" for word in sorted(wanted) if not texts.get(word)]
    found += [f"of no text any more: {word.text!r}" for word in sorted(set(texts) - wanted)]
    for word, strings in sorted(texts.items()):
        wanted_sets = [set(PLACEHOLDER.findall(one)) for one in (word.text, word.plural or word.text)]
        if any(set(PLACEHOLDER.findall(string)) not in wanted_sets for string in strings):
            found.append(f"other placeholders than its text: {word.text!r}")
    return found


def check() -> list[str]:
    """Return what is wrong with every language, its compiled file included."""
    wanted, found = words(), []
    for language, path in catalogues().items():
        texts = read(path, language)
        found += [f"{language}: {fault}" for fault in faults(wanted, texts)]
        compiled = path.with_suffix(".mo")
        with compiled.open("rb") if compiled.exists() else io.BytesIO() as stream:
            same = compiled.exists() and texts_of(read_mo(stream)) == {word: one for word, one in texts.items() if one}
        found += [] if same else [f"{language}: {compiled.name} is not of {path.name}"]
    return found


def write(language: str, path: Path, known: Texts) -> Texts:
    """Write the files of a language with the translations that are known; return the texts that have none."""
    texts: Texts = {word: known.get(word, ()) for word in words()}
    catalog = catalogue(language, texts)
    path.write_bytes(as_po(catalog))
    with path.with_suffix(".mo").open("wb") as stream:
        write_mo(stream, catalog)
    return {word: () for word, strings in texts.items() if not strings}


def main() -> int:
    """Write or check; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--fill", type=Path, help="a po file; its translations are taken")
    parser.add_argument("--language", default="de", help="of the file to fill in from")
    told = parser.parse_args()
    if told.check:
        found = check()
        print("\n".join(found) or f"Every text is there in {', '.join(['en', *catalogues()])}.")
        return 1 if found else 0
    for language, path in catalogues().items():
        filled = read(told.fill, language) if told.fill and language == told.language else {}
        known = read(path, language) | {word: strings for word, strings in filled.items() if strings}
        missing = write(language, path, known)
        if missing:
            print(f"# {language}: {len(missing)} without a translation; fill in msgstr, then --fill this block")
            print(as_po(catalogue(language, missing), with_header=False).decode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
