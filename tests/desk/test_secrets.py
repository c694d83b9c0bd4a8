"""No secret lies in the repository: no private key, no token of a program, no password in an address."""

import re
import subprocess
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
PATTERNS: Final = {
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    "a token of the desk": re.compile(r"\bcfl_[A-Za-z0-9_-]{20,}"),
    "a token of a service": re.compile(r"\b(?:ghp_|github_pat_|sk-ant-|xox[bp]-|AKIA)[A-Za-z0-9_-]{16,}"),
    "a password in an address": re.compile(r"\w://[^\s/:@\"'<>{}]+:(?P<word>[^\s/@\"'<>{}]+)@"),
}
INVENTED: Final = {"password", "word", "b", "p%40ss", "…"}  # words in the places of passwords: of examples and tests


def found_in(text: str) -> list[str]:
    """Return which kinds of secrets stand in a text."""
    return [
        kind
        for kind, pattern in PATTERNS.items()
        if any(one.groupdict().get("word") not in INVENTED for one in pattern.finditer(text))
    ]


def test_no_secret_lies_in_the_repository() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:  # an unpacked archive: what lies there is what is looked through
        files = [path for path in ROOT.glob("[!.]*/**/*") if path.is_file()]
    else:
        files = [ROOT / name for name in listed.stdout.split("\0") if name]
    texts = {path: path.read_bytes().decode(errors="ignore") for path in files if path.is_file()}
    assert len(texts) > 500
    assert {str(path): found_in(text) for path, text in texts.items() if found_in(text)} == {}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("-----BEGIN EC " + "PRIVATE KEY-----", "a private key"),
        ("cfl" + "_0123456789abcdefghijklmnop", "a token of the desk"),
        ("ghp" + "_0123456789abcdefghijklmnop", "a token of a service"),
        ("postgresql://app:" + "kd93jf@db.example/desk", "a password in an address"),
    ],
)
def test_a_secret_would_be_seen(text: str, kind: str) -> None:
    assert found_in(f"x = '{text}'") == [kind]


def test_words_of_examples_are_no_secrets() -> None:
    assert found_in("smtp+tls://user:password@mail.example:587 and cfl_…") == []
