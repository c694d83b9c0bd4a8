"""May the seller sell what it offers? Kinds of goods declared and offered, goods that can hurt, marks and their owners.

DHS 2020 §8 no. 2 (products, brands, source of supply are told before listing) and no. 3 (limits for high-risk goods).
Others may lawfully resell genuine goods: not to be among an owner's dealers weighs little.
"""

import polars as pl

from counterfoil.codes.product_type import goods_types, product_types
from counterfoil.evidence.kind import Sign, evidence
from counterfoil.text.tokens import key
from counterfoil.vetting.check import CONFIRMED, DOUBTFUL, Check, check

BEFORE_LISTING = "DHS 2020 §8 no. 2: products, brands and source of supply."
LIMITS = "DHS 2020 §8 no. 3: quantity caps for goods that can hurt."
DEALERS = "The owner's own list of authorised sellers. Resale of genuine goods by others can be lawful."
OFFERED = {
    "seller_id": pl.String(), "offered_types": pl.List(pl.String), "high_risk_offers": pl.Int64(),
    "offered_marks": pl.List(pl.String), "marks_without_leave": pl.List(pl.String),
}  # fmt: skip


def offered(offers: pl.DataFrame, leave: pl.DataFrame, *, high_risk: tuple[str, ...]) -> pl.DataFrame:
    """Return what each seller offers (OFFERED): kinds of goods, how many offers of goods that can hurt, marks named in
    the brand field, and those of them whose owner names its sellers and not this one. `leave`: see `leave_given`."""
    rows = offers.select(seller_id="external_seller_id", title="title", mark_key=_keys(offers["brand"]))
    rows = rows.with_columns(type=product_types(rows["title"])).filter(pl.col("seller_id").is_not_null())
    types = rows.group_by("seller_id").agg(
        offered_types=pl.col("type").drop_nulls().unique().sort(),
        high_risk_offers=pl.col("type").is_in(high_risk).sum().cast(pl.Int64),
    )
    owned = leave.select("mark_key", "mark", "sellers").unique("mark_key", keep="first")
    named = rows.select("seller_id", "mark_key").unique().join(owned, on="mark_key")
    without = pl.col("sellers").is_not_null() & ~pl.col("sellers").list.contains(pl.col("seller_id"))
    marks = named.group_by("seller_id").agg(
        offered_marks=pl.col("mark").unique().sort(), marks_without_leave=pl.col("mark").filter(without).unique().sort()
    )
    return types.join(marks, on="seller_id", how="left").select(list(OFFERED))


def leave_given(rights: pl.DataFrame, authorisations: pl.DataFrame, sellers: pl.DataFrame) -> pl.DataFrame:
    """Return for each mark its key and the accounts that its owner names (null where the owner names none): mark_key,
    mark, sellers. `authorisations` are those of the day; owners name accounts by id or by name."""
    ids = {one: [one] for one in sellers["id"]}
    for seller_id, name in sellers.select("id", "name").drop_nulls().rows():
        ids.setdefault(key(name), []).append(seller_id)
    dated: dict[str, list[str]] = {}
    for seller, right_id, owner in authorisations.select("seller", "right_id", "owner").rows():
        dated.setdefault(right_id or key(owner), []).append(seller)
    rows = []
    for right_id, mark, owner, own in rights.select("id", "mark", "owner", "authorised_sellers").rows():
        named = [*(own or []), *dated.get(right_id, []), *dated.get(key(owner), [])]
        accounts = [one for name in named for one in ids.get(name, ids.get(key(name), []))]
        rows.append((key(mark), mark, sorted(set(accounts)) if named else None))
    schema = {"mark_key": pl.String(), "mark": pl.String(), "sellers": pl.List(pl.String)}
    return pl.DataFrame(rows, schema=schema, orient="row").filter(pl.col("mark_key") != "")


