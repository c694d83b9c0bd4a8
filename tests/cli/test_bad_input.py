"""A user's mistake ends in a sentence with its cure and exit code 2, or in a reject; never in half a result."""

from pathlib import Path

import polars as pl
import pytest

from counterfoil.errors import UserError
from integration.commands import EXAMPLES, called, looks_whole

OFFERS = "id,title\n1,Halvorsen shoes\n2,Lamp\n"
RIGHTS = "mark,owner\nHalvorsen,Halvorsen Sport AS\n"
MINIFIED = (
    '<rss xmlns:g="http://base.google.com/ns/1.0"><channel><item><g:id>1</g:id><g:title>A shoe</g:title></item>'
    "<item><g:id>2</g:id><g:title>B</g:title></item><item><g:id>1</g:id><g:title>C</g:title></item></channel></rss>"
)


def contents(folder: Path) -> dict[Path, bytes]:
    """Return every file below a folder with its bytes."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class Desk:
    """A folder of the user's files, and the command run on them."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.out = folder, folder / "out"
        self.write("rights.csv", RIGHTS)

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def screen(self, offers: str | bytes, *options: object, name: str = "offers.csv") -> pl.DataFrame:
        """Screen and return the rejects."""
        words = ("screen", self.write(name, offers), "--rights", self.folder / "rights.csv", *options, "-o", self.out)
        result = called(*words)
        if isinstance(result.exception, UserError):
            raise result.exception
        assert result.exit_code == 0, result.output
        return pl.read_parquet(self.out / "rejects.parquet")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.mark.parametrize(
    ("content", "place", "words"),
    [
        (b"", "offers.csv", "is empty"),
        (b"id,title\n", "offers.csv", "holds no rows"),
        (b"id,title\n1,caf\xe9\n", "offers.csv, line 2", "cp1252"),
        (b"sku,name\n1,Shoe\n", "offers.csv", "No column is named id and title"),
        (b"id,title\n,\n", "offers.csv, line 2", "No row could be used"),
        (b"<rss><channel><item><title>News</title></item></channel></rss>", "offers.csv", "feed of another kind"),
        (b"<html><body>Shop</body></html>", "offers.csv", "looks like HTML"),
        (b"PK\x03\x04zip", "offers.csv", "ZIP or Excel"),
        (b"PAR1 cut off", "offers.csv", "Parquet"),
    ],
)
def test_offers_that_cannot_be_used_are_told_with_their_cure(
    desk: Desk, content: bytes, place: str, words: str
) -> None:
    with pytest.raises(UserError) as fault:
        desk.screen(content)
    assert str(fault.value).startswith(place)
    assert words in str(fault.value)
    assert fault.value.cure
    assert looks_whole(desk.out) == []


@pytest.mark.parametrize(
    ("option", "content", "words"),
    [
        ("--rights", "", "rights.csv"),
        ("--rights", "mark,owner\n", "holds no rows"),
        ("--rights", "mark,holder\nHalvorsen,A\n", "No column is named owner"),
        ("--rights", "mark,owner\n!!,A\n", "mark has a letter or digit"),
        ("--policy", 'name = "p"\nversion = 1\n[[rule]]\ndecision = "hold"\nwhen = "colour = 1"\n', "no column colour"),
        ("--policy", "name = ", "policy"),
        ("--policy", b"\xff", "policy"),
        ("--model", "prior = 1", "model"),
        ("--mapping", "[columns]\ntitel = 'title'\n", "titel"),
        ("--mapping", "[columns", "not TOML"),
        ("--mapping", "[columns]\ntitle = 'Name'\n", "no column “Name”"),
        ("--rates", "currency,usd\nUSD,0\n", "rates.csv"),
        ("--sellers", "name\nNobody\n", "No column is named id"),
        ("--prices", "brand\nx\n", "No column is named"),
    ],
)
def test_files_beside_the_offers_are_told_too(desk: Desk, option: str, content: str | bytes, words: str) -> None:
    path = desk.write(f"{option[2:]}.csv", content)
    options = () if option == "--rights" else (option, path)
    with pytest.raises(UserError) as fault:
        desk.screen(OFFERS, *options)
    assert words in str(fault.value)
    assert path.name in str(fault.value)
    assert looks_whole(desk.out) == []


@pytest.mark.parametrize(
    ("row", "field", "rule"),
    [
        ("3," + "x" * 10_000 + ",1 USD", "title", "5000 characters"),
        ("3,Sh\0oe,1 USD", "title", "nul bytes"),
        ("3,Shoe,-4 USD", "price", "negative"),
        ("3,Shoe,99999999999 USD", "price", "thousand million"),
        ("3,Shoe,much", "price", "amount"),
        (",Shoe,1 USD", "id", "given"),
        ("1,Shoe,1 USD", "id", "twice"),
    ],
)
def test_rows_that_cannot_be_used_become_rejects(desk: Desk, row: str, field: str, rule: str) -> None:
    rejects = desk.screen(f"id,title,price\n1,Shoe,1 USD\n2,Lamp,\n{row}\n")
    assert rejects.select("file", "line", "field").rows() == [("offers.csv", 4, field)]
    assert rule in rejects["rule"][0]


