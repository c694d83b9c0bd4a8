"""Fill the notice of penalty from a penalty case: what follows under a statute becomes its claims.

The amount assessed is the most that the law allows, as Customs asks it; where one claim cannot be told there is none.
Until somebody says when it is mailed, and while there is no amount, the paper is a draft. Nothing is guessed.
"""

import datetime as dt
import tomllib
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import cast

import msgspec

from counterfoil.codes.legal_number import LegalNumber
from counterfoil.documents.papers.notice_of_penalty import Claim, Element, NoticeOfPenalty, Priced
from counterfoil.documents.papers.parts import Cited, Deadline, Goods, Money, Party, Signer, Tag
from counterfoil.enforcement.clocks import customs
from counterfoil.enforcement.clocks.running import due_on
from counterfoil.enforcement.exposure.customs_fine import ELEMENTS, STATUTE, in_order
from counterfoil.enforcement.exposure.exposed import Element as Proven
from counterfoil.enforcement.exposure.exposed import Exposed
from counterfoil.enforcement.exposure.exposure import Exposure
from counterfoil.enforcement.exposure.penalty_case import Line, Seizure
from counterfoil.errors import UserError
from counterfoil.run.inputs import opened
from counterfoil.run.penalty import run_penalty
from counterfoil.tables.record_file import Record, read_record

EXAMPLE = "examples/papers/parties.toml"
DOLLARS = "USD"
PETITION = next(rule for rule in customs.RULES if rule.begins == "penalty-notice-mailed")
CHOICES = (
    "Pay the amount assessed.",
    f"Petition for remission or mitigation, in writing, within {PETITION.within.value} {PETITION.within.unit} from the "
    f"mailing of this notice (19 USC 1618; {PETITION.within.source}).",
)


class Parties(Record, frozen=True, kw_only=True):
    """What a penalty case does not hold, for it names nobody: who asks, of whom, who signs and when it is mailed."""

    office: Party = Party(name="Fines, Penalties and Forfeitures Office", address=("Port: to be named",))
    to: Party | None = None
    signer: Signer = Signer(capacity="Fines, Penalties and Forfeitures Officer")
    mailed_on: dt.date | None = None
    pay_to: str = ""


def is_penalty_case(path: Path) -> bool:
    """Return whether the file holds a penalty case rather than the record of a notice. Raises UserError for none."""
    with opened(path) as stream:
        data = stream.read()
    try:
        return "person" in tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):  # what is wrong with it is said when it is read as a record
        return False


def penalty_notice(case: Path, *, parties: Path | None, statute: str, day: dt.date | None) -> NoticeOfPenalty:
    """Return the notice for what a penalty case exposes its person to under one statute, on `day`.

    Raises UserError for files that cannot be used, and a case without a claim under the statute.
    """
    found = run_penalty(case, day=day, out=None)
    exposed = [one for one in found.exposed if one.statute == statute]
    if not exposed:
        known = ", ".join(sorted({one.statute for one in found.exposed})) or "none"
        raise UserError(f"The case has no claim under {statute}.", cure=f"It has some under: {known}.", file=case.name)
    given, assessed = _parties(parties), _assessed(exposed)
    return NoticeOfPenalty(
        case_id=found.case.id,
        draft=given.mailed_on is None
        or assessed is None
        or any(one.until and one.until < found.day for one in exposed),
        office=given.office,
        to=given.to or Party(name=found.case.person, role="person by its number in the case"),
        mailed_on=given.mailed_on,
        assessed=assessed,
        claims=tuple(_claim(one, seizure) for one, seizure in zip(exposed, _seizures(found, statute), strict=True)),
        for_less=found.less,
        for_more=found.more,
        choices=CHOICES,
        deadlines=_deadlines(given.mailed_on),
        pay_to=given.pay_to,
        signer=given.signer,
    )


def whole_or_draft(notice: NoticeOfPenalty) -> NoticeOfPenalty:
    """Return the notice, as a draft with a remark where a claim under 1526(f) leaves out an element of the statute.

    "3 of 3 proven" would else stand where eight must be.
    """
    asked = [one.says for one in ELEMENTS]
    left = [_left_out(claim, asked) for claim in notice.claims if claim.statute == STATUTE]
    remarks = tuple(one for one in left if one)
    return msgspec.structs.replace(notice, draft=True, remarks=(*notice.remarks, *remarks)) if remarks else notice


def _left_out(claim: Claim, asked: list[str]) -> str:
    told = {one.says for one in claim.elements}
    missing = [says for says in asked if says not in told]
    named = " ".join(missing)
    return f"{len(missing)} of {len(asked)} elements of {STATUTE} are left out of “{claim.what}”: {named}" * bool(
        missing
    )


def _seizures(found: Exposure, statute: str) -> list[Seizure] | list[None]:
    """Return the seizure of each claim: those of 1526(f) come one to a seizure, in the order of their days."""
    if statute != STATUTE:
        return [None] * sum(one.statute == statute for one in found.exposed)
    return in_order(found.case)


def _parties(path: Path | None) -> Parties:
    if path is None:
        return Parties()
    with opened(path) as stream:
        return read_record(stream.read(), Parties, file=path.name, what="file of parties", example=EXAMPLE)


def _assessed(exposed: Iterable[Exposed]) -> Money | None:
    most = [one.most for one in exposed]
    return None if None in most else _money(sum((amount for amount in most if amount is not None), Decimal(0)))


def _claim(one: Exposed, seizure: Seizure | None) -> Claim:
    return Claim(
        statute=one.statute,
        what=one.what,
        goods=tuple(_priced(line) for line in seizure.lines) if seizure else (),
        least=_money(one.least),
        most=_money(one.most),
        arithmetic=one.arithmetic,
        numbers=tuple(_cited(number) for number in one.numbers),
        elements=tuple(_element(element) for element in one.elements),
        besides=one.besides,
        lacking=one.lacking,
    )


def _element(one: Proven) -> Element:
    told = {name: text for name, text in one._asdict().items() if name != "key"}
    return msgspec.convert(told, Element)


def _priced(line: Line) -> Priced:
    goods = Goods(what=line.goods, mark=line.mark, quantity=line.units)
    if line.msrp is None:
        return Priced(goods=goods, none_because="no suggested retail price is on record")
    return Priced(
        goods=goods,
        price=_money(line.msrp.amount),
        model=line.msrp.model,
        source=line.msrp.source,
        on=line.msrp.on,
        none_because=line.msrp.none_because,
    )


def _cited(number: LegalNumber) -> Cited:
    return Cited(value=number.value, unit=number.unit, source=number.source, verified=cast(Tag, number.verified))


def _deadlines(mailed_on: dt.date | None) -> tuple[Deadline, ...]:
    if mailed_on is None:
        return ()
    within = PETITION.within
    return (
        Deadline(
            what=f"{PETITION.name[0].upper()}{PETITION.name[1:]}, or pay",
            by=due_on(mailed_on, within),
            rule=within.source,
            counted=f"{within.value} {within.unit} from mailing",
            verified=cast(Tag, within.verified),
        ),
    )


def _money(amount: Decimal | None) -> Money | None:
    return None if amount is None else Money(amount=amount, currency=DOLLARS)
