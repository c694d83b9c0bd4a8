"""Which findings can be noticed? From a case and its screening, or from a screening alone: one to a right and ground.

Of a case come the offers and the evidence; the screening tells of each where it stands, on what ground, and by which
pictures it is known again.
"""

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

from counterfoil.codes.goods_classes import offer_classes, right_classes, with_related
from counterfoil.codes.mark_territory import countries
from counterfoil.codes.product_type import goods_types
from counterfoil.enforcement.notices.finding import NoticedListing, NoticedRight, NoticeFinding
from counterfoil.errors import UserError
from counterfoil.run.case_files import CaseFiles
from counterfoil.run.finished import run_record
from counterfoil.screening.authorisations import pairs_of
from counterfoil.screening.marks import build_marks
from counterfoil.screening.references import authorised, of_marks_alone
from counterfoil.tables.decision import DECISIONS

AUTHORISED, NAMED = "authorised", "named"
AUTHORISED_KIND = "authorised_seller"
Evidence = dict[tuple[str, str, str], dict[str, str]]
Covered = dict[str, bool | None]
STOCK = ("official", "stock")  # pictures that everybody shows say nothing of a listing
COLUMNS = ("offers", "decisions", "findings", "pictures", "picture_matches")


@dataclass(frozen=True, kw_only=True)
class Held:
    """What listings are held against: `rights`, `authorisations` and `sellers` are the user's tables; `least` is the
    mildest decision that is noticed, `territory` where (empty: where the right holds)."""

    rights: pl.DataFrame
    authorisations: pl.DataFrame
    sellers: pl.DataFrame
    day: dt.date
    least: str
    territory: tuple[str, ...]
    right_ids: tuple[str, ...]


def screened(folder: Path) -> dict[str, pl.DataFrame]:
    """Return the tables of a finished screening by name; `pictures` and `picture_matches` may be missing.

    Raises UserError where the folder holds none, or is damaged.
    """
    run_record(folder)
    try:
        return {name: pl.read_parquet(folder / f"{name}.parquet") for name in COLUMNS if _is_there(folder, name)}
    except (OSError, pl.exceptions.PolarsError) as cause:
        raise UserError("This screening is damaged.", cure="Screen again.", file=str(folder)) from cause


def _is_there(folder: Path, name: str) -> bool:
    return name in COLUMNS[:3] or (folder / f"{name}.parquet").is_file()


def findings_of(run: dict[str, pl.DataFrame], held: Held, *, case: CaseFiles | None) -> list[NoticeFinding]:
    """Return the findings by right and ground, the right with most listings first.

    Raises UserError for a right that the table of rights does not hold.
    """
    rows = _rows(run, held, case)
    listings = _listings(rows, run, held, case)
    found = []
    for (right_id, ground), part in rows.group_by("right_id", "ground", maintain_order=True):
        right = _right(str(right_id), held.rights)
        territory = held.territory or countries(right.territory or right.office)
        found.append(
            NoticeFinding(right, str(ground), territory, tuple(listings[one] for one in part["subject_id"].to_list()))
        )
    return sorted(found, key=lambda one: (-len(one.listings), one.right.id, one.ground))


def _rows(run: dict[str, pl.DataFrame], held: Held, case: CaseFiles | None) -> pl.DataFrame:
    """Return the decided offers that are noticed, with their columns."""
    grave = DECISIONS[DECISIONS.index(held.least) :]
    decided = run["decisions"].filter(pl.col("decision").is_in(grave) & pl.col("right_id").is_not_null())
    if held.right_ids:
        decided = decided.filter(pl.col("right_id").is_in(held.right_ids))
    if case is not None:
        offers = case.tables["subjects"].filter(subject_kind="offer")["subject_id"]
        decided = decided.filter(pl.col("subject_id").is_in(offers.implode()))
    return decided.join(run["offers"], left_on="subject_id", right_on="id", how="inner").sort("subject_id")


def _listings(
    rows: pl.DataFrame, run: dict[str, pl.DataFrame], held: Held, case: CaseFiles | None
) -> dict[str, NoticedListing]:
    pictures, covered, sellers = pictures_of(run), _covered(rows, held.rights), _sellers(rows, held)
    evidence = _evidence(run, case)
    return {row["subject_id"]: _listing(row, evidence, pictures, covered, sellers) for row in rows.to_dicts()}


def _listing(
    row: dict[str, Any], evidence: Evidence, pictures: dict[str, list[str]], covered: Covered, sellers: dict[str, str]
) -> NoticedListing:
    offer = row["subject_id"]
    speaks_for = evidence.get((offer, row["right_id"], "for"), {})
    against = evidence.get((offer, row["right_id"], "against"), {})
    price = "" if row["price"] is None else f"{row['price']:.2f} {row['price_currency'] or ''}".strip()
    return NoticedListing(
        offer_id=offer,
        link=row["link"] or "",
        title=row["title"],
        account_id=row["external_seller_id"] or "",
        price=price,
        seen_at=row["seen_at"],
        reasons=tuple(dict.fromkeys(speaks_for.values())),
        against=tuple(dict.fromkeys(against.values())),
        kinds=(*speaks_for, *against),
        pictures=tuple(pictures.get(offer, ())),
        goods=covered[offer],
        seller=AUTHORISED if AUTHORISED_KIND in against else sellers.get(offer, ""),
    )


