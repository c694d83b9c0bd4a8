"""`counterfoil bundle` and `verify` as commands: files out, exit codes, and what stays after a failure."""

import shutil
import subprocess
import tracemalloc
from pathlib import Path

import pytest
from click.testing import Result

from counterfoil.custody.timestamp import time_of
from custody.small_case import CASE_ID, LETTER, OFFER, made_case
from custody.test_timestamp import AUTHORITY, TOKEN
from integration.commands import called


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder, which is the working one, with the case, a key and its bundle."""
    made_case(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "300")  # so that no sentence is broken
    assert called("signature", "key", "-o", "key").exit_code == 0
    told = called("bundle", CASE_ID, "--key", "key", "--at", "2026-11-09", "-o", "case.bundle")
    assert told.exit_code == 0, told.output
    return tmp_path


def refused(*arguments: str) -> str:
    told: Result = called(*arguments)
    assert told.exit_code == 1
    return str(told.exception)


def test_a_bundle_is_made_and_verified(folder: Path) -> None:
    told = called("verify", "case.bundle", "--signer", "key.pub")
    assert told.exit_code == 0
    assert "BROKEN" not in told.output
    assert "Nothing was changed since it was bundled." in told.output
    assert "Who holds that key signed it." in told.output
    assert sorted(path.name for path in folder.iterdir()) == [CASE_ID, "case.bundle", "key", "key.pub"]


def test_the_page_in_it_tells_every_act_up_to_the_last(folder: Path) -> None:
    (folder / CASE_ID / "report.html").write_text("A page of the day on which the case was found.")
    by = ("--by", "reviewer:7", "--why", "It is the largest.", "--at", "2026-11-12")
    assert called("case", "act", CASE_ID, "taken up", *by).exit_code == 0
    assert called("bundle", CASE_ID, "--at", "2026-11-15", "-o", "later.bundle").exit_code == 0
    assert called("verify", "later.bundle", "--extract", "out").exit_code == 0
    page = (folder / "out" / "files" / "report.html").read_text(encoding="utf-8")
    assert "It is the largest." in page
    assert "12 November 2026" in page


def test_what_was_told_and_printed_lies_in_it(folder: Path) -> None:
    """Statements and papers that are written into the case's folder go into the bundle, byte for byte."""
    made = {"statements/statements.jsonl": b'{"text": "told"}\n', "documents/facility-notice.pdf": b"%PDF-1.7 paper"}
    for name, data in made.items():
        (folder / CASE_ID / name).parent.mkdir(exist_ok=True)
        (folder / CASE_ID / name).write_bytes(data)
    assert called("bundle", CASE_ID, "--at", "2026-11-15", "-o", "later.bundle").exit_code == 0
    assert called("verify", "later.bundle", "--extract", "out").exit_code == 0
    assert {name: (folder / "out" / "files" / name).read_bytes() for name in made} == made


def test_a_case_without_a_page_is_bundled_without_one(folder: Path) -> None:
    assert called("verify", "case.bundle", "--extract", "out").exit_code == 0
    assert not list((folder / "out").rglob("report.html"))


def test_verify_needs_only_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "elsewhere").mkdir()
    (folder / "case.bundle").rename(folder / "elsewhere" / "case.bundle")
    monkeypatch.chdir(folder / "elsewhere")
    told = called("verify", "case.bundle")
    assert told.exit_code == 0
    assert "Whose key signed it is for you to find out" in told.output


def test_a_changed_bundle_exits_with_one_and_says_where(folder: Path) -> None:
    data = (folder / "case.bundle").read_bytes()
    (folder / "case.bundle").write_bytes(data.replace(b"Six accounts", b"Two accounts", 1))
    told = called("verify", "case.bundle", "--extract", "out")
    assert told.exit_code == 1
    assert "events: record 1: changed" in told.output
    assert "Broken." in told.output
    assert not (folder / "out").exists()


