"""What is each process told? Web and worker nothing of owner, sealer, backups, nor of the sealing key."""

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from counterfoil_desk import serve as serving
from counterfoil_desk.bundled.cluster import APP, OWNER, SEALER, SUPERUSER, Cluster, cluster_in
from counterfoil_desk.configuration import (
    BACKUP_URL,
    DATABASE_URL,
    HOSTS,
    NOT_OF_THE_WEB,
    OWNER_URL,
    PLAIN_HTTP,
    SEALER_URL,
    SEALING_KEY,
    SECRET_KEY,
)
from counterfoil_desk.configured import ADDRESS
from counterfoil_desk.processes import Process, Wanted
from counterfoil_desk.reaching import bundled_environment
from counterfoil_desk.serve import ServeRequest, serve

SECRETS = {OWNER_URL: "owner-secret", SEALER_URL: "sealer-secret", BACKUP_URL: "backup-secret", SEALING_KEY: "key-file"}


def seen_by(wanted: Wanted, folder: Path) -> str:
    """Return the environment that a process of the desk starts with, as the kernel holds it."""
    file = folder / wanted.name
    command = ("sh", "-c", f"cat /proc/self/environ > {file}")
    process = Process(wanted._replace(command=command, environment={"PATH": os.defpath, **wanted.environment}))
    process.start()
    process.finish(until=time.monotonic() + 10)
    return file.read_text()


def served(
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    environment: dict[str, str],
    *,
    host: str = "127.0.0.1",
    tell: Callable[[str], None] = print,
) -> dict[str, Any]:
    """Return what `serve` would start, by name, and what it told the program that makes the setup link."""
    told: dict[str, Any] = {}

    def keep(wanted: Sequence[Wanted], **_more: object) -> None:
        told.update({one.name: one for one in wanted})

    class Done:
        stdout = ""

    def run(_command: object, *, env: dict[str, str], **_more: object) -> Done:
        told["setup-link"] = Wanted("setup-link", (), env)
        return Done()

    monkeypatch.setattr(serving, "run_together", keep)
    monkeypatch.setattr(serving, "migrate_apart", lambda _environment: None)
    monkeypatch.setattr(serving, "refuse_a_taken_address", lambda _host, _port: None)
    monkeypatch.setattr(serving.subprocess, "run", run)
    serve(ServeRequest(home=folder / "home", host=host, port=1), tell=tell, environment=environment)
    return told


def test_web_and_worker_are_told_no_secret_of_the_others(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, value in SECRETS.items():  # what the desk itself was started with is not passed on by the way either
        monkeypatch.setenv(name, value)
    told = served(monkeypatch, tmp_path, {DATABASE_URL: "the-app", SECRET_KEY: "of the web", **SECRETS})
    assert set(told) == {"web", "worker", "sealer", "setup-link"}
    monkeypatch.undo()
    for name in ("web", "worker", "setup-link"):
        seen = seen_by(told[name], tmp_path)
        assert "the-app" in seen
        assert not [secret for secret in (*SECRETS, *SECRETS.values()) if secret in seen], name
    sealer = seen_by(told["sealer"], tmp_path)
    assert "sealer-secret" in sealer
    assert "key-file" in sealer
    assert not [secret for secret in ("owner-secret", "backup-secret") if secret in sealer]


@pytest.mark.parametrize(
    ("given", "hosts", "plain"),
    [
        ({}, "localhost,127.0.0.1,0.0.0.0", "1"),
        ({HOSTS: "desk.example", PLAIN_HTTP: "0"}, "desk.example,localhost,127.0.0.1,0.0.0.0", "0"),
    ],
)
def test_names_and_https_of_the_environment_count_for_a_bundled_desk_too(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch, given: dict[str, str], hosts: str, plain: str
) -> None:
    cluster = cluster_in(open_folder / "home")
    monkeypatch.setattr(serving, "cluster_in", lambda _home: cluster)
    monkeypatch.setattr(Cluster, "start", lambda _cluster: None)
    monkeypatch.setattr(Cluster, "stop", lambda _cluster: None)
    lines: list[str] = []
    told = served(
        monkeypatch, open_folder, given | {ADDRESS: "https://desk.example/"}, host="0.0.0.0", tell=lines.append
    )
    for name in ("web", "worker", "setup-link"):
        assert (told[name].environment[HOSTS], told[name].environment[PLAIN_HTTP]) == (hosts, plain)
    assert lines[0].split()[4] == ("http://0.0.0.0:1" if plain == "1" else "https://desk.example")


def test_of_the_bundled_database_the_web_is_told_the_password_of_the_app_alone(open_folder: Path) -> None:
    cluster = cluster_in(open_folder / "home")
    told = bundled_environment(cluster, open_folder / "home", {"PATH": os.defpath})
    web = " ".join(value for name, value in told.items() if name not in NOT_OF_THE_WEB)
    assert cluster.passwords[APP] in web
    assert not [role for role in (OWNER, SEALER, SUPERUSER) if cluster.passwords[role] in web]
    assert told[SEALING_KEY] not in web
