"""Synthetic but plausible tables of one screening, every word of them invented; the same on every call."""

import math
from decimal import Decimal
from typing import Any

import polars as pl

from counterfoil.documents.report_tables import ReportTables, Run
from counterfoil.tables.assessment import Assessment
from counterfoil.tables.decision import DECISIONS, Decision
from counterfoil.tables.finding import Finding
from counterfoil.tables.offer import Offer
from counterfoil.tables.reject import Reject
from counterfoil.tables.right import Right

MARKS = (
    ("Halvorsen", "Halvorsen Sport AS", "Fjord trail running shoes, blue, EU 42", "footwear"),
    ("Maison Orlay", "Orlay Parfums SA", "Nuit Claire eau de parfum 100 ml", "perfume"),
    ("Brightwell", "Brightwell Audio Ltd", "Tempo wireless earbuds, charging case", "earphones"),
    ("Castellane", "Castellane Horlogerie", "Meridian automatic watch, steel bracelet", "watches"),
    ("Norvik", "Norvik Outdoor AB", "Storm shell jacket, men, size L", "jackets"),
    ("Tessera", "Tessera Eyewear SpA", "Lido sunglasses, tortoise", "sunglasses"),
    ("Quillon", "Quillon Toys Inc.", "Harbour building set, 1,204 pieces", "toys"),
    ("Aurelle", "Aurelle Beauté", "Velvet lipstick, set of 6 shades", "cosmetics"),
)
THRESHOLDS = ((5_500, "remove"), (2_500, "hold"), (1_600, "request-documents"), (600, "review"))


def broken_up(mark: str) -> str:
    """Return the mark as sellers write it to escape a search: `H-alv-orsen`."""
    return f"{mark[0]}-{mark[1:4]}-{mark[4:]}"


def sign(kind: str, weight: int, detail: str, told: str, **found: Any) -> dict[str, Any]:
    """Return one finding without its subject and right."""
    empty: dict[str, Any] = {"field": None, "start": None, "end": None, "seen": None, "expected": None}
    return empty | {"kind": kind, "weight": weight, "detail": detail, "party_detail": told} | found


def seen_in(field: str, text: str, seen: str) -> dict[str, Any]:
    """Return the columns that say where a finding was seen."""
    start = text.index(seen)
    return {"field": field, "start": start, "end": start + len(seen), "seen": seen}


