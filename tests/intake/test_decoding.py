"""Encodings: told by byte order mark or by the user, never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterfoil.errors import UserError
from counterfoil.intake import decoding
from counterfoil.intake.decoding import text_lines
from intake.samples import Pipe, offers, stream

TEXT = "id,title\n1,Crème\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_utf_8_and_utf_16_with_a_mark_are_told(encoding: str) -> None:
    assert offers(TEXT.encode(encoding)).kept["title"].to_list() == ["Crème"]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16-le", "utf-16-be", "shift_jis"])
def test_any_other_encoding_is_named_by_the_user(encoding: str) -> None:
    text = TEXT.replace("è", "e")
    assert offers(text.encode(encoding), encoding=encoding).kept["title"].to_list() == ["Creme"]


def test_the_mapping_may_name_it() -> None:
    mapping = '[file]\nencoding = "cp1252"\n'
    assert offers(TEXT.encode("cp1252"), mapping=mapping).kept["title"].to_list() == ["Crème"]


def test_a_byte_that_is_not_utf_8_is_named_with_its_line() -> None:
    rows = "".join(f"{number},ok\n" for number in range(2, 17)).encode()
    with pytest.raises(UserError) as raised:
        offers(b"id,title\n" + rows + b"17,Cr\xe8me\n")
    assert str(raised.value) == (
        "offers, line 17: byte 0xe8 is not UTF-8. Save the file as UTF-8, or name its encoding with --encoding cp1252."
    )


def test_the_line_is_right_across_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "CHUNK_BYTES", 7)
    with pytest.raises(UserError) as raised:
        list(text_lines(stream(b"abc\ndef\nghijklmnop\nq\xff"), file="f"))
    assert raised.value.line == 4


@pytest.mark.parametrize("name", ["no-such", "base64", "\x00"])
def test_an_unknown_encoding_is_refused(name: str) -> None:
    with pytest.raises(UserError, match="is not an encoding of text"):
        offers(TEXT, encoding=name)


def test_a_line_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "LONGEST_LINE", 1000)
    with pytest.raises(UserError, match="does not end"):
        list(text_lines(Pipe(b"a\n" + b"x" * 5000), file="f"))  # type: ignore[arg-type]


@given(st.text(alphabet=st.sampled_from("ab\r\n\u2028\x0bé"), max_size=40), st.integers(1, 9))
def test_lines_are_those_of_the_whole_text_whatever_the_chunks(text: str, at_once: int) -> None:
    lines = list(text_lines(Pipe(text.encode(), at_once=at_once), file="f"))  # type: ignore[arg-type]
    assert "".join(lines) == text
    assert [line.rstrip("\r\n") for line in lines] == _reference_lines(text)


def _reference_lines(text: str) -> list[str]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines
