"""A run that looks at pictures is killed, continued, and comes to the same bytes; and what makes it begin anew."""

import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from images.drawn import goods, saved
from integration.interrupted import contents
from integration.pictured import screening_pictures, write_marketplace
from integration.test_killed import killed

KILLS = 4
SEED = 11
OFFERS = 90
SMALL_PARTS = """
import counterfoil.intake.delimited as delimited
import counterfoil.run.screening_steps as steps
import counterfoil.run.pictures.step as pictures
from counterfoil.cli.main import main
delimited.BATCH_ROWS, steps.BATCHES, pictures.OFFERS = 40, 1, 15
main()
"""


def in_small_parts(words: list[str]) -> list[str]:
    return [sys.executable, "-c", SMALL_PARTS, *words]


@pytest.fixture
def marketplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    write_marketplace(tmp_path)
    lines = ["id,title,external_seller_id,image_link"]
    for n in range(OFFERS):
        name = ("official.png", f"own-{n % 20}.png", "shared.png", "gone.png", "o-5.png")[n % 5]
        lines.append(f"p-{n:03},Halvorsen shoes no. {n},s-{n % 23},https://x.example.com/{name}")
    (tmp_path / "offers.csv").write_text("\n".join(lines) + "\n")
    for n in range(20):
        (tmp_path / "pictures" / f"own-{n}.png").write_bytes(saved(goods(n + 30)))
    (tmp_path / "pictures" / "shared.png").write_bytes(saved(goods(99)))
    return tmp_path


def test_kills_at_any_moment_change_no_byte(marketplace: Path) -> None:
    chance = random.Random(SEED)
    whole, broken = (screening_pictures(marketplace, marketplace / name) for name in ("whole", "broken"))
    subprocess.run(in_small_parts(whole), capture_output=True, check=True)
    told = [killed(in_small_parts([*broken, "--progress", "json"]), chance) for _ in range(KILLS)]
    last = subprocess.run(in_small_parts([*broken, "--memory", "800MB"]), capture_output=True, text=True, check=True)
    assert "screened" in last.stdout
    assert sum("Continues an interrupted run" in text for text in told) >= 1
    assert contents(marketplace / "broken") == contents(marketplace / "whole")


def interrupted(marketplace: Path, **changes: Any) -> str:
    """Interrupt a run when it begins to look at pictures, change what is asked, and return what is told then."""
    words = in_small_parts([*screening_pictures(marketplace, marketplace / "out"), "--progress", "json"])
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        while '"step": "pictures"' not in (line := process.stderr.readline()) or '"offers_done": 0' in line:
            assert line
        process.kill()
    for name, data in changes.items():
        (marketplace / name.replace("__", "/")).with_suffix(".png").write_bytes(data)
    done = subprocess.run(
        in_small_parts(screening_pictures(marketplace, marketplace / "out")), capture_output=True, text=True, check=True
    )
    return done.stderr


def test_a_changed_folder_of_pictures_begins_anew(marketplace: Path) -> None:
    told = interrupted(marketplace, pictures__shared=saved(goods(98), "JPEG"))
    assert "the images file changed" in told


def test_a_changed_known_picture_is_held_against_all_offers(marketplace: Path) -> None:
    told = interrupted(marketplace, known__official=saved(goods(77)))
    assert "Continues" in told
    fresh = screening_pictures(marketplace, marketplace / "fresh")
    subprocess.run(in_small_parts(fresh), capture_output=True, check=True, env=os.environ)
    assert contents(marketplace / "out") == contents(marketplace / "fresh")