def test_a_bundle_cut_short_is_told_plainly(folder: Path) -> None:
    data = (folder / "case.bundle").read_bytes()
    (folder / "case.bundle").write_bytes(data[: len(data) // 2])
    told = called("verify", "case.bundle")
    assert told.exit_code == 1
    assert "It is cut short within" in told.output


@pytest.mark.parametrize("of_another", [True, False])
def test_the_key_is_compared(folder: Path, of_another: bool) -> None:
    if of_another:
        called("signature", "key", "-o", "other")
    said = called("verify", "case.bundle").output
    fingerprint = "0000 " * 8 if of_another else said[said.index("of the key: ") + 12 :][:39]
    told = called("verify", "case.bundle", "--fingerprint", fingerprint)
    assert told.exit_code == int(of_another)
    assert ("with another key" in told.output) == of_another
    assert refused("verify", "case.bundle", "--fingerprint", "abc").startswith("This is no fingerprint.")


def test_one_that_nobody_signed_says_so(folder: Path) -> None:
    told = called("bundle", CASE_ID, "-o", "unsigned.bundle")
    assert "Not signed" in told.output
    assert called("verify", "unsigned.bundle").exit_code == 0
    assert called("verify", "unsigned.bundle", "--signer", "key.pub").exit_code == 1


def test_what_is_inside_is_written_where_asked(folder: Path) -> None:
    assert called("verify", "case.bundle", "--extract", "out").exit_code == 0
    assert (folder / "out" / "files" / OFFER).read_bytes() == (folder / CASE_ID / OFFER).read_bytes()
    assert "already" in refused("verify", "case.bundle", "--extract", "out")


def test_an_edition_for_the_seller_tells_what_it_withholds(folder: Path) -> None:
    told = called("bundle", "case.bundle", "--redact", "events.actor", "-o", "short.bundle")
    assert told.exit_code == 0, told.output
    assert "events.actor" in told.output
    assert called("verify", "short.bundle", "--signer", "key.pub").exit_code == 0


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda case: (case / OFFER).write_bytes(b"{}"), "not the bytes that the case has recorded"),
        (lambda case: (case / LETTER).unlink(), "A file that the case names is missing"),
        (lambda case: (case / "exhibits" / "link").symlink_to("/etc/passwd"), "is a link"),
        (lambda case: (case / "exhibits" / "a:b").write_bytes(b""), "a name that not every system can keep"),
        (lambda case: (case / ".salt-seed").write_bytes(b"short"), "The seed of the salts of this case is damaged"),
        (lambda case: (case / "events.parquet").unlink(), "missing or damaged"),
    ],
)
def test_a_case_that_is_not_whole_makes_no_bundle(folder: Path, change: object, says: str) -> None:
    assert callable(change)
    change(folder / CASE_ID)
    assert says in refused("bundle", CASE_ID, "-o", "new.bundle")
    assert not [path for path in folder.iterdir() if "new.bundle" in path.name]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nothing", "-o", "o"], "nothing: "),
        (["case.bundle", "-o", "o"], "This is a bundle already."),
        (["case.bundle", "--redact", "none.toml", "-o", "o"], "none.toml"),
        ([CASE_ID, "--key", "key.pub", "-o", "o"], "no private key"),
        (["key", "--redact", "events.actor", "-o", "o"], "does not hold"),
        (["case.bundle", "--timestamp", "key", "-o", "o"], "does not fit the bundle: it is no timestamp response"),
    ],
)
def test_what_cannot_be_used_is_told(folder: Path, arguments: list[str], says: str) -> None:
    assert says in refused("bundle", *arguments)
    assert not (folder / "o").exists()


def test_a_large_exhibit_is_never_held_in_memory(folder: Path) -> None:
    with (folder / CASE_ID / "exhibits" / "film.bin").open("wb") as stream:
        stream.truncate(64 << 20)
    tracemalloc.start()
    try:
        assert called("bundle", CASE_ID, "-o", "large.bundle").exit_code == 0
        assert called("verify", "large.bundle").exit_code == 0
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (folder / "large.bundle").stat().st_size > 64 << 20
    assert peak < 16 << 20


def test_nothing_stays_where_the_second_step_fails(folder: Path) -> None:
    assert "No record has the field" in refused("bundle", CASE_ID, "--redact", "events.acter", "-o", "o")
    assert sorted(path.name for path in folder.iterdir()) == [CASE_ID, "case.bundle", "key", "key.pub"]


