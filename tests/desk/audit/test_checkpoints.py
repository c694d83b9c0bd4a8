"""What the chain came to is signed and timestamped; a log that does not go on from it is not signed any more."""

import datetime as dt
import http.server
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from counterfoil.custody.log_checks import seals_in
from counterfoil.errors import UserError
from counterfoil.run.custody import verify
from counterfoil_desk.accounts.models import Member
from counterfoil_desk.audit import sealer as sealers
from counterfoil_desk.audit.checkpoints import Broken, Often, latest, sign_if_due, unstamped
from counterfoil_desk.audit.exporting import exported_checkpoints, snapshot_link
from counterfoil_desk.audit.sealer import Sealer
from counterfoil_desk.audit.sealer_settings import new_private_key, sealer_of
from counterfoil_desk.audit.stamping import Stamper
from counterfoil_desk.audit.verifying import verdict_of_live
from desk.audit.made_log import EACH, KEY, NOW, seal_all, signed, told_by, whole_export
from desk.conftest import APP, SEALER, SUPERUSER, Desk


def test_a_checkpoint_is_made_when_it_is_due(desk: Desk, admin: Member) -> None:
    told_by(admin, "Ada")
    seal_all(desk)
    signed(desk)
    often = Often(entries=3, within=dt.timedelta(minutes=10))
    with desk.link(SEALER) as link:
        assert sign_if_due(link, KEY, often, now=NOW) is None  # nothing is new
        told_by(admin, "Ada")
        seal_all(desk)
        assert sign_if_due(link, KEY, often, now=NOW) is None
        at = (latest(link) or {})["at"]
        assert sign_if_due(link, KEY, often, now=at + often.within) is not None
        told_by(admin, "Ada", "Bea", "Cem")
        seal_all(desk)
        assert sign_if_due(link, KEY, often, now=NOW) is not None
        assert verdict_of_live(link).holds


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_entry SET act = 'another' WHERE id = (SELECT max(entry_id) FROM audit_seal)",
        "UPDATE audit_checkpoint SET seal = repeat('0', 64) WHERE entries > 0",
        "UPDATE audit_seal SET digest = repeat('0', 64) WHERE number = (SELECT max(number) FROM audit_seal)",
    ],
)
def test_a_log_that_was_changed_is_not_signed(desk: Desk, admin: Member, change: str) -> None:
    told_by(admin, "Ada")
    seal_all(desk)
    signed(desk)
    told_by(admin, "Bea")
    seal_all(desk)
    with psycopg.connect(desk.cluster.url(SUPERUSER)) as link:
        link.execute("SET session_replication_role = replica")
        link.execute(change)
        with pytest.raises(Broken):
            sign_if_due(link, KEY, EACH, now=NOW)
        assert not verdict_of_live(link).holds
        link.rollback()


def test_who_kept_checkpoints_finds_another_history(desk: Desk, admin: Member, tmp_path: Path) -> None:
    told_by(admin, "Ada", "Bea")
    seal_all(desk)
    signed(desk)
    with snapshot_link(desk.cluster.url(SEALER)) as link:
        kept = tmp_path / "kept.checkpoints"
        kept.write_bytes(b"".join(exported_checkpoints(link, at=NOW)))
    assert verify(kept).holds
    known = seals_in([kept.read_bytes()], file="kept")
    log = whole_export(desk, tmp_path / "whole.log")
    assert verify(log, since=kept).holds
    with psycopg.connect(desk.cluster.url(SUPERUSER)) as link:
        assert verdict_of_live(link, known=known, file="kept").holds
        link.execute("SET session_replication_role = replica")
        link.execute("DELETE FROM audit_timestamp")
        link.execute("DELETE FROM audit_checkpoint")
        link.execute("DELETE FROM audit_seal WHERE number = (SELECT max(number) FROM audit_seal)")
        found = verdict_of_live(link, known=known, file="kept")
        link.rollback()
    assert "the end was taken away" in found.checks[-1].says
    assert not found.holds


