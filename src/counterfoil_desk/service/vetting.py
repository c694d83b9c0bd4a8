"""What are an organisation's sellers held against on a day, and what does vetting say of them?

The engine vets (`vetting.vet`); what the register knows of a seller stands where nothing is given. What is said holds
what the engine's tables hold: no name, no address, and of numbers no more than their last four signs.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

import dataframely as dy
import polars as pl

from counterfoil import __version__
from counterfoil.errors import UserError
from counterfoil.intake.tables import SELLERS
from counterfoil.tables.contract import LINE
from counterfoil.tables.seller import Seller
from counterfoil.vetting.references import VettingReferences
from counterfoil.vetting.vet import Vetted, vet
from counterfoil_desk.service.denied_lists import denied
from counterfoil_desk.service.references import live, rests_on

FIRST_DAY: Final = dt.date(2000, 1, 1)  # before any regime that is checked, and any list that is kept up
AHEAD: Final = dt.timedelta(days=366)  # what will be overdue a year from now is asked for; the year 9999 is a slip
TOLD: Final = (
    "status", "tier", "score", "why", "reasons", "party_reasons", "missing", "party_missing", "due_on", "disclosure",
    "regimes",
)  # fmt: skip
FINDING: Final = ("kind", "weight", "field", "detail", "party_detail")
CLOCK: Final = ("regime", "clock", "began_on", "due_on", "met_on", "state", "by_platform", "says", "source")
MATCH: Final = ("dataset", "entry_id", "listed_as", "topics", "strength", "weight", "explained")
CERTAIN: Final = "certain"
MOST_NAMES: Final = 50  # of a seller, in each field; the rules' sentences say it
NAMED_IN: Final = ("name", "alias", "bankHolder", "beneficialOwner")  # fields whose names are held against the lists
Json = dict[str, Any]


def _names(field: str) -> pl.Expr:
    """Return how many names the field gives, one to a semicolon more than there are."""
    return pl.col(field).str.count_matches(";", literal=True) + 1


def _few_names(field: str) -> pl.Expr:
    return (_names(field) <= MOST_NAMES).fill_null(value=True)


class OneSeller(Seller):
    """A seller of a request: that its id is used once is seen to over the whole request, and told of the later one.

    Each of its names is held against all names on the lists, which takes nearly a millisecond with OFAC's.
    """

    id = dy.String(nullable=False, min_length=1)

    @dy.rule()
    def name_has_at_most_50_names_by_semicolons_so_leave_out_who_counts_least(cls) -> pl.Expr:
        return _few_names("name")

    @dy.rule()
    def alias_has_at_most_50_names_by_semicolons_so_leave_out_who_counts_least(cls) -> pl.Expr:
        return _few_names("alias")

    @dy.rule()
    def bankHolder_has_at_most_50_names_by_semicolons_so_leave_out_who_counts_least(cls) -> pl.Expr:  # noqa: N802
        return _few_names("bankHolder")

    @dy.rule()
    def beneficialOwner_has_at_most_50_names_by_semicolons_so_leave_out_who_counts_least(cls) -> pl.Expr:  # noqa: N802
        return _few_names("beneficialOwner")


ONE_SELLER: Final = SELLERS._replace(contract=OneSeller)


class Against(NamedTuple):
    """What sellers are held against: the references of a day, what the register knows, and how answers name both."""

    day: dt.date
    generation: int
    references: VettingReferences
    known: pl.DataFrame  # contract Seller
    rests_on: Json


def day_to_check(day: dt.date | None) -> dt.date:
    """Return the day, today (UTC) for none. Raises UserError for one on which nobody can want a seller checked."""
    today = dt.datetime.now(dt.UTC).date()
    if day is not None and not FIRST_DAY <= day <= today + AHEAD:
        cure = f"Give a day from {FIRST_DAY} to {today + AHEAD}, or none for today."
        raise UserError(f"Sellers are not checked as of {day}.", cure=cure)
    return day or today


def held_against(organisation: int, *, day: dt.date) -> Against:
    """Return what is live for an organisation; it must be the one that the transaction acts for."""
    now = live(organisation)
    sha256, lists = denied(organisation, day=day)
    told = rests_on(now)
    digests = {**told["digests"], **({"denied lists": sha256} if sha256 else {})}
    references = VettingReferences(
        denied=lists,
        rights=now.rights,
        authorisations=now.references.authorisations,
        engine_version=__version__,
        inputs_digest=_digest(digests, day),
    )
    regimes = [regime.label for regime in references.regimes]
    rests = {**told, "digests": digests, "day": day.isoformat(), "regimes": regimes}
    return Against(day, now.number, references, now.sellers, rests)


def names_in(sellers: pl.DataFrame) -> int:
    """Return how many names all of the sellers give, which is what holding them against the lists costs."""
    return int(sellers.select(pl.sum_horizontal(_names(field).sum() for field in NAMED_IN)).item())


def vetted(sellers: pl.DataFrame, against: Against, *, apart: bool = False) -> Vetted:
    """Return what vetting says of sellers (contract Seller and `line`; ids used once), in their order.

    `apart` looks at each as though it had come alone.
    """
    return vet(_with_known(sellers, against.known), against.references, day=against.day, apart=apart)


def results(found: Vetted) -> Iterator[Json]:
    """Yield what is answered of each seller."""
    findings = _by_seller(found.findings.rename({"subject_id": "seller_id"}), FINDING)
    clocks, matches = _by_seller(found.clocks, CLOCK), _by_seller(found.matches, MATCH)
    for row in found.dossiers.iter_rows(named=True):
        seller = row["seller_id"]
        yield {
            "id": seller,
            **{name: _plain(row[name]) for name in TOLD},
            "findings": findings.get(seller, []),
            "clocks": clocks.get(seller, []),
            "denied_matches": matches.get(seller, []),
            "is_denied": any(one["strength"] == CERTAIN for one in matches.get(seller, [])),
        }


def _with_known(sellers: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Return the sellers (contract Seller), each empty field as the register has it."""
    own = known.filter(pl.col("id").is_in(sellers["id"].implode()))
    beside = sellers.drop(LINE).join(own, on="id", how="left", suffix=" known", maintain_order="left")
    fields = (name for name in Seller.column_names() if name != "id")
    return Seller.cast(beside.select("id", *(pl.coalesce(name, f"{name} known") for name in fields)))


def _by_seller(rows: pl.DataFrame, columns: Sequence[str]) -> dict[str, list[Json]]:
    found: dict[str, list[Json]] = {}
    for row in rows.iter_rows(named=True):
        found.setdefault(row["seller_id"], []).append({name: _plain(row[name]) for name in columns})
    return found


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def _digest(digests: dict[str, str], day: dt.date) -> str:
    """Return one SHA-256 over all that an answer depends on beside the sellers themselves."""
    content = {"engine": __version__, "day": day.isoformat(), "digests": digests}
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
