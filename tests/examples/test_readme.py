"""Does the README count right and name offers that exist?"""

import re

from examples.files import EXAMPLES, items, table

README = (EXAMPLES / "README.md").read_text(encoding="utf-8")


def test_the_rows_that_the_readme_names_are_there() -> None:
    told = re.findall(r"^\| `(\w+)\.csv`(?:, `(\w+)\.csv`)? \| (\d+)(?:, (\d+))? \|", README, re.MULTILINE)
    pairs = [pair for one, two, first, second in told for pair in ((one, first), (two, second))]
    counts = {name: int(count) for name, count in pairs if name}
    assert len(counts) >= 16
    assert counts == {name: len(table(f"{name}.csv")) for name in counts}
    assert f"| `offers.xml` | {len(items())} |" in README
    cases = (EXAMPLES / "register_daily.xml").read_text(encoding="utf-8").count("<case-file>")
    assert f"| `register_daily.xml` | {cases} |" in README
    assert f"| `pictures/` | {len(list((EXAMPLES / 'pictures').glob('*.png')))} |" in README


def test_the_offers_that_the_readme_names_show_what_it_says() -> None:
    signs = {row["offer_id"]: row["sign"] for row in table("truth.csv")}
    assert {key: signs[key] for key in re.findall(r"TM-\d{7}", README)} == {
        "TM-5046120": "mark broken up by signs",
        "TM-8872273": "comparative: inspired by a mark",
        "TM-1022245": "buyers say it is not authentic",
        "TM-9821831": "authorised seller with a discount",
        "TM-9175213": "genuine line called Replica",
        "TM-2495928": "terminated seller",
        "TM-5241262": "seller back after termination",
        "TM-4665290": "mark on the picture alone",
        "TM-2883443": "picture of goods found false",
    }


def test_the_number_of_false_offers_is_the_one_told() -> None:
    false = [row for row in table("truth.csv") if row["truth"] in ("counterfeit", "mark misuse")]
    assert f"\n{len(false)} offers are false" in README
