"""A picture of one group of accounts: who is linked to whom, how strongly, and which account was closed.

SVG without script or outside parts. Accounts stand on a circle, in the order of their ids, so that the same group is
always the same picture.
"""

import math
from html import escape

import polars as pl

from counterfoil.tables.link import ONE_OPERATOR

MOST = 40  # accounts drawn; of a larger group those with most links
SIDE = 620  # of the picture, in pixels
ROUND = 190  # radius of the circle
DOT = 15
CLOSED = {"terminated": "#b3261e", "debarred": "#7b1fa2", "suspended": "#b26a00"}
OPEN, LINE, MAYBE = "#1f5f8b", "#444", "#9aa"
STRONG = 20_000  # thousandths of a nat, from which a line is as broad as they come


def party_network(party: str, accounts: pl.DataFrame, links: pl.DataFrame) -> str:
    """Return the picture of a party as SVG.

    `accounts` has id and status, `links` the columns of Link between them; names of sellers are not shown.
    """
    shown = _most_linked(accounts, links)
    places = _places(shown["id"].to_list())
    drawn = links.filter(pl.all_horizontal(pl.col(end).is_in(list(places)) for end in ("seller_id", "other_seller_id")))
    lines = [_line(row, places) for row in drawn.sort("weight", "seller_id", "other_seller_id").iter_rows(named=True)]
    dots = [_dot(seller, status, *places[seller]) for seller, status in shown.select("id", "status").iter_rows()]
    more = accounts.height - shown.height
    heading = f"{party}: {accounts.height} accounts" + (f", {more} not drawn" if more else "")
    height = SIDE - 100
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {height}" width="{SIDE}" height="{height}"'
        f' role="img" font-family="sans-serif" font-size="12">\n<title>{escape(heading)}</title>\n'
        f'<rect width="100%" height="100%" fill="white"/>\n'
        f'<text x="16" y="26" font-size="15">{escape(heading)}</text>\n'
        + "\n".join([*lines, *dots])
        + f'\n<text x="16" y="{height - 14}" fill="#555">red: terminated · violet: debarred · orange: suspended ·'
        " broad line: more speaks for it</text>\n</svg>\n"
    )


def _most_linked(accounts: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    ends = pl.concat([links.select(id=pl.col(end)) for end in ("seller_id", "other_seller_id")])
    counted = accounts.join(ends.group_by("id").len("links"), on="id", how="left")
    most = counted.sort(pl.col("links").fill_null(0), "id", descending=[True, False]).head(MOST)
    return most.sort("id")


def _places(ids: list[str]) -> dict[str, tuple[float, float]]:
    step, middle = 2 * math.pi / max(1, len(ids)), (SIDE / 2, (SIDE - 100) / 2)
    return {
        seller: (round(middle[0] - ROUND * math.cos(step * at), 1), round(middle[1] - ROUND * math.sin(step * at), 1))
        for at, seller in enumerate(ids)
    }


def _line(row: dict[str, object], places: dict[str, tuple[float, float]]) -> str:
    (x, y), (u, v) = places[str(row["seller_id"])], places[str(row["other_seller_id"])]
    reasons, weight = row["reasons"], row["weight"]
    assert isinstance(reasons, list)
    assert isinstance(weight, int)
    sure = row["relation"] == ONE_OPERATOR
    broad = round(1 + 5 * min(1.0, max(0.0, weight / STRONG)), 1) if sure else 1
    dashes = "" if sure else ' stroke-dasharray="4 4"'
    told = escape("\n".join([f"{row['seller_id']} and {row['other_seller_id']}: {row['relation']}", *reasons]))
    return (
        f'<line x1="{x}" y1="{y}" x2="{u}" y2="{v}" stroke="{LINE if sure else MAYBE}" stroke-width="{broad}"{dashes}>'
        f"<title>{told}</title></line>"
    )


def _dot(seller: str, status: str | None, x: float, y: float) -> str:
    colour = CLOSED.get(status or "", OPEN)
    left = x < SIDE / 2 - 1
    at = x - DOT - 5 if left else x + DOT + 5
    label = escape(seller if len(seller) <= 24 else seller[:23] + "…")
    return (
        f'<circle cx="{x}" cy="{y}" r="{DOT}" fill="{colour}"><title>{escape(seller)}, {escape(status or "no status")}'
        f'</title></circle><text x="{at}" y="{y + 4}" text-anchor="{"end" if left else "start"}">{label}</text>'
    )
