"""What does a run of statements read: actions from a case or a file, product codes of offers, contacts, the ledger?"""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from counterfoil.codes import gtin
from counterfoil.enforcement.actions.current import current_actions
from counterfoil.enforcement.statements.ledger import NO_PUIDS
from counterfoil.errors import UserError
from counterfoil.intake.actions import read_actions, read_puids
from counterfoil.intake.offers import read_offers
from counterfoil.intake.tables import read_sellers
from counterfoil.run.case_files import CaseFiles, read_case
from counterfoil.run.inputs import Inputs, opened
from counterfoil.tables.action import Action
from counterfoil.tables.contract import LINE
from counterfoil.tables.seller import Seller

LEDGER = "puids.csv"
ACTIONS = "actions.parquet"
EIGHT = "^000000"  # a GTIN of eight digits, which is no EAN-13


@dataclass(frozen=True, kw_only=True)
class StatementRequest:
    """The files of one run; only actions, the platform, the day and the folder for the results must be given."""

    actions: Path
    out: Path
    platform: str
    at: dt.datetime
    language: str = "en"
    offers: Path | None = None
    sellers: Path | None = None
    used: Path | None = None
    answers: Path | None = None
    papers: Path | None = None

    @property
    def day(self) -> dt.date:
        """The day on which the statements are given."""
        return self.at.date()

    @property
    def ledger(self) -> Path:
        """The file of the ids that were used."""
        return self.used or self.out / LEDGER


def is_case(path: Path) -> bool:
    """Say whether a path is meant as the folder of a case."""
    return path.is_dir()


def actions_in(request: StatementRequest, inputs: Inputs) -> tuple[pl.DataFrame, CaseFiles | None]:
    """Return the actions (columns of Action and `line`), and the case that they are of, if it is one.

    Those of a case are as its events leave them.
    """
    if not is_case(request.actions):
        return inputs.table("actions", request.actions, read_actions, Action.create_empty()), None
    case = read_case(request.actions)
    if (case.folder / ACTIONS).exists():
        inputs.note("actions", case.folder / ACTIONS, rows=case.tables["actions"].height)
    told = Action.cast(pl.DataFrame(current_actions(case.tables), schema=Action.create_empty().schema))
    return told.with_columns(pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias(LINE)), case


def codes_in(path: Path | None, inputs: Inputs) -> dict[str, str]:
    """Return the product codes of 13 digits, by the ids of offers, that are valid and given to one product alone."""
    if path is None:
        return {}
    found: dict[str, str] = {}
    code = gtin.normalised(pl.col("gtin"))
    fit = ~gtin.has_bad_check_digit(pl.col("gtin")) & ~gtin.is_restricted(pl.col("gtin")) & ~code.str.contains(EIGHT)
    offers = 0
    with opened(path) as stream:
        for batch in read_offers(stream, file=path.name):
            offers += batch.kept.height
            rows = batch.kept.filter(fit.fill_null(False) & code.str.starts_with("0"))
            found |= dict(rows.select("id", code.str.tail(13)).iter_rows())
    inputs.note("offers", path, rows=offers)
    return found


def without_contact(path: Path | None, inputs: Inputs) -> frozenset[str]:
    """Return the accounts of which no e-mail address is known; without a file of sellers, none."""
    sellers = inputs.table("sellers", path, read_sellers, Seller.create_empty())
    return frozenset(sellers.filter(pl.col("email").is_null())["id"])


def ledger_in(path: Path, inputs: Inputs) -> pl.DataFrame:
    """Return the ledger; an absent file is an empty one. Raises UserError where a line of it cannot be used.

    A line that is passed over would let a statement go out twice.
    """
    if not path.exists():
        return NO_PUIDS
    before = len(inputs.rejects)
    found = inputs.table("used ids", path, read_puids, NO_PUIDS)
    bad = pl.concat(inputs.rejects[before:])
    if bad.height:
        cure = "Mend the line, or take the ledger from a copy."
        raise UserError(
            f"A line of the ledger cannot be used: {bad['rule'][0]}.", cure=cure, file=str(path), line=bad["line"][0]
        )
    return found.drop(LINE)
