"""`counterfoil explain`: what a person reads about one offer, on a terminal, in a file and as a drawing."""

import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import polars as pl
import pytest
from rich.console import Console

from counterfoil.documents.offer_explanation import Look, explanation
from counterfoil.errors import UserError
from counterfoil.run.explain import explain
from integration.commands import called
from integration.example_run import GRAVEST, example_run


def printed(out: Path, offer_id: str, *, width: int, terminal: bool = False) -> str:
    """Return what is printed at a width, with the escape codes of a terminal or as plain text."""
    console = Console(width=width, force_terminal=terminal, color_system="truecolor" if terminal else None)
    with console.capture() as captured:
        console.print(explanation(explain(out, offer_id), Look(width=width, brackets=not terminal)))
    return captured.get()


def one(decision: str) -> str:
    decisions = pl.read_parquet(example_run() / "decisions.parquet").filter(pl.col("decision") == decision)
    return str(decisions["subject_id"][0])


def test_it_tells_offer_signs_caps_total_rules_and_what_the_seller_is_told() -> None:
    text = printed(example_run(), GRAVEST, width=200)
    lines = [" ".join(line.replace("█", "").replace("▒", "").split()) for line in text.splitlines()]
    assert lines[0].startswith(f"Offer {GRAVEST} decided remove, score 0.99")
    assert "title ⟦Tokimori⟧ ⟦Kaigan Diver⟧ ⟦1:1⟧ ⟦superclone⟧, AAA+ quality, black dial" in lines
    assert {"price USD 189.00", "seller s-36"} <= set(lines)
    assert "−4.00 Starting weight of every offer (screening-1)" in lines
    assert "+4.50 wording: +6.80, counted only to +4.50" in lines
    assert "+4.20 The title says “superclone”: the seller calls the goods copies. called_a_copy" in lines
    assert "1. holds remove: weight >= 3500 AND ground = 'counterfeit'" in lines
    assert "5. not asked clear: weight < -1500" in lines
    assert "What the seller is told" in lines
    assert "probability" not in text
    assert "%" not in lines[0]


def test_plain_text_has_no_escape_codes_and_no_spaces_at_the_ends_of_lines() -> None:
    text = called("explain", example_run(), GRAVEST).output
    assert "\x1b" not in text
    assert [line for line in text.splitlines() if line != line.rstrip()] == []


def test_a_terminal_gets_colour_in_place_of_brackets() -> None:
    text = printed(example_run(), GRAVEST, width=100, terminal=True)
    assert "\x1b[" in text
    assert "⟦" not in text


@pytest.mark.parametrize("width", [30, 60, 91, 92, 200])
@pytest.mark.parametrize("decision", ["remove", "hold", "review", "clear"])
def test_no_line_is_wider_than_the_terminal(width: int, decision: str) -> None:
    lines = printed(example_run(), one(decision), width=width).splitlines()
    assert max(map(len, lines)) <= width
    assert any("█" in line or "▒" in line for line in lines) == (width >= 92)


def test_the_sum_is_told_in_full_for_every_right_the_deciding_one_first() -> None:
    told = explain(example_run(), GRAVEST)
    assessments = pl.read_parquet(example_run() / "assessments.parquet").filter(pl.col("subject_id") == GRAVEST)
    assert len(told.rights) == assessments.height > 1
    assert [right.decides for right in told.rights] == [True] + [False] * (assessments.height - 1)
    assert all(right.added.total == right.assessment["weight"] for right in told.rights)
    assert told.rights[0].right["id"] == told.decision["right_id"]


def test_one_right_can_be_asked_for_and_an_unknown_one_is_a_sentence() -> None:
    rights = [right.right["id"] for right in explain(example_run(), GRAVEST).rights]
    assert [right.right["id"] for right in explain(example_run(), GRAVEST, right_id=rights[1]).rights] == [rights[1]]
    with pytest.raises(UserError, match=r"was not held against right “r-99”\. It was held against r-"):
        explain(example_run(), GRAVEST, right_id="r-99")


def test_an_offer_that_touches_no_right_is_explained_too() -> None:
    assessed = pl.read_parquet(example_run() / "assessments.parquet")["subject_id"].implode()
    decisions = pl.read_parquet(example_run() / "decisions.parquet")
    plain = decisions.filter(~pl.col("subject_id").is_in(assessed))["subject_id"][0]
    text = called("explain", example_run(), plain).output
    assert "No right on the list is touched" in text
    assert "no right touched, no sign seen" in text


def test_hostile_words_are_harmless(tmp_path: Path) -> None:
    out = Path(shutil.copytree(example_run(), tmp_path / "out"))
    hostile = {"title": "\x1b]0;x\x07 \u202e[bold]W", "external_seller_id": "s\x1b[2J", "item_location": "a\rb"}
    offers = pl.read_parquet(out / "offers.parquet").with_columns(pl.lit(text).alias(n) for n, text in hostile.items())
    offers.write_parquet(out / "offers.parquet")
    text = called("explain", out, GRAVEST).output
    assert not set(text) & set("\x1b\x07\r\u202e")
    assert "‹U+001B›[2J" in text
    assert "[bold]" in text.replace("⟦", "").replace("⟧", "")


def test_a_changed_model_is_not_passed_off_as_the_recorded_one(tmp_path: Path) -> None:
    out = Path(shutil.copytree(example_run(), tmp_path / "out"))
    model = out / "replay" / "model.toml"
    model.write_text(model.read_text("utf-8").replace("prior = -4000", "prior = -1000"), "utf-8")
    assert "`counterfoil replay` names what was changed" in " ".join(called("explain", out, GRAVEST).output.split())


def test_the_drawing_is_written_whole(tmp_path: Path) -> None:
    drawing = tmp_path / "new" / "why.svg"
    result = called("explain", example_run(), GRAVEST, "--svg", drawing)
    assert result.output.splitlines()[-1] == f"Drawing: {drawing}"
    root: Any = ElementTree.fromstring(drawing.read_text("utf-8"))
    assert root.tag.endswith("svg")
    assert "Called a copy" in "".join(root.itertext())
    assert [path.name for path in drawing.parent.iterdir()] == ["why.svg"]
    assert called("explain", example_run(), GRAVEST, "--svg", tmp_path).exit_code != 0
