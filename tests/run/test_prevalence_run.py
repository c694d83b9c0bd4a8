"""`estimate prevalence` as a whole: which files count for what, what comes out, and what is refused and why."""

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from counterfoil.errors import UserError
from counterfoil.run.prevalence import PrevalenceDone, PrevalenceRequest, run_prevalence
from counterfoil.tables.contract import completed
from counterfoil.tables.prevalence_estimate import OF_UNITS, OF_VALUE, PrevalenceEstimate
from counterfoil.tables.selection import Selection
from counterfoil.tables.shipment import Shipment

HEAD = "unit_id,kind,is_found,probability,stratum,cluster,value,currency,how\n"
EXAMINED = "shipment_id,facility,selected_for,examined_at,inspector,result,units_examined,units_found\n"


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def sample(tmp_path: Path, *, kind: str = "offer", finds: int = 6, more: str = "") -> Path:
    rows = "".join(
        f"u{at},{kind},{str(at < finds).lower()},0.1,{'shoes' if at % 2 else 'bags'},,{10 + at},USD,random audit\n"
        for at in range(30)
    )
    return written(tmp_path / f"sampled_{kind}.csv", HEAD + rows + more)


def asked(tmp_path: Path, *samples: Path, **more: Any) -> PrevalenceDone:
    return run_prevalence(PrevalenceRequest(samples=samples, out=tmp_path / "out", **more))


def row(done: PrevalenceDone, measure: str = OF_UNITS, kind: str = "offer") -> dict[str, Any]:
    wanted = pl.col("by").is_null() & (pl.col("measure") == measure) & (pl.col("kind") == kind)
    return done.estimates.row(by_predicate=wanted, named=True)


def test_tables_and_run_json_are_written_and_hold_the_contract(tmp_path: Path) -> None:
    done = asked(tmp_path, sample(tmp_path), wanted_width=0.1, by="stratum")
    out = tmp_path / "out"
    kept = PrevalenceEstimate.validate(pl.read_parquet(out / "estimates.parquet"))
    assert kept.equals(done.estimates)
    assert pl.read_csv(out / "estimates.csv").height == kept.height == 6
    assert len(json.loads((out / "estimates.json").read_text("utf-8"))) == 6
    assert pl.read_csv(out / "needed.csv")["stratum"].to_list() == ["bags", "shoes"]
    record = json.loads((out / "run.json").read_text("utf-8"))
    assert set(record["outputs"]) == {path.name for path in out.iterdir()} - {"run.json", ".lock"}
    assert record["files"][0]["role"] == "sampled_unit"


def test_share_and_total_of_units_and_of_value(tmp_path: Path) -> None:
    done = asked(tmp_path, sample(tmp_path))
    units, value = row(done), row(done, OF_VALUE)
    assert units["estimate"] == pytest.approx(0.2)
    assert (units["total"], units["currency"], units["is_known"]) == (Decimal("60.00"), None, False)
    worth, fakes = sum(range(10, 40)), sum(range(10, 16))
    assert value["estimate"] == pytest.approx(fakes / worth)
    assert (value["total"], value["currency"]) == (Decimal(fakes * 10).quantize(Decimal("0.01")), "USD")


def test_the_frame_gives_the_sizes_and_the_costs(tmp_path: Path) -> None:
    frame = written(
        tmp_path / "frame.csv", "stratum,units,value,currency,cost\nshoes,900,90000,USD,1\nbags,100,5000,USD,4\n"
    )
    done = asked(tmp_path, sample(tmp_path), frame=frame, wanted_width=0.1)
    assert (row(done)["units"], row(done)["is_known"]) == (1_000, True)
    assert row(done, OF_VALUE)["total_high"] <= Decimal(95_000)
    assert done.needed is not None
    assert dict(done.needed.select("stratum", "more").iter_rows())["shoes"] > 100


def test_kinds_are_never_mixed(tmp_path: Path) -> None:
    done = asked(tmp_path, sample(tmp_path), sample(tmp_path, kind="sale", finds=15))
    assert row(done)["estimate"] == pytest.approx(0.2)
    assert row(done, kind="sale")["estimate"] == pytest.approx(0.5)


def test_what_suspicion_chose_is_left_out_and_said(tmp_path: Path) -> None:
    more = "".join(f"s{at},offer,true,,shoes,,9,USD,test purchase\n" for at in range(50))
    done = asked(tmp_path, sample(tmp_path, more=more))
    assert row(done)["estimate"] == pytest.approx(0.2)
    assert "50 examined units, 50 of them finds" in row(done)["notes"][0]


