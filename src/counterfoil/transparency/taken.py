"""Which measures did the platform take, why, on what ground, found and decided how, and which were taken back?

DSA art. 15(1)(b), (c) and (e), 24(1)(b). Each measure is counted once: an account that is suspended or terminated
under art. 24(1)(b), everything else by how it came to be known. So no number follows from two others.
"""

from typing import Final

import polars as pl

from counterfoil.tables.action import AUTOMATION, LEGAL_GROUNDS, SOURCES
from counterfoil.tables.assessment import GROUNDS
from counterfoil.tables.platform_rows import BY_ACCOUNT, BY_CASE, BY_NOTICE
from counterfoil.transparency.measure import (
    HOURS,
    OTHER,
    TOLD,
    Asked,
    Breakdown,
    Measure,
    Tables,
    hours_between,
    own_once,
)

OWN, ON_ORDER = SOURCES[0], SOURCES[-1]
ON_NOTICE: Final = SOURCES[1:-1]
OWNERS: Final = (BY_CASE, BY_NOTICE, BY_ACCOUNT)
ON_ACCOUNTS: Final = ("suspend", "terminate")
KINDS: Final = (
    "remove", "demote", "block-relisting", "hold-payouts", "warn", "request-documents", "refund-buyers", "notify-owner",
    OTHER,
)  # fmt: skip
STANDS, REVERSED = "stands", "taken back"
HOW: Final = {"fully": "fully automated", "partially": "partially automated", "not automated": "not automated"}
assert tuple(HOW) == AUTOMATION
DECIDED: Final = tuple(f"{how}, {what}" for how in HOW.values() for what in (STANDS, REVERSED))
FOUND: Final = ("automated detection", "found by people")
FURTHER: Final = (  # grounds of a statement of reasons beyond those that goods are held against
    "patent", "trade secret", "geographical indication", "unsafe goods", "prohibited goods", "seller details",
    "misleading information", "re-entry", "inauthentic account", "inauthentic listing", "inauthentic reviews",
)  # fmt: skip
BY_GROUND: Final = Breakdown("ground", "by what it was about", (*GROUNDS, *FURTHER, OTHER))
BY_LAW: Final = Breakdown("legal_ground", "by what it rests on", LEGAL_GROUNDS)
BY_KIND: Final = Breakdown("kind", "by restriction", KINDS)
BY_DETECTION: Final = Breakdown("found", "by how it was found", FOUND)
BY_DECISION: Final = Breakdown("decision", "by how it was decided, and whether it stands", DECIDED)


def taken(tables: Tables, asked: Asked) -> pl.LazyFrame:
    """Return the actions that came in force in the period, as the breakdowns need them, with `source` and `kind`."""
    latest = pl.max_horizontal("ended_at", "in_force_since", "proposed_at")
    told = own_once(tables["action"], tables, asked, keys=("case_id", "id"), owners=OWNERS, latest=latest)
    is_undone = (pl.col("state") == "undone") & asked.is_known(pl.col("ended_at"))
    stands = pl.when(is_undone).then(pl.lit(REVERSED)).otherwise(pl.lit(STANDS))
    found = pl.when(pl.col("detected_automatically")).then(pl.lit(FOUND[0])).otherwise(pl.lit(FOUND[1]))
    return told.filter(asked.has(pl.col("in_force_since"))).select(
        "kind",
        pl.col("own_source").alias("source"),  # `source` is the file that a gathered row lies in
        "ground",
        "legal_ground",
        "notice_id",
        "in_force_since",
        TOLD,
        found.alias("found"),
        pl.concat_str(pl.col("decided").replace(HOW), stands, separator=", ").alias("decision"),
        pl.lit(None, pl.Float64).alias(HOURS),
    )


def own(tables: Tables, asked: Asked) -> pl.LazyFrame:
    """Return what the platform did at its own initiative, to offers and money."""
    return _elsewhere(taken(tables, asked)).filter(pl.col("source") == OWN)


def on_notice(tables: Tables, asked: Asked) -> pl.LazyFrame:
    """Return what it did on a notice, with the hours since that notice, where it is given."""
    rows = _elsewhere(taken(tables, asked)).filter(pl.col("source").is_in(ON_NOTICE))
    if "notice" not in tables:
        return rows
    sent = tables["notice"].unique("id", keep="first", maintain_order=True).select(notice_id="id", sent_at="sent_at")
    since = hours_between(pl.col("sent_at"), pl.col("in_force_since")).alias(HOURS)
    return rows.join(sent, on="notice_id", how="left").with_columns(since)


def on_order(tables: Tables, asked: Asked) -> pl.LazyFrame:
    """Return what it did since an authority ordered it."""
    return _elsewhere(taken(tables, asked)).filter(pl.col("source") == ON_ORDER)


def on_accounts(tables: Tables, asked: Asked) -> pl.LazyFrame:
    """Return the suspensions and terminations of accounts, however they came to be."""
    return taken(tables, asked).filter(pl.col("kind").is_in(ON_ACCOUNTS))


def _elsewhere(rows: pl.LazyFrame) -> pl.LazyFrame:
    return rows.filter(~pl.col("kind").is_in(ON_ACCOUNTS))


MEASURES_OWN: Final = Measure(
    id="measures-own-initiative",
    section="own-initiative",
    title="Measures at the platform's own initiative",
    says="Measures on offers and money that came in force in the period; accounts stand under suspensions.",
    needs=("action",),
    owners=OWNERS,
    cases=own,
    breakdowns=(BY_GROUND, BY_LAW, BY_KIND, BY_DETECTION, BY_DECISION),
)
MEASURES_ON_NOTICE: Final = Measure(
    id="measures-on-notices",
    section="notices",
    title="Measures taken on notices",
    says="Measures on offers and money that came in force in the period and rest on a notice.",
    needs=("action",),
    owners=OWNERS,
    cases=on_notice,
    breakdowns=(Breakdown("source", "by who notified", ON_NOTICE), BY_LAW, BY_KIND, BY_DECISION),
    median="from the notice until the measure was in force, where the notice is given",
)
MEASURES_ON_ORDER: Final = Measure(
    id="measures-on-orders",
    section="orders",
    title="Measures taken on orders",
    says="Measures on offers and money that came in force in the period and rest on an order of an authority.",
    needs=("action",),
    owners=OWNERS,
    cases=on_order,
    breakdowns=(BY_KIND, BY_DECISION),
)
SUSPENSIONS: Final = Measure(
    id="accounts-suspended",
    section="suspensions",
    title="Accounts suspended or terminated",
    says="Suspensions and terminations that came in force in the period, whatever they rest on.",
    needs=("action",),
    owners=OWNERS,
    cases=on_accounts,
    breakdowns=(
        Breakdown("kind", "by measure", ON_ACCOUNTS),
        Breakdown("source", "by how it came to be known", SOURCES),
        BY_LAW,
        BY_DECISION,
    ),
)
