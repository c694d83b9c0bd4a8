"""Does the obfuscation benchmark alter marks as it says, keep clean texts clean, and count what it should?"""

import importlib.util
import json
import random
from pathlib import Path

import alterations
import keep
import polars as pl
import pytest
import tell
from alterations import KINDS, Chance
from cases import draw_cases
from clean_texts import clean_texts, without_replicas
from confusable_letters import SCRIPTS
from figures import Figure
from found import found_by_index, found_by_screening, hits, scanner, screen
from mark_list import coiner, may_be_listed, runs_of
from other_ways import exact_hits, nearest

HERE = Path(keep.__file__).parent
DATA = HERE.parents[2] / "shared" / "data"
KEYS = {"name", "value", "unit", "target", "peers", "data", "command", "commit"}
LETTERS = {script: {} for script in SCRIPTS} | {"CYRILLIC": {"o": ["о"], "e": ["е"], "v": ["ѵ"]}}
MARKS = ["Halvorsen", "Nordvel Outdoor", "Tresca", "Bellumo"]


def chance(seed: int = 1) -> Chance:
    return Chance(random.Random(seed), LETTERS, "Shoes")


@pytest.mark.parametrize("kind", KINDS)
def test_a_mark_is_altered_in_each_manner_and_the_same_seed_gives_the_same(kind: str) -> None:
    altered = [KINDS[kind]("Halvorsen", chance(seed)) for seed in range(20)]
    assert altered == [KINDS[kind]("Halvorsen", chance(seed)) for seed in range(20)]
    assert all((spelling == "Halvorsen") is (kind == "exact") for spelling in altered)


@pytest.mark.parametrize(("kind", "length"), [("doubled letter", 10), ("dropped letter", 8), ("transposed letters", 9)])
def test_a_slip_leaves_the_first_letter_and_changes_one_thing(kind: str, length: int) -> None:
    for seed in range(30):
        written = KINDS[kind]("Halvorsen", chance(seed))
        assert written[0] == "H"
        assert len(written) == length


def test_blanks_stand_between_all_letters_and_other_signs_inside_words() -> None:
    spellings = {alterations.separators("Nordvel Outdoor", chance(seed)) for seed in range(80)}
    assert "N o r d v e l O u t d o o r" in spellings
    assert not any(sign in spelling for spelling in spellings for sign in ("-  ", " -", "- "))


def test_look_alikes_come_from_the_letters_given() -> None:
    written = {alterations.confusables("Halvorsen", chance(seed)) for seed in range(40)}
    assert {letter for spelling in written for letter in spelling if not letter.isascii()} == {"о", "е", "ѵ"}


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("Acme", False),  # a brand of the rows
        ("Plus", False),  # a part of a brand
        ("Zorvex", False),  # named in a text
        ("Pure Colour", False),  # two words that stand together are a name
        ("Meadow", True),  # a word like any other
        ("Halvorsen", True),
    ],
)
def test_no_mark_is_a_brand_of_the_clean_texts(name: str, listed: bool) -> None:
    texts = ["case for Zorvex phones, meadow green", "Pure Colour lipstick"]
    assert may_be_listed(name, runs_of(["ACME Plus"]), runs_of(texts)) is listed


def test_texts_that_offer_replicas_are_not_clean_and_a_line_called_replica_is() -> None:
    rows = pl.DataFrame({"text": ["Replica watch, steel", "AAA grade REPLICA bag", "Orlune Replica perfume"]})
    assert without_replicas(rows)["text"].to_list() == ["Orlune Replica perfume"]


def test_coined_words_are_of_the_letters_that_follow_each_other() -> None:
    coined = coiner(["Halvorsen", "Halverton", "Nordvelle", "Torsenvel"])(random.Random(3))
    assert coined.isalpha()
    assert 5 <= len(coined) <= 10


def test_a_case_states_where_the_altered_mark_stands_and_belongs_to_its_half() -> None:
    titles = [f"Blue Running Shoes {n}" for n in range(6)]
    drawn = draw_cases(MARKS, titles, LETTERS, each=1, half="held-out")
    assert set(drawn["mark"]) <= {1, 3}
    for title, spelling, start, end in drawn.select("title", "spelling", "start", "end").iter_rows():
        assert title[start:end] == spelling
        assert title[-1] in "135" or end == len(title)


CASES = pl.DataFrame(
    {
        "kind": ["exact", "separators", "exact"],
        "mark": [0, 2, 3],
        "title": ["Halvorsen blue shoes", "Blue T*r*e*s*c*a shoes", "Blue shoes, not the mark"],
        "start": [0, 5, 0],
        "end": [9, 16, 4],
    }
)