def test_a_proof_is_written_and_read_and_is_no_bundle(folder: Path) -> None:
    assert called("verify", "case.bundle", "--record", "evidence:2", "-o", "p.json").exit_code == 0
    told = called("verify", "p.json", "--signer", "key.pub")
    assert told.exit_code == 0
    assert "evidence:2 stands in the bundle of case" in told.output
    assert "This is no bundle" in refused("verify", "p.json", "--extract", "out")
    assert "not a bundle" in refused("verify", "p.json", "--since", "case.bundle")
    assert "needs a record and a file" in refused("verify", "case.bundle", "--record", "events:1")
    (folder / "p.json").write_bytes((folder / "p.json").read_bytes().replace(b"invoice of 2024", b"invoice of 2025"))
    assert called("verify", "p.json").exit_code == 1


def test_a_later_bundle_is_held_against_an_earlier_one(folder: Path) -> None:
    told = called("verify", "case.bundle", "--since", "case.bundle")
    assert told.exit_code == 0
    assert "are the first of this one, unchanged; 0 came after." in told.output


def test_a_timestamp_of_other_bytes_is_refused(folder: Path) -> None:
    (folder / "other.tsr").write_bytes(TOKEN)
    assert "of other bytes" in refused("bundle", "case.bundle", "--timestamp", "other.tsr", "-o", "o")


def test_a_timestamp_is_kept_and_checked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The token is over other bytes, so that what it is over is held to be the bundle's root here."""
    over = "counterfoil.{}.time_of"
    for module in ("run.custody", "custody.checks"):
        monkeypatch.setattr(
            over.format(module), lambda token, _, trusted=None: time_of(token, b"a counterfoil", trusted=trusted)
        )
    (folder / "r.tsr").write_bytes(TOKEN)
    (folder / "ca.pem").write_bytes(AUTHORITY)
    assert called("bundle", "case.bundle", "--timestamp", "r.tsr", "-o", "stamped.bundle").exit_code == 0
    told = called("verify", "stamped.bundle")
    assert told.exit_code == 0
    assert "says a timestamp, whose signature was not checked" in told.output
    assert "an authority that you trust" in called("verify", "stamped.bundle", "--authorities", "ca.pem").output
    again = called("bundle", "stamped.bundle", "--timestamp", "r.tsr", "--redact", "events.why", "-o", "both.bundle")
    assert again.exit_code == 0
    assert called("verify", "both.bundle").exit_code == 0


def test_openssl_stamps_what_we_check(folder: Path) -> None:
    """Where openssl is at hand, its own token over root.json fits; any other is refused above."""
    tool = shutil.which("openssl")
    assert called("verify", "case.bundle", "--extract", "out").exit_code == 0
    assert (folder / "out" / "root.json").stat().st_size > 500
    if tool is None:
        return
    (folder / "tsa.cnf").write_text(_AUTHORITY_CONFIG, encoding="utf-8")
    (folder / "serial").write_text("01\n", encoding="utf-8")
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    own = ["-x509", "-config", "tsa.cnf", "-extensions", "ext", "-days", "36500", "-subj", "/CN=Invented"]
    for command in (
        ["req", *own, *key, "-keyout", "tsa.key", "-out", "tsa.pem"],
        ["ts", "-query", "-data", "out/root.json", "-sha256", "-cert", "-out", "q.tsq"],
        ["ts", "-reply", "-config", "tsa.cnf", "-queryfile", "q.tsq", "-out", "r.tsr"],
    ):
        subprocess.run([tool, *command], check=True, capture_output=True, cwd=folder)
    assert called("bundle", "case.bundle", "--timestamp", "r.tsr", "-o", "stamped.bundle").exit_code == 0
    assert "It existed on" in called("verify", "stamped.bundle").output


_AUTHORITY_CONFIG = """
[req]
distinguished_name = dn
[dn]
[tsa]
default_tsa = t
[t]
serial = ./serial
crypto_device = builtin
signer_cert = ./tsa.pem
signer_key = ./tsa.key
default_policy = 1.2.3.4.1
signer_digest = sha256
digests = sha256
[ext]
extendedKeyUsage = critical, timeStamping
keyUsage = critical, digitalSignature
"""