def offer(number: int) -> tuple[dict[str, Any], list[dict[str, Any]], str | None]:
    """Return offer `number`, the signs on it and the right that it touches."""
    mark, _, goods, product = MARKS[(number * number + number // 7) % len(MARKS)]
    altered, cheap, placeholder, template = (number % step == 0 for step in (4, 3, 7, 11))
    title = f"{broken_up(mark) if altered else mark} {goods}" + (", New In Seald Box" if template else "")
    price = Decimal(1_900 + number * 37 % 4_000) / 100 if cheap else Decimal(9_900 + number % 50 * 100) / 100
    brand = "As Show" if placeholder else mark
    row = {
        "id": f"o-{number:06}",
        "title": title,
        "price": price,
        "price_currency": "USD",
        "brand": brand,
        "condition": "new",
        "external_seller_id": f"s-{number % 41:03}",
        "marketplace": "example-market",
        "item_location": "Atlanta, Georgia, Canada" if template else "Lyon, France",
    }
    signs = [_of_mark(row, mark, altered)]
    if cheap:
        share = round(float(price) / 129 * 100)
        signs.append(
            sign(
                "price_far_below_genuine",
                2_100 - number % 5 * 120,
                f"The price of USD {price:.2f} is {share / 100} of the median for new {product}.",
                f"The price of USD {price:.2f} is far below that of genuine goods.",
                field="price",
            )
        )
    if placeholder:
        signs.append(
            sign(
                "brand_placeholder",
                1_200,
                f"The brand field reads “As Show” beside the mark {mark} in the title.",
                "The brand field does not name a brand.",
                expected=mark,
                **seen_in("brand", brand, "As Show"),
            )
        )
    if template:
        signs += _of_template(row)
    if number % 5 == 0:
        signs.append(
            sign(
                "seller_long_established",
                -700,
                "The seller's account was opened more than five years ago and has no upheld complaint.",
                "",
            )
        )
    return row, signs, f"r-{(number * number + number // 7) % len(MARKS)}"


def _of_mark(row: dict[str, Any], mark: str, altered: bool) -> dict[str, Any]:
    seen = broken_up(mark) if altered else mark
    place = seen_in("title", row["title"], seen)
    if not altered:
        return sign("mark_named", -900, f"The title names the mark {mark} as its owner writes it.", "", **place)
    return sign(
        "mark_broken_up",
        2_600,
        f"The title writes the mark {mark} as “{seen}”, broken up so that a search misses it.",
        f"The title uses the name {mark} in an altered spelling: “{seen}”.",
        expected=mark,
        **place,
    )


def _of_template(row: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        sign(
            "template_shared",
            1_500,
            "The misspelling “New In Seald Box” stands in offers of 6 sellers: perhaps one operator.",
            "The offer's wording is the same as that of other accounts.",
            right_id=None,
            **seen_in("title", row["title"], "New In Seald Box"),
        ),
        sign(
            "location_contradicts_itself",
            900,
            "The location “Atlanta, Georgia, Canada” names a state of one country and another country.",
            "The item location contradicts itself.",
            right_id=None,
            **seen_in("item_location", row["item_location"], "Georgia, Canada"),
        ),
    ]


def decision_of(weight: int) -> str:
    """Return the decision of an example policy for a sum of weights in thousandths of a nat."""
    return next((name for least, name in THRESHOLDS if weight >= least), DECISIONS[0])


def report_tables(offers: int = 312, *, set_aside: int = 6, titles: dict[int, str] | None = None) -> ReportTables:
    """Return the tables of a run over `offers` kept offers; `titles` replaces the titles of single ones."""
    rows, findings, decisions, assessments = [], [], [], []
    for number in range(offers):
        row, signs, right = offer(number)
        row["title"] = (titles or {}).get(number, row["title"])
        rows.append(row)
        findings += [_finding(row["id"], right, one) for one in signs]
        weight = sum(one["weight"] for one in signs)
        common = {
            "subject_id": row["id"],
            "right_id": right,
            "ground": "counterfeit",
            "score": round(1 / (1 + math.exp(-weight / 1000)), 6),
            "reasons": [one["detail"] for one in signs],
            "party_reasons": [one["party_detail"] for one in signs if one["party_detail"]],
        }
        decisions.append(common | {"decision": decision_of(weight), "policy": "default-1", "rule": "weight"})
        assessments.append(common | {"weight": weight, "engine_version": "0.1.0", "inputs_digest": "0" * 64})
    return ReportTables(
        decisions=frame(Decision, decisions),
        assessments=frame(Assessment, assessments),
        findings=frame(Finding, findings),
        rejects=frame(Reject, [_reject(number) for number in range(set_aside)]),
        offers=frame(Offer, rows),
        rights=frame(Right, [{"id": f"r-{n}", "mark": m[0], "owner": m[1]} for n, m in enumerate(MARKS)]),
        run=run(offers, set_aside),
    )


def _finding(subject: str, right: str | None, one: dict[str, Any]) -> dict[str, Any]:
    common = {
        "subject_kind": "offer",
        "subject_id": subject,
        "right_id": right,
        "rule_version": "screening-1",
    }
    return common | one


def _reject(number: int) -> dict[str, Any]:
    rule, field, value = (("price is not negative", "price", "-4"), ("id must be given", "id", None))[number % 3 == 2]
    return {"file": "offers.csv", "line": 17 + 29 * number, "field": field, "value": value, "rule": rule}


def frame(contract: Any, rows: list[dict[str, Any]]) -> pl.DataFrame:
    """Return the rows as a table checked against the contract, absent columns empty."""
    schema = contract.create_empty().schema
    full = [{name: row.get(name) for name in schema} for row in rows]
    checked: pl.DataFrame = contract.validate(pl.DataFrame(full, schema=schema), cast=True)
    return checked


def run(kept: int, set_aside: int) -> Run:
    """Return what a run says of itself."""
    names = (
        ("offers", "offers.csv", kept + set_aside),
        ("rights", "rights.csv", 8),
        ("sellers", "sellers.csv", 41),
    )
    files = [
        {"name": name, "role": role, "rows": rows, "sha256": f"{number + 10:x}4e17b9d" * 8}
        for number, (role, name, rows) in enumerate(names)
    ]
    return {
        "engine_version": "0.1.0",
        "policy": "default-1",
        "model": "screening-1",
        "started_at": "2026-11-01T08:30:00Z",
        "seconds": 12.42,
        "counts": {"offers_read": kept + set_aside, "offers_kept": kept},
        "files": files,
    }
