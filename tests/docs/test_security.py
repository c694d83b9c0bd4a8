"""Does each test that docs/security.md names exist, and does each promise there name one?"""

import ast
import re

from docs.pages import ROOT, text_of

PAGE = "docs/security.md"
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def rows() -> list[tuple[str, str]]:
    """Return the promises of the page with what stands beside each."""
    lines = [line for line in text_of(PAGE).splitlines() if line.startswith("| ")]
    return [(promise, tests) for promise, tests in (line.strip("| ").split(" | ") for line in lines) if tests != "test"]


def defined_in(path: str) -> set[str]:
    """Return the names of the tests in a file."""
    whole = ast.parse(text_of(path))
    return {one.name for one in whole.body if isinstance(one, ast.FunctionDef) and one.name.startswith("test_")}


def test_each_promise_names_tests_that_exist() -> None:
    assert len(rows()) > 30
    for promise, told in rows():
        named = NAMED.findall(told)
        assert named, promise
        assert ", ".join(f"`{path}::{name}`" for path, name in named) == told, promise
        assert [name for path, name in named if name not in defined_in(path)] == [], promise


def test_each_package_is_pinned_to_a_digest_and_scanned() -> None:
    lock = text_of("requirements.lock").replace("\\\n", " ")
    packages = [line for line in lock.splitlines() if re.match(r"[a-z0-9]", line)]
    assert len(packages) > 50
    assert [line for line in packages if "==" not in line or "--hash=sha256:" not in line] == []
    scan = re.search(r"^scan:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert scan
    assert "--strict --require-hashes" in scan[1]
    assert "requirements.lock" in scan[1]