def _right(right_id: str, rights: pl.DataFrame) -> NoticedRight:
    found = rights.filter(id=right_id).to_dicts()
    if not found:
        raise UserError(
            f"The rights hold no {right_id}.", cure="Give the table of rights that was screened with: --rights."
        )
    row = found[0]
    return NoticedRight(
        id=right_id,
        mark=row["mark"] or "",
        owner=row["owner"] or "",
        territory=row["territory"] or "",
        office=row["office"] or "",
        number=row["registration_number"] or "",
        status=row["status"] or "",
        register=row["register"] or "",
        registered_on=row["registered_on"],
        expires_on=row["expires_on"],
        classes=tuple(number for number in row["nice_classes"] or () if number),
        goods=tuple(text for text in row["goods"] or () if text),
        is_common_word=bool(row["common_word"]),
    )


def _evidence(run: dict[str, pl.DataFrame], case: CaseFiles | None) -> Evidence:
    """Return, by offer, right and side, the sentence for the party of each kind of sign, the heaviest first.

    A sign that speaks against has no sentence for the party where it is about others; then the reviewer's is shown.
    """
    side = pl.when(pl.col("weight") < 0).then(pl.lit("against")).otherwise(pl.lit("for"))
    table = run["findings"].with_columns(side=side) if case is None else case.tables["evidence"]
    told = table.filter(subject_kind="offer").with_columns(
        right_id=pl.col("right_id").fill_null(""), heavy=pl.col("weight").abs().fill_null(0)
    )
    found: Evidence = {}
    for row in told.sort("heavy", descending=True, maintain_order=True).iter_rows(named=True):
        sentence = row["party_detail"] if row["side"] == "for" else row["detail"]
        if sentence:
            found.setdefault((row["subject_id"], row["right_id"], row["side"]), {}).setdefault(row["kind"], sentence)
    return found


def pictures_of(run: dict[str, pl.DataFrame]) -> dict[str, list[str]]:
    """Return the fingerprints of each offer's pictures, without those that official and stock pictures have too."""
    if "pictures" not in run:
        return {}
    own = run["pictures"].filter(pl.col("hash").is_not_null())
    if "picture_matches" in run:
        everybodys = run["picture_matches"].filter(pl.col("role").is_in(STOCK)).select("offer_id", "image_id")
        own = own.join(everybodys, on=["offer_id", "image_id"], how="anti")
    return dict(own.group_by("offer_id", maintain_order=True).agg("hash").iter_rows())


def _covered(rows: pl.DataFrame, rights: pl.DataFrame) -> Covered:
    """Return whether the classes of the right hold each offer's goods, null where nothing tells."""
    registered = rights.select(
        right_id="id",
        held=with_related(
            right_classes(rights["nice_classes"], _types_of(rights["goods"])),
        ),
    )
    classes = offer_classes(rows["goods_type"], rows["google_product_category"])
    both = rows.select("subject_id", "right_id").with_columns(lie=classes).join(registered, on="right_id", how="left")
    told = both.select("subject_id", pl.when(pl.col("held").is_not_null()).then((pl.col("lie") & pl.col("held")) != 0))
    return dict(told.iter_rows())


def _types_of(goods: pl.Series) -> pl.Series:
    lists = [sorted(goods_types([text for text in one or () if text])) for one in goods.to_list()]
    return pl.Series(lists, dtype=pl.List(pl.String))


def _sellers(rows: pl.DataFrame, held: Held) -> dict[str, str]:
    """Return, by offer, whether the owner's lists authorise its seller (AUTHORISED), or name it otherwise (NAMED).

    A leave counts that covers the day of the notice or the day on which the offer was seen.
    """
    rights = held.rights.filter(pl.col("id").is_in(rows["right_id"].unique().implode()), pl.col("mark").is_not_null())
    listed = authorised(rights, held.sellers).with_columns(
        valid_from=pl.lit(None, pl.Date), valid_until=pl.lit(None, pl.Date), channel=pl.lit(None, pl.String)
    )
    references = replace(of_marks_alone(build_marks(rights)), sellers=held.sellers, authorisations=held.authorisations)
    dated = pairs_of(references).select(listed.columns) if held.authorisations.height else listed.clear()
    asked = rows.select("subject_id", "right_id", "external_seller_id", "seen_at", "marketplace")
    pairs = asked.join(pl.concat([listed, dated]), on=["right_id", "external_seller_id"], how="inner")
    days = [pl.lit(held.day), pl.col("seen_at").dt.date()]
    covers = pl.any_horizontal(_is_valid(day) for day in days) & _is_channel() & pl.col("is_sure")
    told = pairs.group_by("subject_id").agg(covers.fill_null(value=False).any().alias("covers"))
    return {offer: AUTHORISED if covered else NAMED for offer, covered in told.iter_rows()}


def _is_valid(day: pl.Expr) -> pl.Expr:
    since = pl.col("valid_from").is_null() | (day >= pl.col("valid_from"))
    return since & (pl.col("valid_until").is_null() | (day <= pl.col("valid_until")))


def _is_channel() -> pl.Expr:
    here, named = (pl.col(name).str.to_lowercase().str.strip_chars() for name in ("marketplace", "channel"))
    return pl.col("channel").is_null() | (here == named)
