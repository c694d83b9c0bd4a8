"""One record shown without the others; and a later bundle held against an earlier one of the same case."""

from pathlib import Path

import pytest

from counterfoil.custody.proof import is_proof, proof_of, verdict_of_proof
from counterfoil.errors import UserError
from counterfoil.run.case_files import Act, changing, read_case, record, write_case_table
from counterfoil.run.custody import bundle, verify, write_proof
from custody.conftest import AT
from custody.small_case import made_case


def proof(made: Path, number: int, table: str = "events", name: str = "whole.bundle") -> bytes:
    with (made / name).open("rb") as stream:
        return proof_of(stream, table, number, file=name)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_record_is_proven_and_no_other_is_told(number: int, made: Path) -> None:
    data = proof(made, number)
    assert is_proof(data)
    assert verdict_of_proof(data).holds
    assert f"Act {number} by".encode() in data
    assert not any(f"Act {other} by".encode() in data for other in {1, 2, 3} - {number})
    whole = verify(made / "whole.bundle")
    assert (verdict_of_proof(data).root, verdict_of_proof(data).signer) == (whole.root, whole.signer)


def test_a_proof_from_an_edition_withholds_what_the_edition_does(made: Path) -> None:
    data = proof(made, 2, name="short.bundle")
    assert verdict_of_proof(data).holds
    assert b'"actor":["' not in data


def test_every_flipped_byte_of_a_proof_is_caught(made: Path) -> None:
    data = bytearray(proof(made, 2))
    for at in range(len(data)):
        for flip in (1, 0x20, 0x80):
            data[at] ^= flip
            assert not verdict_of_proof(bytes(data)).holds, f"byte {at}"
            data[at] ^= flip


@pytest.mark.parametrize(("table", "number"), [("events", 0), ("events", 4), ("event", 1), ("actions", 2)])
def test_a_record_that_is_not_there_is_told(table: str, number: int, made: Path) -> None:
    with pytest.raises(UserError, match="events:1 to events:3"):
        proof(made, number, table)


def test_any_text_that_is_no_proof_is_told(made: Path, tmp_path: Path) -> None:
    for data in (b"", b"{}", proof(made, 1)[:-9], b'{"format":"counterfoil proof 2"}\n', b"[" * 10_000):
        assert not verdict_of_proof(data).holds
    (tmp_path / "cut.proof.json").write_bytes(proof(made, 1)[:-9])
    assert "cut short" in verify(tmp_path / "cut.proof.json").checks[0].says
    with pytest.raises(UserError, match="names no record"):
        write_proof(made / "whole.bundle", tmp_path / "out", record="events")


def go_on(case: Path) -> None:
    act = Act(AT, "reviewer:7", "taken up", "case", case.name, "The case was taken up.", "It is the heaviest.")
    with changing(case):
        record(read_case(case), [act])


def test_a_case_gone_on_is_told_from_one_changed(tmp_path: Path) -> None:
    case = made_case(tmp_path)
    for name in ("first", "second", "changed", "other-salts"):
        if name == "second":
            go_on(case)
        if name == "changed":
            events = read_case(case).tables["events"]
            write_case_table(
                case, "events", events.with_columns(why=events["why"].shift(1).fill_null("Another reason."))
            )
        if name == "other-salts":
            (case / ".salt-seed").unlink()
        bundle(case, tmp_path / name, at=AT, key=None, redact=None, timestamp=None)
    first = tmp_path / "first"
    says = verify(tmp_path / "second", since=first)
    assert says.holds
    assert says.checks[-1].says == "The 3 events of first are the first of this one, unchanged; 1 came after."
    for name in ("changed", "other-salts"):
        against = verify(tmp_path / name, since=first)
        assert not against.holds
        assert "are not the first of this one" in against.checks[-1].says
    assert not verify(first, since=tmp_path / "second").holds
    bundle(tmp_path / "second", tmp_path / "short", at=AT, key=None, redact="events.why", timestamp=None)
    assert verify(tmp_path / "short", since=first).holds


def test_an_earlier_bundle_must_hold_and_be_of_the_case(made: Path, tmp_path: Path) -> None:
    data = (made / "whole.bundle").read_bytes()
    (tmp_path / "cut").write_bytes(data[:-1])
    with pytest.raises(UserError, match="The earlier bundle does not hold"):
        verify(made / "whole.bundle", since=tmp_path / "cut")
    assert verify(made / "whole.bundle", since=made / "short.bundle").holds