def test_targeted_finds_alone_give_no_number_and_nothing_is_written(tmp_path: Path) -> None:
    rows = "".join(f"s{at},offer,true,,,,9,USD,test purchase\n" for at in range(50))
    with pytest.raises(UserError, match="targeted finds tell where somebody looked"):
        asked(tmp_path, written(tmp_path / "finds.csv", HEAD + rows))
    assert not (tmp_path / "out" / "run.json").exists()


def test_rows_that_cannot_be_used_are_rejects_with_their_line(tmp_path: Path) -> None:
    done = asked(tmp_path, sample(tmp_path, more="x1,offer,maybe,0.1,shoes,,9,USD,\nx2,offer,true,1.5,shoes,,9,USD,\n"))
    assert row(done)["sampled"] == 30
    assert done.rejects.select("line", "field").rows() == [(32, "is_found"), (33, "probability")]


def test_labels_count_by_their_probability_and_counterfeit_alone_is_a_find(tmp_path: Path) -> None:
    rows = "".join(
        f"o{at},,{'counterfeit' if at < 4 else 'grey market' if at < 8 else 'genuine'},random audit,0.2\n"
        for at in range(40)
    )
    labels = written(
        tmp_path / "labels.csv", "subject_id,right_id,label,origin,selection_probability\n" + rows
        + "t1,,counterfeit,test purchase,1\n"
    )  # fmt: skip
    told = row(asked(tmp_path, labels))
    assert told["estimate"] == pytest.approx((1 + 4 * 5) / (1 + 40 * 5))
    assert told["certain"] == 1


@pytest.mark.parametrize("turned", [False, True])
def test_an_offer_labelled_for_two_rights_counts_for_the_one_it_counterfeits(tmp_path: Path, turned: bool) -> None:
    of_both = ["o0,r-1,genuine,random audit,0.2\n", "o0,r-2,counterfeit,random audit,0.2\n"]
    rows = [*(of_both[::-1] if turned else of_both), *(f"o{at},r-1,genuine,random audit,0.2\n" for at in range(1, 20))]
    labels = written(
        tmp_path / "labels.csv", "subject_id,right_id,label,origin,selection_probability\n" + "".join(rows)
    )
    done = asked(tmp_path, labels, by="right_id")
    finds = done.estimates.filter(pl.col("group").is_not_null()).select("group", "finds").sort("group").rows()
    assert finds == [("r-1", 0), ("r-2", 1)]


def test_a_list_of_finds_alone_gives_no_number(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="reads as a list of finds"):
        asked(tmp_path, sample(tmp_path, finds=30))
    frame = written(tmp_path / "frame.csv", "kind,stratum,units\noffer,bags,150\noffer,shoes,150\n")
    assert row(asked(tmp_path, sample(tmp_path, finds=30), frame=frame))["estimate"] == 1


def test_a_group_that_nothing_can_be_told_of_is_named(tmp_path: Path) -> None:
    done = asked(tmp_path, sample(tmp_path, more="c1,offer,true,1,hats,,9,USD,\n"), by="stratum")
    assert "hats" not in done.estimates["group"].to_list()
    assert any("stratum hats: All 1 units were sure to be examined" in note for note in row(done)["notes"])


def worklist(folder: Path) -> Path:
    """Forty shipments of a day: four surely, the others with a quarter; all of those with an even number came up."""
    folder.mkdir()
    day = dt.date(2026, 10, 1)
    rows = [
        {
            "facility": "dock", "selected_for": day, "rank": at + 1, "risk": 0.1, "is_new_party": True,
            "shipment_id": f"S{at}", "how": "mandatory" if at < 4 else "drawn" if at % 4 == 0 else "not drawn",
            "is_selected": at < 4 or at % 4 == 0, "probability": 1.0 if at < 4 else 0.25,
            "reasons": [], "look_for": [], "model": "m-1",
        }
        for at in range(40)
    ]  # fmt: skip
    Selection.cast(pl.DataFrame(rows).select(Selection.column_names())).write_parquet(folder / "selections.parquet")
    lines = [
        {"shipment_id": f"S{at}", "facility_gln": "dock", "declared_value": 100, "currency": "USD"} for at in range(40)
    ]
    Shipment.cast(completed(pl.DataFrame(lines), Shipment)).write_parquet(folder / "shipments.parquet")
    return folder


def examined(tmp_path: Path, *numbers: int, found: tuple[int, ...]) -> Path:
    rows = "".join(
        f"S{at},dock,2026-10-01,2026-10-01T15:00:00Z,inspector:1,"
        + ("counterfeit,5,5\n" if at in found else "nothing found,5,0\n")
        for at in numbers
    )
    return written(tmp_path / "examinations.csv", EXAMINED + rows)


