"""What did Quayside Bazaar do with notices from January to October 2026? This writes examples/quayside_*.csv.

    python tools/draw_platform_history.py            write the files
    python tools/draw_platform_history.py --check    write nothing; exit 1 and name the files that differ

An invented platform, seen from outside: what owners of the marks in examples/rights.csv told it, when each listing came
down, what came back, and what test purchases turned out to be. Chance comes from digests: the same code, same bytes.
"""

import argparse
import csv
import datetime as dt
import hashlib
import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

EXAMPLES = Path(__file__).parent.parent / "examples"
PLATFORM, SEED = "Quayside Bazaar", "quayside-2026"
LAST = dt.datetime(2026, 10, 31, 23, 59, tzinfo=dt.UTC)  # what happened later is not known yet
HOURS, TWICE = 3600, 2.0  # every takedown of a month lies between half and twice its median


class Month(NamedTuple):
    """A month: notices, the median of hours until a listing is down, how many of 100 come back, test purchases."""

    number: int
    notices: int
    hours: float
    back: int
    bought: int


MONTHS = (  # the desk for notices is cut in February, and staffed again at the end of July
    Month(1, 9, 34, 8, 6),
    Month(2, 9, 118, 30, 5),
    Month(3, 10, 142, 55, 12),
    Month(4, 10, 160, 62, 11),
    Month(5, 10, 171, 64, 13),
    Month(6, 10, 150, 58, 12),
    Month(7, 9, 104, 34, 10),
    Month(8, 10, 41, 9, 12),
    Month(9, 10, 30, 6, 11),
    Month(10, 11, 26, 5, 12),
)
GOODS = (  # right, what the listings call it
    ("r-01", "Halvorsen running shoes, mesh"),
    ("r-02", "Fjord Runner trail shoes"),
    ("r-04", "Maison Orlune eau de parfum, no box"),
    ("r-06", "Ambre Vesper 100 ml tester"),
    ("r-09", "Tokimori watch, steel"),
    ("r-11", "Bellacorte tote bag"),
    ("r-13", "Silver Kestrel earbuds"),
    ("r-14", "Voltaro fast charger"),
)
SHOPS = tuple(f"qb-{number:02d}" for number in range(1, 25))
WORDS = ("new", "bulk", "gift", "fast ship", "sealed", "outlet", "2026", "no tags")
NOTICE = [
    *("id", "form", "recipient", "right_id", "ground", "territory", "offer_ids", "links"),
    *("drafted_at", "sent_at", "answered_at", "state"),
]
LISTING = ["notice_id", "offer_id", "link", "title", "account_id", "pictures", "outcome", "outcome_at", "refusal"]
BACK = [
    *("notice_id", "offer_id", "later_offer_id", "account_id", "grade", "reasons"),
    *("taken_down_at", "seen_at", "hours"),
]
LABEL = ["subject_id", "right_id", "label", "origin", "selection_probability", "labelled_at"]