def test_the_index_must_find_the_right_mark_at_the_right_place() -> None:
    names = scanner(MARKS)
    assert found_by_index(CASES, names).to_list() == [True, True, False]
    assert found_by_index(CASES.with_columns(mark=pl.lit(1, pl.Int64)), names).to_list() == [False] * 3
    assert found_by_index(CASES.with_columns(start=17, end=20), names).to_list() == [False] * 3


def test_the_screening_names_a_plain_mark_and_alarms_a_broken_one() -> None:
    screened = screen(CASES.select("title"), MARKS)
    assert found_by_screening(CASES, screened, alarmed=False).to_list() == [True, True, False]
    assert found_by_screening(CASES, screened, alarmed=True).to_list() == [False, True, False]


def test_hits_in_clean_texts_say_what_was_seen() -> None:
    rows = pl.DataFrame({"text": ["grey socks", "a Tressca jar"], "source": ["a", "b"]})
    assert hits(rows, scanner(MARKS)).select("row", "seen", "manner").rows() == [(1, "Tressca", "misspelled")]


def test_the_peers_say_which_mark_they_find() -> None:
    texts = ["HALVORSEN shoes", "Halvorsne shoes", "grey socks"]
    found, near = exact_hits(texts, MARKS), nearest(texts[::2], MARKS)
    # Peers are installed by hand: without them the benchmark leaves their columns empty.
    assert found.rows() == [(0, 0)] if found is not None else importlib.util.find_spec("hyperscan") is None
    assert near == [0, None] if near is not None else importlib.util.find_spec("rapidfuzz") is None


def test_figures_carry_targets_and_peers_and_scale_to_100_000() -> None:
    cases = pl.DataFrame(
        {
            "kind": ["dropped letter"] * 4,
            "index": [True, True, True, False],
            "named": [True] * 4,
            "alarmed": [False] * 4,
            "fuzzy": [True, None, None, False],
        }
    )
    first, *_ = tell.recall_figures(cases, "development")
    assert (first.value, first.target, first.peers) == (0.75, ">= 0.90", {"rapidfuzz partial ratio": 0.5})
    columns = dict.fromkeys(tell.COUNTS, [True] + [False] * 999)
    rows = pl.DataFrame({"source": ["myntra"] * 500 + ["wdc"] * 500, **columns})
    by_name = {figure.name: figure for figure in tell.clean_figures(tell.Clean(rows, 3), "all", ("myntra",))}
    assert by_name["clean rows decided review or above"].value == 100
    assert by_name["clean rows of the retail catalogues decided review or above"].value == 200
    assert by_name["clean rows decided review or above"].target == "<= 10"
    assert by_name["different spellings behind the raw hits"].value == 3


@pytest.mark.parametrize(("half", "lines"), [("development", 0), ("held-out", 1), ("all", 1)])
def test_looks_at_the_held_out_half_are_counted(half: str, lines: int, tmp_path: Path) -> None:
    figures = [Figure(name, 0.5, "", "", {}, "") for name in keep.OPENED]
    (tmp_path / "openings.csv").write_text("", encoding="utf-8")
    keep.append_opening(figures, half=half, date="2026-11-01", out=tmp_path)
    assert len((tmp_path / "openings.csv").read_text(encoding="utf-8").splitlines()) == lines


def test_frozen_results_have_every_key_and_every_kind() -> None:
    records = json.loads((HERE / "results.json").read_text(encoding="utf-8"))
    assert all(set(record) == KEYS for record in records)
    assert {record["name"].split(": ")[0] for record in records if ": " in record["name"]} == set(KINDS)


def test_without_the_files_it_says_so_and_ends_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = importlib.util.spec_from_file_location("obfuscation_run", HERE / "run.py")
    assert spec is not None
    assert spec.loader is not None
    run = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(run)
    monkeypatch.setattr(run, "DATA", tmp_path / "absent")
    monkeypatch.setattr("sys.argv", ["run.py"])
    run.main()
    assert "nothing was measured" in capsys.readouterr().out


@pytest.mark.shared
def test_clean_texts_are_not_repeated_and_of_the_length_of_titles() -> None:
    if not DATA.is_dir():
        pytest.skip("../shared is absent")
    texts = clean_texts(DATA, wanted=100_000)
    assert texts.rows.height == 100_000
    assert texts.rows["text"].str.to_lowercase().is_duplicated().sum() == 0
    assert texts.rows["half"].value_counts()["count"].to_list() == [50_000, 50_000]
    assert len(texts.brands) > 100
