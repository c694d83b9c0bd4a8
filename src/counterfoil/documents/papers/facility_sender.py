"""Who tells facilities of goods that were found, after what, and which facilities? One file for all notices of a case.

It is the record of a facility notice without its stock, which `counterfoil match` finds, and with the facilities
instead of the one to which a notice goes.
"""

import datetime as dt
from collections import Counter
from typing import Annotated

from msgspec import Meta

from counterfoil.codes import gs1
from counterfoil.documents.papers.facility_notice import EXAMINE, LEAVE, FacilityNotice
from counterfoil.documents.papers.parts import Cited, Deadline, Fact, Party, Signer, Words
from counterfoil.tables.record_file import Record

ANSWER_DAYS, LIVES_DAYS = 14, 180  # our choice: the law names no days (DHS 2020, action 1; unverified, M-M)
MOST_DAYS = 3660
RULE = "set by the sender; the law names no day"
Days = Annotated[int, Meta(ge=1, le=MOST_DAYS)]
SENTENCES = Annotated[tuple[str, ...], Meta(min_length=1)]


class Facility(Party, frozen=True, kw_only=True):
    """A warehouse or fulfilment centre; `stock_names` is how inventories and shipments call it, besides its GLN."""

    gln: str = ""
    stock_names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.gln and not (
            len(self.gln) == 13 and self.gln.isdecimal() and gs1.check_digit(self.gln[:-1]) == self.gln[-1]
        ):
            raise ValueError(f"“{self.gln}” is no GLN: 13 digits with their check digit are needed")

    @property
    def id(self) -> str:
        """The facility as tables name it: its GLN, else its own name."""
        return self.gln or self.name

    @property
    def names(self) -> tuple[str, ...]:
        """All names under which its stock may stand, each once."""
        return tuple(dict.fromkeys(one for one in (self.gln, *self.stock_names, self.name) if one))


class FacilitySender(Record, frozen=True, kw_only=True):
    """The facts that all notices of one sender in one matter share."""

    sender: Party
    facilities: Annotated[tuple[Facility, ...], Meta(min_length=1)]
    signer: Signer
    seizure: Words
    seized_on: dt.date
    goods: Words
    mark: Words
    facts: tuple[Fact, ...] = ()
    urged: SENTENCES
    urged_examine: SENTENCES = EXAMINE
    urged_leave: SENTENCES = LEAVE
    numbers: tuple[Cited, ...] = ()
    answer_days: Days = ANSWER_DAYS
    lives_days: Days = LIVES_DAYS

    def __post_init__(self) -> None:
        owners = Counter(name for one in self.facilities for name in one.names)
        twice = [name for name, many in owners.items() if many > 1]
        if twice:
            raise ValueError(f"“{twice[0]}” is a name of two facilities: its stock would be told to both")

    def facility(self, wanted: str) -> Facility | None:
        """Return the facility that goes by this name or GLN; None where none of them does."""
        return next((one for one in self.facilities if wanted in one.names), None)

    def notice(self, to: Facility, *, number: str, case_id: str, on: dt.date) -> FacilityNotice:
        """Return the paper to one facility, still without stock and proof; `on` is its day.

        Raises ValueError where that lies before the seizure.
        """
        shared = ("sender", "signer", "seizure", "seized_on", "goods", "mark", "facts", "numbers")
        urged = ("urged", "urged_examine", "urged_leave")
        told = {name: getattr(to, name) for name in Party.__struct_fields__}
        told["reference"] = to.reference or (f"GLN {to.gln}" if to.gln else "")
        return FacilityNotice(
            **{name: getattr(self, name) for name in (*shared, *urged)},
            facility=Party(**told),
            number=number,
            case_id=case_id,
            sent_on=on,
            answer_by=self.deadline(on),
        )

    def deadline(self, on: dt.date) -> Deadline:
        """Return until when a notice of this day is to be answered."""
        what = "Say which units are set apart, allocated, picked or shipped, and what was abandoned or destroyed"
        counted = f"{self.answer_days} days from the notice"
        return Deadline(what=what, by=on + dt.timedelta(self.answer_days), rule=RULE, counted=counted, verified="M-M")
