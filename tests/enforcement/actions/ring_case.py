"""The case of the ring as tests act in it: two of its accounts, three listings, what speaks for and against them."""

import datetime as dt
from pathlib import Path

import polars as pl

from counterfoil.enforcement.actions.proposal import Asked
from counterfoil.run.action_step import By
from counterfoil.run.actions import run_appeal, run_approve, run_begin, run_propose
from counterfoil.run.case_files import Act, changing, read_case, record, write_case_table
from counterfoil.tables import case, event

CASE_ID = "case-9951e67097c9"
OPENED = dt.datetime(2026, 11, 8, 8, 0, tzinfo=dt.UTC)
NOON = dt.datetime(2026, 11, 9, 12, 0, tzinfo=dt.UTC)
REVIEWER = By("reviewer:7", "Looked at.", NOON)
OFFICER = By("case-officer:3", "Agreed.", NOON)
OTHER = By("case-officer:4", "Agreed, too.", NOON)
METHOD = "The score of the weighted model is 0.97."  # what a party must never read
SECRET = "Evidence that the party is not told."

SUBJECTS = [  # kind, id, account, right
    ("account", "s-31", "s-31", None),
    ("account", "s-34", "s-34", None),
    ("account", "s-32", "s-32", None),  # nothing is held against it
    ("offer", "TM-6514935", "s-31", "r-02"),
    ("offer", "TM-8280467", "s-34", "r-06"),
    ("offer", "TM-9032957", "s-34", "r-02"),
    ("goods", "g-01", None, "r-02"),
    ("item", "inventory.csv:6", "s-34", "r-02"),
]
EVIDENCE = [  # kind, id, side, weight, sentence for the party
    ("offer", "TM-6514935", "for", 2600, "The title uses the name Halvorsen in an altered spelling."),
    ("offer", "TM-6514935", "for", 1100, "The price is below that of genuine goods."),
    ("offer", "TM-6514935", "against", -400, "The listing shows an invoice."),
    ("offer", "TM-6514935", "for", 3000, None),
    ("offer", "TM-8280467", "for", 2000, "The picture is a photograph of Maison Orlune."),
    ("offer", "TM-9032957", "for", 1500, "The title names Halvorsen."),
    ("account", "s-34", "for", 4000, "The account gives the tax number of an account that was closed."),
]


def write_ring_case(folder: Path, *, confirmed: bool = False) -> Path:
    """Write the case into `folder` and return its own folder there."""
    here = folder / CASE_ID
    subjects = pl.DataFrame(
        [
            {
                "case_id": CASE_ID,
                "subject_kind": kind,
                "subject_id": one,
                "account_id": of,
                "right_id": right,
                "why": "It.",
            }
            for kind, one, of, right in SUBJECTS
        ]
    )
    evidence = pl.DataFrame(
        [
            {
                **{"case_id": CASE_ID, "subject_kind": kind, "subject_id": one, "side": side, "weight": weight},
                **{"kind": "drawn", "detail": METHOD if told else SECRET, "party_detail": told, "source": "drawn"},
            }
            for kind, one, side, weight, told in EVIDENCE
        ]
    )
    write_case_table(here, "subjects", subjects.cast({"right_id": pl.String}))
    write_case_table(here, "evidence", evidence)
    write_case_table(here, "events", event.Event.create_empty())
    of_the_ring = {"id": pl.lit(CASE_ID), "opened_on": pl.lit(OPENED.date()), "territories": pl.lit(["DE", "US"])}
    write_case_table(here, "case", case.EXAMPLE.with_columns(**of_the_ring))
    acts = ["found", "taken up", "confirmed"] if confirmed else ["found"]
    with changing(here):
        record(read_case(here), [Act(OPENED, "reviewer:1", act, "case", CASE_ID, act, "It holds.") for act in acts])
    return here


def write_acted_case(folder: Path) -> Path:
    """Write the confirmed case with four actions: 1 proposed, 2 approved, 3 in force, 4 complained about."""
    here = write_ring_case(folder, confirmed=True)
    asked = Asked("remove", (("offer", "TM-6514935"),), REVIEWER.actor, NOON)
    run_propose(here, asked, why=REVIEWER.why)
    warned = asked._replace(kind="warn", on=(("account", "s-34"), ("account", "s-31")))
    run_propose(here, warned._replace(kind="hold-payouts"), why=REVIEWER.why)
    run_propose(here, warned._replace(on=(("account", "s-34"),)), why=REVIEWER.why)
    run_approve(here, ["2", "3", "4"], OFFICER)
    run_begin(here, ["3", "4"], OFFICER)
    run_appeal(here, ["4"], By("seller:s-34", "It is another shop.", NOON))
    return here
