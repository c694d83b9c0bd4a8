"""What does a function of texts make of a plain text? Of an everyday one only, where letters count."""

import unicodedata
from collections.abc import Callable
from typing import Any, Final

from counterfoil.few_rows.patterns import NotPlainError, UnusualError, compiled, everyday
from counterfoil.few_rows.values import Value, as_text

Apply = Callable[..., Value]
Made = Callable[[Any, list[Value]], Apply]


def _of_text(apply: Callable[[str], Value]) -> Made:
    """Return the entry of a function of one everyday text."""

    def made(options: Any, literals: list[Value]) -> Apply:
        del options, literals
        return lambda text: None if text is None else apply(everyday(text))

    return made


def _contains(options: Any, literals: list[Value]) -> Apply:
    if options["literal"]:
        return lambda text, part: None if text is None or part is None else part in text
    search = compiled(_one(literals)).search
    return lambda text, _: None if text is None else search(everyday(text)) is not None


def _extract(options: Any, literals: list[Value]) -> Apply:
    search = compiled(_one(literals)).search

    def apply(text: Value, _: Value) -> Value:
        found = None if text is None else search(everyday(text))
        return None if found is None else found.group(options)

    return apply


def _groups(options: Any, literals: list[Value]) -> Apply:
    """Return the groups of what is found by their names, all of them null where nothing is."""
    names = [field["name"] for field in options["dtype"]["Struct"]]
    search = compiled(options["pat"]).search

    def apply(text: Value) -> Value:
        found = None if text is None else search(everyday(text))
        return dict(zip(names, found.groups() if found else [None] * len(names), strict=True))

    del literals
    return apply


def _field(options: Any, literals: list[Value]) -> Apply:
    del literals
    return lambda record: None if record is None else record[options]


def _extract_all(options: Any, literals: list[Value]) -> Apply:
    del options
    find = compiled(_one(literals)).finditer
    return lambda text, _: None if text is None else [one.group() for one in find(everyday(text))]


def _replace(options: Any, literals: list[Value]) -> Apply:
    old, new = literals
    count = options["n"]
    if not isinstance(old, str) or not isinstance(new, str):
        raise NotPlainError("Replace")
    if options["literal"]:
        return lambda text, *_: None if text is None else text.replace(old, new, count)
    if "$" in new or "\\" in new:
        raise NotPlainError(new)
    put = compiled(old).sub
    return lambda text, *_: None if text is None else put(new, everyday(text), max(count, 0))


def _slice(options: Any, literals: list[Value]) -> Apply:
    del options, literals

    def apply(text: Value, offset: Value, length: Value = None) -> Value:
        if text is None or offset is None:
            return None
        if offset < 0 or (length is not None and length < 0):
            raise UnusualError
        return text[offset : None if length is None else offset + length]

    return apply


def _strip(options: Any, literals: list[Value]) -> Apply:
    del options
    if literals != [None]:
        raise NotPlainError("StripChars")
    return lambda text, _: None if text is None else everyday(text).strip()


def _concatenated(options: Any, literals: list[Value]) -> Apply:
    del literals
    delimiter, passes_over = options["delimiter"], options["ignore_nulls"]

    def apply(*parts: Value) -> Value:
        texts = [as_text(part) for part in parts]
        if None in texts:
            if not passes_over:
                return None
            texts = [text for text in texts if text is not None]
        return delimiter.join(texts)

    return apply


def _filled_with_noughts(options: Any, literals: list[Value]) -> Apply:
    del options, literals
    return lambda text, length: None if text is None or length is None else everyday(text).zfill(length)


def _normalized(options: Any, literals: list[Value]) -> Apply:
    del literals
    form = options["form"]
    return lambda text: None if text is None else unicodedata.normalize(form, everyday(text))


def _one(literals: list[Value]) -> str:
    """Return the pattern; one that another column gives is left to Polars."""
    if not isinstance(literals[0], str):
        raise NotPlainError("pattern")
    return literals[0]


TEXTS: Final[dict[str, Made]] = {
    "StringExpr.Contains": _contains,
    "StringExpr.Extract": _extract,
    "StringExpr.ExtractGroups": _groups,
    "StructExpr.FieldByName": _field,
    "StringExpr.ExtractAll": _extract_all,
    "StringExpr.Replace": _replace,
    "StringExpr.Slice": _slice,
    "StringExpr.StripChars": _strip,
    "StringExpr.ConcatHorizontal": _concatenated,
    "StringExpr.Normalize": _normalized,
    "StringExpr.ZFill": _filled_with_noughts,
    "StringExpr.Lowercase": _of_text(str.lower),
    "StringExpr.Uppercase": _of_text(str.upper),
    "StringExpr.LenChars": lambda *_: lambda text: None if text is None else len(text),
    "StringExpr.LenBytes": lambda *_: lambda text: None if text is None else len(text.encode()),
}
