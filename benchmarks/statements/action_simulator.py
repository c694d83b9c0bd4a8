"""Invented enforcement actions, as many as asked for: all of them in force, all calling for a statement of reasons.

Facts are 1 to 6 sentences like those that screening tells sellers, mostly different ones; one action in 50 has far more
than the database takes. Kinds, grounds, sources, territories and ends are mixed, and one offer in three has a code.
"""

import datetime as dt
import random

import polars as pl

MARKS = "Halvorsen Orlune Østervind Tarnwick Quillmere Brackenfell Sandrigal Veldhuis".split()
GROUNDS = ("counterfeit", "counterfeit", "counterfeit", "grey market", "mark misuse", "copyright", "design")
SOURCES = ("own initiative", "own initiative", "article 16 notice", "trusted flagger", "other notification")
KINDS = (
    *(("remove", "offer"),) * 12,
    *(("demote", "offer"),) * 3,
    ("block-relisting", "offer"),
    ("hold-payouts", "account"),
    ("suspend", "account"),
    ("terminate", "account"),
)
LASTING = {"demote": 14, "hold-payouts": 30, "suspend": 30}  # days
FACTS = (
    "The title uses the name {mark} in an altered spelling: “{seen}”.",
    "The brand field reads “{seen}”, while the text of the offer names {mark}.",
    "The price of {price} USD is below what genuine {mark} goods of this kind cost.",
    "The title carries a grade of quality, “{grade}”, where a condition (new, used) belongs.",
    "The product code {code} also stands on another product.",
    "A buyer reports that the goods received are not authentic.",
    "The description says “{seen} {grade}” of goods that bear {mark} itself.",
)
PROVISIONS = {
    "illegal content": ("Regulation (EU) 2017/1001, art. 9(2)(a)", "Directive (EU) 2015/2436, art. 10(2)"),
    "terms and conditions": ("Terms of sale, clause 4.2", "Terms of sale, clause 7"),
}
PLACES = ((), (), (), ("DE",), ("DE", "FR"), ("AT", "BE", "DE", "ES", "FR", "IT", "NL", "PL"))
FIRST = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def simulated(count: int, *, seed: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return actions (columns of the table `action`) and the offers that they are about (id, title, gtin)."""
    chance = random.Random(seed)
    actions = pl.DataFrame([_action(number, chance) for number in range(count)], infer_schema_length=None)
    offers = actions.filter(pl.col("subject_kind") == "offer").select(id="subject_id", title=pl.lit("Trail shoes"))
    codes = [_code(chance) if chance.random() < 1 / 3 else None for _ in range(offers.height)]
    return actions, offers.with_columns(gtin=pl.Series(codes, dtype=pl.String))


def _action(number: int, chance: random.Random) -> dict[str, object]:
    kind, subject = chance.choice(KINDS)
    since = FIRST + dt.timedelta(minutes=chance.randrange(300 * 24 * 60))
    lasts = LASTING.get(kind)
    legal = "illegal content" if chance.random() < 0.7 else "terms and conditions"
    facts = chance.randint(60, 120) if chance.random() < 1 / 50 else chance.randint(1, 6)
    return {
        "id": f"a-{number}",
        "kind": kind,
        "subject_kind": subject,
        "subject_id": f"{'o' if subject == 'offer' else 's'}-{number}",
        "account_id": f"s-{chance.randrange(20_000)}",
        "ground": chance.choice(GROUNDS),
        "legal_ground": legal,
        "provision": chance.choice(PROVISIONS[legal]),
        "facts": [_fact(chance) for _ in range(facts)],
        "source": chance.choice(SOURCES),
        "detected_automatically": chance.random() < 0.8,
        "decided": chance.choice(("fully", "partially", "not automated")),
        "territory": list(chance.choice(PLACES)),
        "content_on": (since - dt.timedelta(days=chance.randrange(1, 400))).date(),
        "proposed_at": since - dt.timedelta(hours=chance.randrange(1, 48)),
        "proposed_by": "reviewer:7",
        "approved_by": ["case-officer:2"],
        "in_force_since": since,
        "until": None if lasts is None else (since + dt.timedelta(days=lasts)).date(),
        "state": "in force",
    }


def _fact(chance: random.Random) -> str:
    mark = chance.choice(MARKS)
    at = chance.randrange(1, len(mark))
    return chance.choice(FACTS).format(
        mark=mark,
        seen=f"{mark[:at]}-{mark[at:]} {chance.randrange(1000)}",
        price=f"{chance.randrange(5, 90)}.{chance.randrange(10, 100)}",
        grade=chance.choice(("1:1", "AAA", "mirror", "7A", "super clone")),
        code=_code(chance),
    )


def _code(chance: random.Random) -> str:
    digits = "952" + "".join(str(chance.randrange(10)) for _ in range(9))
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return digits + str(-total % 10)
