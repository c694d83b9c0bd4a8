"""Can a reader do the sums of docs/concepts.md by hand and get what the run gets?"""

import csv
import math
from pathlib import Path

import polars as pl

from counterfoil.evidence.policy import default_policy
from counterfoil.evidence.policy_file import read_policy
from counterfoil.evidence.weights import default_model, read_model
from counterfoil.intake.rights import read_rights
from counterfoil.screening import kernel_uses as kernel
from counterfoil.screening.marks import build_marks
from counterfoil.screening.mentions import FIELDS, mentions
from counterfoil.screening.price_rows import FEWEST_OFFERS
from counterfoil.text.kernel_around import COMPARING, DENIED, NOMINATIVE
from counterfoil.text.mark_scan import MANNER_NAMES
from docs.pages import EXAMPLES, text_of

FOLLOWED = "TM-9470213"
PAGE = text_of("docs/concepts.md")


def of_offer(demo: Path, table: str) -> pl.DataFrame:
    return pl.read_parquet(demo / f"{table}.parquet").filter(
        pl.col("id" if table == "offers" else "subject_id") == FOLLOWED
    )


def test_the_lines_of_the_feed_stand_in_it(demo: Path) -> None:
    shown = PAGE.split("```xml\n")[1].split("```")[0]
    feed = (EXAMPLES / "offers.xml").read_text(encoding="utf-8")
    start = feed.splitlines().index(f"  <g:id>{FOLLOWED}</g:id>")  # counted from 0: the line of <item> counted from 1
    assert f"Line {start} begins" in PAGE
    assert f"Line {of_offer(demo, 'offers')['line'].item()} begins" in PAGE
    assert all(line in feed.splitlines() for line in shown.splitlines())
    assert FOLLOWED in shown


def test_what_is_worked_out_of_the_offer(demo: Path) -> None:
    offer = of_offer(demo, "offers").row(0, named=True)
    assert f"`{offer['brand_key']}`" in PAGE
    assert f"from the title: `{offer['goods_type']}`" in PAGE


def test_the_rights_are_those_of_the_list() -> None:
    with (EXAMPLES / "rights.csv").open(encoding="utf-8", newline="") as stream:
        rights = {row["id"]: row for row in csv.DictReader(stream)}
    assert f"Two of the {len(rights)} matter" in PAGE
    for right in (rights["r-01"], rights["r-03"]):
        names = ("id", "mark", "owner", "house_mark", "goods", "authorised_sellers", "price_floor")
        cells = [right[name].replace(";", "; ") for name in names]
        assert f"| {' | '.join(cells)} |".replace("|  |", "| |") in PAGE


def test_the_reference_price_is_the_one_made(demo: Path) -> None:
    prices = pl.read_parquet(demo / "prices.parquet")
    row = prices.filter(brand="halvorsen", product_type="boots", condition="new").row(0, named=True)
    figures = " | ".join(f"{row[name]:.2f}" for name in ("lowest", "low", "median", "high"))
    assert f"| halvorsen | boots | new | {row['currency']} | {row['offers']} | {figures} |" in PAGE
    assert row["offers"] < FEWEST_OFFERS == 5


def test_the_mentions_are_those_found(demo: Path) -> None:
    with (EXAMPLES / "rights.csv").open("rb") as stream:
        marks = build_marks(read_rights(stream, file="rights.csv").kept)
    places, seen = mentions(of_offer(demo, "offers"), marks)
    columns = (
        [FIELDS[field] for field in places[kernel.FIELD]],
        marks.marks["mark"].gather(places[kernel.MARK]),
        MANNER_NAMES.gather(places[kernel.MANNER]),
        *(places[kernel.START], places[kernel.END], seen),
    )
    shown = PAGE.split("## 4.")[1].split("## 5.")[0]
    assert [f"| {' | '.join(map(str, row))} |" in shown for row in zip(*columns, strict=True)] == [True] * 3
    assert not (places[kernel.AROUND] & (NOMINATIVE | COMPARING | DENIED)).any()


def test_every_finding_is_shown_with_its_weight_and_sentence(demo: Path) -> None:
    found = of_offer(demo, "findings").select(pl.col("right_id").fill_null("–"), "kind", "weight", "detail")
    shown = PAGE.split("## 6.")[1].split("## 7.")[0]
    rows = [f"| {right} | `{kind}` | {weight} | {detail} |" for right, kind, weight, detail in found.rows()]
    assert "\n".join(rows) in shown


def test_the_sums_by_hand_are_the_sums_of_the_run(demo: Path) -> None:
    """A slow twin of `assess`, and the page shows each of its steps."""
    model = read_model(default_model())
    group_of = dict(model.kinds.select("kind", "group").rows())
    caps = {group: (least, most) for group, most, least in model.groups.rows()}
    findings = of_offer(demo, "findings").rows(named=True)
    shown = PAGE.split("## 7.")[1].split("## 8.")[0].replace("−", "-")
    for right_id, weight, score in of_offer(demo, "assessments").select("right_id", "weight", "score").rows():
        sums: dict[str, int] = {}
        for finding in (row for row in findings if row["right_id"] in (None, right_id)):
            group = group_of[finding["kind"]]
            sums[group] = sums.get(group, 0) + finding["weight"]
        counted = {group: min(max(total, caps[group][0]), caps[group][1]) for group, total in sums.items()}
        for group, total in sums.items():
            line = next(line for line in shown.splitlines() if line.startswith(f"| {group} |"))
            assert f"{caps[group][0]} to {caps[group][1]} |" in line
            assert str(total) in line
            assert f" {counted[group]} |" in line
        assert sum(counted.values()) + model.prior == weight
        assert f"**{weight}**" in shown
        assert f"{score} for {right_id}" in shown
        assert round(1 / (1 + math.exp(-weight / 1000)), 6) == score


def test_the_policy_is_shown_rule_by_rule(demo: Path) -> None:
    shown = PAGE.split("## 8.")[1].split("## 9.")[0]
    policy = read_policy(default_policy())
    places = [shown.index(f"| {rule.decision} | {rule.when} |") for rule in policy.rules]
    assert places == sorted(places)
    decision = of_offer(demo, "decisions").row(0, named=True)
    (line,) = (line for line in shown.splitlines() if f"| {decision['rule']} |" in line)
    assert line.endswith("| **yes** |")
    assert f"`{decision['decision']}`, for {decision['right_id']}, with score {decision['score']}" in shown
    assert "\n".join(f"- {reason}" for reason in decision["party_reasons"]) in shown


def test_the_truth_is_the_one_in_the_file() -> None:
    truth = (EXAMPLES / "truth.csv").read_text(encoding="utf-8")
    assert f"{FOLLOWED},counterfeit,grade instead of a condition\n" in truth