@pytest.fixture
def authority(tmp_path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the address of an authority of timestamps (openssl), and its certificate."""
    config = tmp_path / "tsa.cnf"
    config.write_text(
        "[tsa]\ndefault_tsa=one\n[one]\nserial=serial\ndigests=sha256\ndefault_policy=1.2.3.4.1\n"
        "signer_digest=sha256\ness_cert_id_alg=sha256\n"
        "[req]\ndistinguished_name=dn\nprompt=no\nx509_extensions=v3\n[dn]\nCN=Stamps\n"
        "[v3]\nextendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\nbasicConstraints=CA:FALSE\n"
    )
    made = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key -out cert -days 2 -config"
    subprocess.run([*made.split(), "tsa.cnf"], cwd=tmp_path, check=True, capture_output=True)
    (tmp_path / "serial").write_text("01\n")

    class Answering(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            (tmp_path / "question").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            command = "openssl ts -reply -config tsa.cnf -section one -queryfile question -inkey key -signer cert"
            told = subprocess.run(command.split(), cwd=tmp_path, check=True, capture_output=True).stdout
            self.send_response(200)
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Answering) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/", (tmp_path / "cert").read_bytes()
        server.shutdown()
        thread.join()


def test_the_sealer_signs_has_it_timestamped_and_says_how_it_stands(
    desk: Desk, admin: Member, authority: tuple[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealers, "LOOK", 0.0)
    monkeypatch.setattr(sealers, "APART", dt.timedelta(0))
    url, certificate = authority
    stamper = Stamper(url)
    sealer = Sealer(desk.cluster.url(SEALER), KEY, EACH, stamper)
    told_by(admin, "Ada")
    seal_all(desk)
    with desk.link(SEALER) as link:
        sealer.look(link)
        assert stamper._asked is not None
        stamper._asked.result(timeout=20)
        sealer.look(link)
        assert unstamped(link, apart=dt.timedelta(0), now=dt.datetime.now(dt.UTC)) is None
        standing = link.execute("SELECT sealed, waiting, broken_at FROM audit_sealing").fetchone()
        counted = link.execute("SELECT count(*) FROM audit_seal").fetchone()
        assert counted is not None
        assert standing == (counted[0], 0, None)
        live = verdict_of_live(link, trusted=certificate)
    assert [check.holds for check in live.checks if check.part == "timestamp"] == [True]
    stamper.close()
    log = whole_export(desk, tmp_path / "whole.log")
    (tmp_path / "trusted.pem").write_bytes(certificate)
    assert verify(log, authorities=tmp_path / "trusted.pem").holds


def test_an_authority_that_fails_delays_nothing(desk: Desk, admin: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealers, "LOOK", 0.0)
    monkeypatch.setattr(sealers, "APART", dt.timedelta(0))
    stamper = Stamper("http://127.0.0.1:9/nobody-listens")
    sealer = Sealer(desk.cluster.url(SEALER), KEY, EACH, stamper)
    told_by(admin, "Ada")
    seal_all(desk)
    with desk.link(SEALER) as link:
        sealer.look(link)
        assert stamper._asked is not None
        assert stamper._asked.exception(timeout=20) is not None
        told_by(admin, "Bea")
        assert seal_all(desk) >= 1
        sealer.look(link)
        assert stamper.is_free  # asked again later, not at once
    stamper.close()


def test_a_broken_log_is_said_at_every_look(desk: Desk, admin: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealers, "LOOK", 0.0)
    told_by(admin, "Ada")
    seal_all(desk)
    signed(desk)
    told_by(admin, "Bea")
    seal_all(desk)
    with psycopg.connect(desk.cluster.url(SUPERUSER)) as link:
        link.execute("SET session_replication_role = replica")
        link.execute("UPDATE audit_entry SET act = 'another' WHERE id = (SELECT max(entry_id) FROM audit_seal)")
        Sealer("", KEY, EACH).look(link)
        found = link.execute("SELECT broken_at, sealed FROM audit_sealing").fetchone()
        link.rollback()
    assert found is not None
    assert found[0] == found[1]


def test_only_the_sealer_signs(desk: Desk) -> None:
    add = "INSERT INTO audit_checkpoint (entries, seal, key, signature) VALUES (1, '', '', '')"
    for statement in (
        add,
        "DELETE FROM audit_timestamp",
        "UPDATE audit_sealing SET sealed = 0",
        "DELETE FROM audit_era",
    ):
        with desk.link(APP) as link, pytest.raises(psycopg.errors.InsufficientPrivilege):
            link.execute(statement)
    with desk.link(SUPERUSER) as link, pytest.raises(psycopg.errors.RaiseException, match="only ever added to"):
        link.execute("DELETE FROM audit_timestamp")


def test_the_sealer_is_told_from_outside(tmp_path: Path) -> None:
    key = tmp_path / "key.pem"
    key.write_text(new_private_key())
    told = {"COUNTERFOIL_SEALER_URL": "postgresql://x@/y", "COUNTERFOIL_SEALING_KEY": str(key)}
    sealer = sealer_of({**told, "COUNTERFOIL_CHECKPOINT_ENTRIES": "50", "COUNTERFOIL_CHECKPOINT_MINUTES": "2"})
    assert sealer.key is not None
    assert sealer.often == Often(50, dt.timedelta(minutes=2))
    for wrong in (
        {"COUNTERFOIL_SEALER_URL": ""},
        {"COUNTERFOIL_SEALING_KEY": str(tmp_path / "none")},
        {"COUNTERFOIL_CHECKPOINT_ENTRIES": "0"},
        {"COUNTERFOIL_CHECKPOINT_MINUTES": "soon"},
        {"COUNTERFOIL_TIMESTAMP_URL": "file:///etc/passwd"},
    ):
        with pytest.raises(UserError):
            sealer_of({**told, **wrong})
