"""What share of the rows was alarmed, held or found, file by file?

Recall and false alarms stay apart: positives and negatives come from different sites, and anything computed
over the mix would measure the sites (../shared/facts/listings.md, "How to score honestly").
"""

import polars as pl
from command import REJECTED, Screened
from figures import Figure, Share, figure_of
from files import GENUINE, KEYWORDS, PERFUMES, REPLICAS, ROW, SPELLINGS, WISH, Source

RECALL_TARGET = ">= 0.90"  # issue 3, real files; design.md, section 9, asks 0.80 at 0.01
FALSE_ALARM_TARGET = "<= 0.005"  # on each catalogue …
HARD_TARGET = "<= 0.05"  # … and on genuine texts with words for copies in them
SPELLING_TARGET = ">= 0.95"  # the same table, obfuscated marks
ALARM = ~pl.col("decision").is_in(["clear", REJECTED])
HELD = pl.col("decision").is_in(["hold", "remove"])  # tables/decision.py: the two gravest
WHERE_MARKS_STAND = ("title", "brand")  # a finding in one of these saw a mark; a price or a place did not
UNLABELLED = (PERFUMES, WISH)
PEERS = ("bad_word", "below_floor")  # columns that peers.py adds


def share_of(rows: pl.DataFrame, condition: pl.Expr | str) -> Share:
    """Return how many of the rows meet the condition."""
    return Share(rows.filter(condition).height, rows.height)


def recall(screened: Screened, labels: pl.DataFrame) -> list[Figure]:
    """Return recall on the replica catalogue: alarmed and held, over the rows whose title names a mark, and
    alarmed over all rows. `labels`: `row` and `names_a_mark`."""
    named = screened.rows.join(labels.filter("names_a_mark"), on=ROW, how="semi")
    naming = f"{REPLICAS.name}, rows that name a mark"
    return [
        figure_of(
            share_of(named, ALARM),
            name="replica recall",
            file=naming,
            target=RECALL_TARGET,
            peers=_peers(named),
        ),
        figure_of(share_of(named, HELD), name="replica recall, hold or graver", file=naming),
        figure_of(share_of(screened.rows, ALARM), name="replica recall, unnamed rows too", file=REPLICAS.name),
    ]


def false_alarms(screened: Screened, source: Source) -> list[Figure]:
    """Return the shares of genuine rows that were alarmed and that were held."""
    rows, name = screened.rows, f"false alarms {source.mapping}"
    peers = _peers(rows)
    return [
        figure_of(
            share_of(rows, ALARM),
            name=name,
            file=source.name,
            target=HARD_TARGET if source is KEYWORDS else FALSE_ALARM_TARGET,
            peers=peers,
        ),
        figure_of(share_of(rows, HELD), name=f"{name}, hold or graver", file=source.name),
    ]


def spellings(screened: Screened, expected: pl.DataFrame) -> list[Figure]:
    """Return the share of altered spellings found, and how many of the special rows came out as they should.

    `expected`: `row`, `outcome` (found, genuine spelling, no mark) and `right_ids`, a list. A row is found
    when a finding in its title points to one of its rights. A genuine spelling should be clear, and what
    stands as "no mark" should touch none.
    """
    judged = expected.join(screened.rows.select(ROW, "decision"), on=ROW).join(_touched(screened), on=ROW, how="left")
    hit = pl.col("touched").list.set_intersection("right_ids").list.len().fill_null(0) > 0
    altered = judged.filter(pl.col("outcome") == "found")
    special = judged.filter(pl.col("outcome") != "found")
    touches_none = pl.col("touched").is_null()
    as_stated = pl.when(pl.col("outcome") == "no mark").then(touches_none).otherwise(pl.col("decision") == "clear")
    name, file = "altered spellings found", SPELLINGS.name
    return [
        figure_of(share_of(altered, hit), name=name, file=file, target=SPELLING_TARGET),
        figure_of(share_of(special, as_stated), name="special spellings as they should be", file=file),
    ]


def _touched(screened: Screened) -> pl.DataFrame:
    marks = screened.findings.filter(pl.col("field").is_in(WHERE_MARKS_STAND), pl.col("right_id").is_not_null())
    return marks.group_by(ROW).agg(pl.col("right_id").unique().alias("touched"))


def unlabelled(screened: Screened, source: Source) -> list[Figure]:
    """Return the shares alarmed and held of offers without labels, and the held ones by kind of finding."""
    rows = screened.rows
    held = screened.findings.filter(pl.col("weight") > 0).join(rows.filter(HELD), on=ROW, how="semi")
    kinds = held.group_by("kind").agg(pl.col(ROW).n_unique()).sort([ROW, "kind"], descending=[True, False])
    label = source.mapping
    return [
        figure_of(share_of(rows, ALARM), name=f"alarmed {label}", file=source.name),
        figure_of(share_of(rows, HELD), name=f"held {label}", file=source.name),
        *(figure_of(Share(n, rows.height), name=f"held {label}: {kind}", file=source.name) for kind, n in kinds.rows()),
    ]


def rejected(screened: Screened, source: Source) -> Figure:
    """Return how many rows of the file could not be used."""
    data = f"{source.name}: {screened.rejects} of {screened.rows.height} rows"
    return Figure(f"rejects {source.mapping}", screened.rejects, "rows", "", {}, data)


def misses(results: dict[Source, Screened], labels: pl.DataFrame) -> pl.DataFrame:
    """Return `file`, `row`, `fault` and `reason` (kinds of finding): missed replicas and false alarms."""
    named = labels.filter("names_a_mark")
    parts = [_with_kinds(results[REPLICAS], ~ALARM, "missed", REPLICAS).join(named, on=ROW, how="semi")]
    parts += [_with_kinds(results[genuine], ALARM, "false alarm", genuine) for genuine in GENUINE]
    return pl.concat(parts)


def _with_kinds(screened: Screened, condition: pl.Expr, fault: str, source: Source) -> pl.DataFrame:
    positive = screened.findings.filter(pl.col("weight") > 0)
    kinds = positive.group_by(ROW).agg(pl.col("kind").unique().sort().str.join("; ").alias("reason"))
    without = pl.when(pl.col("decision") == REJECTED).then(pl.lit(REJECTED)).otherwise(pl.lit("no finding"))
    rows = screened.rows.filter(condition).join(kinds, on=ROW, how="left").sort(ROW)
    return rows.select(
        pl.lit(source.name).alias("file"),
        ROW,
        pl.lit(fault).alias("fault"),
        pl.col("reason").fill_null(without),
    )


def _peers(rows: pl.DataFrame) -> dict[str, Share]:
    return {peer.replace("_", " "): share_of(rows, peer) for peer in PEERS}