def chance(*of: object) -> float:
    """Return a number from 0 up to 1 that the same words always give."""
    digest = hashlib.sha256("/".join(map(str, (SEED, *of))).encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64


def pick(among: Sequence[Any], *of: object) -> Any:
    """Return one of several."""
    return among[int(chance(*of) * len(among))]


def texts() -> dict[str, str]:
    """Return the text of every file by its name."""
    told = [one for month in MONTHS for one in _notices(month)]
    listings = [row for _, rows in told for row in rows]
    return {
        "quayside_notices.csv": _csv(NOTICE, [notice for notice, _ in told]),
        "quayside_notice_listings.csv": _csv(LISTING, listings),
        "quayside_reappearances.csv": _csv(BACK, [row for one in listings for row in _came_back(one)]),
        "quayside_labels.csv": _csv(LABEL, [row for month in MONTHS for row in _bought(month)]),
    }


def _notices(month: Month) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Yield the notices of a month, spread over its first 26 days, each with its listings."""
    for number in range(1, month.notices + 1):
        name = f"qn-{month.number:02d}{number:02d}"
        day = 1 + int((number - 1 + chance(name, "day")) * 26 / month.notices)
        sent = dt.datetime(2026, month.number, day, 9 + int(8 * chance(name, "hour")), 5, tzinfo=dt.UTC)
        right, goods = pick(GOODS, name, "goods")
        listings = [_listing(month, name, place, goods, sent) for place in range(1, 4 + int(2 * chance(name, "many")))]
        decided = [one["outcome_at"] for one in listings if one["outcome_at"]]
        yield (
            {
                "id": name,
                "form": "trademark-mail",
                "recipient": PLATFORM,
                "right_id": right,
                "ground": "counterfeit",
                "territory": "US",
                "offer_ids": ";".join(one["offer_id"] for one in listings),
                "links": ";".join(one["link"] for one in listings),
                "drafted_at": _time(sent - dt.timedelta(hours=2)),
                "sent_at": _time(sent),
                "answered_at": max(decided, default=""),
                "state": _state(listings),
            },
            listings,
        )


def _state(listings: list[dict[str, Any]]) -> str:
    outcomes = {one["outcome"] for one in listings}
    if outcomes == {"acted"}:
        return "acted"
    return "refused" if outcomes == {"refused"} else "acted in part" if "acted" in outcomes else "sent"


def _listing(month: Month, notice: str, place: int, goods: str, sent: dt.datetime) -> dict[str, Any]:
    offer = f"QB-{int(chance(notice, place, 'id') * 10**7):07d}"
    spread = TWICE ** (2 * chance(notice, place, "hours") - 1)
    after = month.hours * spread
    at = sent + dt.timedelta(seconds=round(after * HOURS))
    refused = chance(notice, place, "refused") < 0.05
    return {
        "notice_id": notice,
        "offer_id": offer,
        "link": f"https://quayside.example/item/{offer}",
        "title": f"{goods}, {pick(WORDS, notice, place, 'word')}",
        "account_id": pick(SHOPS, notice, place, "shop"),
        "pictures": "",
        "outcome": "" if at > LAST else "refused" if refused else "acted",
        "outcome_at": "" if at > LAST else _time(at),
        "refusal": "not identified" if refused and at <= LAST else "",
    }


def _came_back(listing: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield that a listing that was taken down was seen again, where chance says so."""
    if listing["outcome"] != "acted":
        return
    down = dt.datetime.fromisoformat(listing["outcome_at"])
    key = (listing["notice_id"], listing["offer_id"])
    hours = 6 + 90 * chance(*key, "after")
    seen = down + dt.timedelta(seconds=round(hours * HOURS))
    month = next(one for one in MONTHS if one.number == down.month)
    if 100 * chance(*key, "back") >= month.back or seen > LAST:
        return
    grade = pick(("the same seller", "the same seller", "the same picture", "the same listing"), *key, "grade")
    same = grade == "the same listing"
    later = listing["offer_id"] if same else f"QB-{int(chance(*key, 'later') * 10**7):07d}"
    reasons = {
        "the same seller": f"Account {listing['account_id']} offers the same goods again.",
        "the same picture": "It shows the picture of the listing that was taken down.",
        "the same listing": "It stands under the same number as before.",
    }
    yield {
        "notice_id": listing["notice_id"],
        "offer_id": listing["offer_id"],
        "later_offer_id": later,
        "account_id": pick(SHOPS, *key, "other") if grade == "the same picture" else listing["account_id"],
        "grade": grade,
        "reasons": reasons[grade],
        "taken_down_at": listing["outcome_at"],
        "seen_at": _time(seen),
        "hours": f"{(seen - down).total_seconds() / HOURS:.2f}",
    }


def _bought(month: Month) -> Iterator[dict[str, Any]]:
    """Yield what test purchases of a month turned out to be; buyers chose what looked false."""
    for number in range(1, month.bought + 1):
        key = (month.number, number, "bought")
        right, _ = pick(GOODS, *key, "goods")
        day = dt.date(2026, month.number, 1 + int(27 * chance(*key, "day")))
        yield {
            "subject_id": f"QB-{int(chance(*key, 'id') * 10**7):07d}",
            "right_id": right,
            "label": "counterfeit" if 100 * chance(*key) < 35 + month.back / 2 else "genuine",
            "origin": "test purchase",
            "selection_probability": "1",
            "labelled_at": day.isoformat(),
        }


def _time(at: dt.datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def _csv(columns: Sequence[str], found: list[dict[str, Any]]) -> str:
    held = io.StringIO()
    writer = csv.DictWriter(held, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(found)
    return held.getvalue()


def main() -> int:
    """Write or check the files and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a file differs")
    parser.add_argument("--into", type=Path, default=EXAMPLES, help="folder to write or check (examples/)")
    chosen = parser.parse_args()
    chosen.into.mkdir(parents=True, exist_ok=True)
    changed = [name for name, text in texts().items() if _bytes(chosen.into / name) != text.encode()]
    for name in changed:
        if chosen.check:
            print(f"{name} differs from what tools/draw_platform_history.py writes")
        else:
            (chosen.into / name).write_bytes(texts()[name].encode())
    return int(chosen.check and bool(changed))


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


if __name__ == "__main__":
    sys.exit(main())