def test_ids_used_twice_are_told_apart_in_a_feed_on_one_line(desk: Desk) -> None:
    rejects = desk.screen(MINIFIED, name="feed.xml")
    assert rejects.select("line", "field").rows() == [(1, "id")]
    assert pl.read_parquet(desk.out / "decisions.parquet")["subject_id"].to_list() == ["1", "2"]


def test_a_feed_that_breaks_off_says_so_in_a_reject(desk: Desk) -> None:
    rejects = desk.screen(MINIFIED[:-60], name="feed.xml")
    assert rejects["line"].to_list() == [1]
    assert rejects["rule"][0].startswith("the XML breaks off here")


def test_rejects_of_two_files_of_one_name_are_kept_apart(desk: Desk) -> None:
    (desk.folder / "other").mkdir()
    rights = desk.write("other/offers.csv", RIGHTS + "!!,A\n")
    result = called("screen", desk.write("offers.csv", OFFERS), "--rights", rights, "-o", desk.out)
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("mark", ["X", "9", "é"])
def test_the_smallest_files_and_a_mark_of_one_letter_are_enough(desk: Desk, mark: str) -> None:
    desk.write("rights.csv", f"mark,owner\n{mark},Owner\n")
    assert desk.screen(OFFERS).is_empty()


@pytest.mark.parametrize(
    ("offers", "rights", "words"),
    [
        ("absent.csv", "rights.csv", "no such file"),
        ("offers.csv", "absent.csv", "no such file"),
        (".", "rights.csv", "folder"),
    ],
)
def test_missing_files_and_folders(desk: Desk, offers: str, rights: str, words: str) -> None:
    desk.write("offers.csv", OFFERS)
    result = called("screen", desk.folder / offers, "--rights", desk.folder / rights, "-o", desk.out)
    assert isinstance(result.exception, UserError)
    assert words in str(result.exception)
    assert looks_whole(desk.out) == []


def test_results_cannot_be_put_into_a_file(desk: Desk) -> None:
    desk.out.write_text("mine")
    with pytest.raises(UserError, match=r"cannot be written \(File exists\)"):
        desk.screen(OFFERS)
    assert desk.out.read_text() == "mine"


def test_a_failed_run_leaves_the_last_results_as_they_were(desk: Desk) -> None:
    desk.screen(OFFERS)
    before = contents(desk.out)
    with pytest.raises(UserError):
        desk.screen("id,title\n,\n")
    assert contents(desk.out) == before


def test_a_policy_that_reviews_offers_without_a_reason_still_ends_well(desk: Desk) -> None:
    policy = desk.write("p.toml", 'name = "all"\nversion = 1\n[[rule]]\ndecision = "review"\nwhen = "weight < 99"\n')
    offers = 'id,title,description\n1,Laces,"laces that fit Halvorsen"\n'
    assert desk.screen(offers, "--policy", policy).is_empty()
    assert pl.read_parquet(desk.out / "decisions.parquet")["decision"].to_list() == ["review"]


@pytest.mark.parametrize(("decision", "code"), [("review", 1), ("hold", 1), ("remove", 0)])
def test_fail_on_ends_in_one_when_an_offer_is_decided_so_or_graver(desk: Desk, decision: str, code: int) -> None:
    offers = desk.write("offers.csv", "id,title\n1,Halvorsen 1:1 replica shoes\n")
    rights = desk.folder / "rights.csv"
    result = called("screen", offers, "--rights", rights, "--fail-on", decision, "-o", desk.out)
    assert result.exit_code == code
    assert (desk.out / "run.json").exists()


@pytest.mark.parametrize("option", ["--nonsense", "--fail-on=clear", "--fail-on=never"])
def test_wrong_options_end_in_two(desk: Desk, option: str) -> None:
    assert called("screen", "a", "--rights", "b", "-o", "c", option).exit_code == 2


def test_prices_go_to_every_format_and_a_bad_ending_is_told_before_anything_is_read(desk: Desk) -> None:
    catalogue = EXAMPLES / "genuine_catalogue.csv"
    for ending in ("parquet", "csv", "json", "jsonl"):
        assert called("prices", catalogue, "-o", desk.folder / f"p.{ending}").exit_code == 0
    assert pl.read_csv(desk.folder / "p.csv").height == pl.read_parquet(desk.folder / "p.parquet").height
    result = called("prices", "absent.csv", "-o", desk.folder / "p.xlsx")
    assert "no table format" in str(result.exception)


def test_a_catalogue_without_brand_or_price_tells_what_it_lacks(desk: Desk) -> None:
    result = called("prices", desk.write("c.csv", OFFERS), "-o", desk.folder / "p.csv")
    assert "tells a brand, a kind of goods, a price" in str(result.exception)
    assert not (desk.folder / "p.csv").exists()