def with_goods(rows: pl.DataFrame, offered_by: pl.DataFrame, *, high_risk: tuple[str, ...]) -> pl.DataFrame:
    """Return sellers' rows with what they offer, what of it they did not declare, and whether it can hurt."""
    rows = rows.join(offered_by, left_on="subject_id", right_on="seller_id", how="left", maintain_order="left")
    rows = rows.with_columns(covered_types=_covered(rows["declared_types"]))
    undeclared = pl.col("offered_types").list.set_difference("covered_types")
    both = pl.col("offered_types").fill_null([]).list.set_union(pl.col("covered_types").fill_null([]))
    risky = both.list.set_intersection(pl.lit(list(high_risk), dtype=pl.List(pl.String)))
    left = pl.col("marks_without_leave").list.set_difference(pl.col("letters_for").fill_null([]))
    shown = pl.col("invoiced_marks").fill_null([])
    return rows.with_columns(
        undeclared_types=undeclared, sells_high_risk=risky.list.len() > 0, marks_without_leave=left,
        marks_without_invoice=left.list.set_difference(shown),
    )  # fmt: skip


def _covered(declared: pl.Series) -> pl.Series:
    """Return the kinds of goods that lists of declared goods include, each different text read once."""
    texts = declared.explode().drop_nulls().unique()
    types = {text: sorted(goods_types([text])) for text in texts}
    found = [
        None if one is None else sorted({kind for text in one if text is not None for kind in types[text]})
        for one in declared
    ]
    return pl.Series(found, dtype=pl.List(pl.String))


def _keys(brands: pl.Series) -> pl.Series:
    distinct = brands.drop_nulls().unique()
    keys = pl.Series([key(one) for one in distinct], dtype=pl.String)
    return brands.replace_strict(distinct, keys, default=None, return_dtype=pl.String)


def _listed(column: str) -> pl.Expr:
    return pl.col(column).list.join(", ")


@check(
    pl.col("offered_types").is_not_null() & pl.col("covered_types").is_not_null(),
    how="kinds of goods in the titles held against those declared",
    grade=DOUBTFUL,
)
@evidence(scope="seller", party="Goods are offered that were not declared: {seen}.", source=BEFORE_LISTING)
def goods_not_declared() -> Sign:
    """Goods are offered that the seller did not declare: {seen}."""
    seen = _listed("undeclared_types")
    return Sign(when=pl.col("undeclared_types").list.len() > 0, field="declared_types", seen=seen)


@check("high_risk_allowed", how="offers of goods that can hurt, counted", grade=DOUBTFUL)
@evidence(scope="seller", party="More goods of this kind are offered than a new account may.", source=LIMITS)
def more_high_risk_goods_than_allowed() -> Sign:
    """{seen} offers of goods that can hurt are up, and {expected} are allowed to an account on probation."""
    offers, allowed = pl.col("high_risk_offers"), pl.col("high_risk_allowed")
    return Sign(when=(offers > allowed) & pl.col("on_probation"), field="offers", seen=offers, expected=allowed)


@check("marks_without_leave", how="marks in the brand field held against the owners' lists", grade=DOUBTFUL)
@evidence(scope="seller", party="The owners do not list the account among their sellers of {seen}.", source=DEALERS)
def mark_without_authorisation() -> Sign:
    """The owners of {seen} name their sellers, and this account is not among them; it showed no letter either."""
    seen = _listed("marks_without_leave")
    return Sign(when=pl.col("marks_without_leave").list.len() > 0, field="offers", seen=seen)


@check("marks_without_leave", how="invoices by mark among the documents", grade=DOUBTFUL)
@evidence(scope="seller", party="Send suppliers' invoices for {seen}.", source=BEFORE_LISTING)
def mark_without_invoice() -> Sign:
    """No supplier's invoice was shown for {seen}."""
    seen = _listed("marks_without_invoice")
    return Sign(when=pl.col("marks_without_invoice").list.len() > 0, field="documents", seen=seen)


@check("offered_marks", how="marks in the brand field held against the owners' lists", grade=CONFIRMED)
@evidence(scope="seller", party="The owners list the account among their sellers.", source=DEALERS)
def authorised_for_its_marks() -> Sign:
    """Every mark offered has an owner that names its sellers or none, and names this one: {seen}."""
    leave = (pl.col("marks_without_leave").list.len() == 0) & (pl.col("offered_marks").list.len() > 0)
    return Sign(when=leave & pl.col("has_leave"), field="offers", seen=_listed("offered_marks"))


CHECKS: tuple[Check, ...] = (
    goods_not_declared, more_high_risk_goods_than_allowed, mark_without_authorisation, mark_without_invoice,
    authorised_for_its_marks,
)  # fmt: skip
