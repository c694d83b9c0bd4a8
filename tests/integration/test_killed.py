"""A run that is killed at any moment is continued by the same command, and comes to the same bytes."""

import random
import subprocess
import time
from pathlib import Path

from counterfoil.evidence.policy import default_policy
from integration.commands import command, ran, screen_example
from integration.interrupted import contents, in_small_parts, screening, write_offers

KILLS = 20
SEED = 7
PATIENCE = 0.4  # seconds at most between a line of progress and the kill


def killed(words: list[str], chance: random.Random) -> str:
    """Start a process, kill it with SIGKILL soon after a line of its progress, and return what it had told."""
    told = []
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        for _ in range(chance.randint(1, 4)):
            told.append(process.stderr.readline())
        time.sleep(chance.random() * PATIENCE)
        process.kill()
    return "".join(told)


def test_twenty_kills_at_any_moment_change_no_byte(tmp_path: Path) -> None:
    offers, chance = tmp_path / "offers.csv", random.Random(SEED)
    write_offers(offers)
    offers.with_name("shadow.toml").write_bytes(default_policy().replace(b"weight >= 500", b"weight >= 0"))
    whole, broken = (screening(offers, tmp_path / name) for name in ("whole", "broken"))
    subprocess.run(in_small_parts(whole), capture_output=True, check=True)
    told = [killed(in_small_parts([*broken, "--progress", "json"]), chance) for _ in range(KILLS)]
    last = subprocess.run(in_small_parts(broken), capture_output=True, text=True, check=True)
    assert sum("Continues an interrupted run" in text for text in told) >= KILLS // 2
    assert "screened" in last.stdout
    assert contents(tmp_path / "broken") == contents(tmp_path / "whole")


def test_old_results_stay_until_new_ones_are_whole(tmp_path: Path) -> None:
    out, chance = tmp_path / "out", random.Random(SEED)
    assert ran(*screen_example(out)).returncode == 0
    before = contents(out)
    killed(command(*screen_example(out, "--memory", "2GB", "--progress", "json")), chance)
    assert {name: data for name, data in contents(out).items() if not name.startswith(".partial")} == before
    assert (out / ".partial" / "request.json").exists()
    assert ran(*screen_example(out)).returncode == 0
    assert contents(out) == before