def test_worklists_and_their_examinations_tell_of_all_shipments(tmp_path: Path) -> None:
    drawn = (0, 1, 2, 3, 4, 8, 12, 16, 20, 24, 28, 32)  # S36 was drawn and not opened; S5 was opened though not drawn
    exams = examined(tmp_path, *drawn, 5, found=(0, 4, 8, 5))
    done = asked(tmp_path, worklist(tmp_path / "w"), exams)
    told = row(done, kind="shipment")
    assert told["estimate"] == pytest.approx((1 + 2 * 4) / (4 + 8 * 4))
    assert (told["sampled"], told["certain"], told["finds"]) == (12, 4, 3)
    assert row(done, OF_VALUE, "shipment")["total"] == Decimal("900.00")
    assert any("1 of 13 selected shipments were not opened" in note for note in done.record["notes"])
    assert "1 examined units, 1 of them finds" in told["notes"][0]


def test_examinations_without_their_worklist_are_targeted_finds(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="None of the 3 examined units has the probability"):
        asked(tmp_path, examined(tmp_path, 1, 2, 3, found=(1, 2)))


def test_reviews_correct_the_share(tmp_path: Path) -> None:
    said = "".join(
        f"u{at},reviewer:{who},{str((at < 6) != (at + 3 * who in (7, 13))).lower()}\n"
        for at in range(30)
        for who in (1, 2)
    )
    reviews = written(tmp_path / "reviews.csv", "unit_id,reviewer,is_found\n" + said)
    told = row(asked(tmp_path, sample(tmp_path), reviews=reviews))
    assert 0.8 < told["sensitivity"] < 1
    assert "corrected" in told["method"]


def test_notices_are_a_cross_check_and_leave_the_estimate_alone(tmp_path: Path) -> None:
    pairs = [("u1", "owner"), ("u1", "platform"), ("u2", "owner"), ("u3", "platform"), ("u4", "platform")]
    notices = written(tmp_path / "n.csv", "unit_id,source\n" + "".join(f"{a},{b}\n" for a, b in pairs))
    with_them = asked(tmp_path, sample(tmp_path), notices=notices)
    assert with_them.recaptured is not None
    assert with_them.recaptured.seen == 4
    assert pl.read_csv(tmp_path / "out" / "recaptured.csv")["method"].to_list() == ["Chapman"]
    assert row(with_them)["estimate"] == row(asked(tmp_path, sample(tmp_path)))["estimate"]


@pytest.mark.parametrize(
    ("more", "given", "said"),
    [
        ("x1,offer,true,0.1,shoes,,9,EUR,\n", {}, "do not add up"),
        ("x1,offer,true,0.1,hats,,9,USD,\n", {"frame": "stratum,units\nshoes,90\nbags,90\n"}, "stratum “hats”"),
        ("", {"frame": "stratum,units\nshoes,9\nbags,90\n"}, "15 units of stratum “shoes” were examined of 9"),
        ("", {"frame": "stratum,units,value,currency\nshoes,90,9,EUR\nbags,90,9,EUR\n"}, "in EUR, the sample in USD"),
    ],
)
def test_what_does_not_go_together_is_refused(tmp_path: Path, more: str, given: dict[str, str], said: str) -> None:
    files = {name: written(tmp_path / f"{name}.csv", text) for name, text in given.items()}
    with pytest.raises(UserError, match=said):
        asked(tmp_path, sample(tmp_path, more=more), **files)


def test_one_of_several_currencies_can_be_chosen(tmp_path: Path) -> None:
    done = asked(tmp_path, sample(tmp_path, more="x1,offer,true,0.1,shoes,,9,EUR,\n"), currency="USD")
    told = row(done, OF_VALUE)
    assert (told["currency"], told["sampled"]) == ("USD", 30)
    assert "1 units have no value in USD" in told["notes"][0]


def test_a_unit_that_is_told_of_twice_is_refused(tmp_path: Path) -> None:
    again = written(tmp_path / "again.csv", HEAD + "u3,offer,true,0.1,shoes,,9,USD,\n")
    with pytest.raises(UserError, match="told of twice"):
        asked(tmp_path, sample(tmp_path), again)


def test_a_table_of_something_else_is_refused(tmp_path: Path) -> None:
    other = written(tmp_path / "captures.csv", "notice_id,offer_id,title,pictures\nn1,o1,Shoes,\n")
    with pytest.raises(UserError, match="tells of no sample"):
        asked(tmp_path, other)
