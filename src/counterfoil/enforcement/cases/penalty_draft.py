"""From a case to the draft of its penalty file: what is known stands in it, what is not stands there as a comment.

Nothing is guessed: no retail price from an asking price, no day of a registration, no type of goods, no intent. The
draft is read by `counterfoil penalty` as it is, which then says what is missing.
"""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from counterfoil.enforcement.facility_notices.due import FACTOR, IGNORED

UNITED_STATES = ("US", "USPTO")
REGISTERS = ("principal", "supplemental")
SHOWN = 12  # exhibits named as what may prove a use
HEAD = """\
# The penalty file of {id}, drafted on {day} for `counterfoil penalty`.
# What the case knows is filled in. What it does not know is left out and stands as a comment: write it for the sign ?
# and take the sign # away. Nothing is guessed. What counts, and what each fact is proven by: docs/penalties.md.
id = {quoted}
person = {person}  # an id, never a name
"""
SEIZED = """
# ---- Seizures: none is told in this case; counterfoil case act CASE seized --of NUMBER tells one. Of each:
# [[seizures]]
# number = ?
# on = ?
"""
LINES = """\
# [[seizures.lines]]  # of each kind of goods in it
# goods = ?
# mark = ?
# units = ?
# article_value = ?  # US dollars, of all units, as they are
# the suggested retail price in the United States on the day, or why there is none; an asking price is never one:
# msrp = { amount = ?, source = ?, on = ?, model = ? }
# msrp = { none_because = ? }
"""
REST = """
# ---- What each element is proven by: `counterfoil penalty` shows their keys. A score of Counterfoil's proves none.
# [[proofs]]
# element = "1117.use"
# exhibit = ?  # listings as they were seen: {exhibits}
# kind = "record"
# [[proofs]]
# element = "1117.counterfeit"
# exhibit = ?  # the report of who held the goods against genuine ones
# kind = "testimony"
# witness = ?

# ---- What else may be known: [[entries]] (false information at the border), [offence], [[violations]], factors, bands
"""


class Known(NamedTuple):
    """What a case knows: its row (contract Case), its rights, its events and its exhibits, as rows."""

    case: Mapping[str, Any]
    rights: Sequence[Mapping[str, Any]]
    events: Sequence[Mapping[str, Any]]
    exhibits: Sequence[Mapping[str, Any]]


def penalty_draft(known: Known, *, day: dt.date) -> str:
    """Return the draft as TOML with comments; read as a penalty case (`exposure.case_file`) it holds what is known."""
    case = known.case
    person = case["party_id"] or case["id"]
    head = HEAD.format(id=_plain(case["id"]), day=day, quoted=_quoted(case["id"]), person=_quoted(person))
    listings = [one["id"] for one in known.exhibits if (one["file"] or "").startswith("exhibits/offer-")]
    parts = [
        head,
        *_ignored(known.events),
        *_registrations(known.rights, day),
        *_seizures(known.events),
        *_suit(case["marks"]),
    ]
    return "".join([*parts, REST.format(exhibits=", ".join(listings[:SHOWN]))])


def _ignored(events: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    """Yield a comment for each notice on which a facility stayed silent, where silence counts: it speaks against that
    facility, who is not the person of this case unless somebody says so."""
    for event in events:
        if event["kind"] == IGNORED:
            notice = _plain(event["subject_id"])
            yield f'# factors = ["{FACTOR}"]  # in a case against the facility that was sent {notice}\n'
            yield f"# {_plain(event['what'])}\n"


def _registrations(rights: Iterable[Mapping[str, Any]], day: dt.date) -> Iterable[str]:
    yield "\n# ---- Registrations of the marks of the case in the United States\n"
    for right in rights:
        if not right.get("registration_number") or not right.get("mark"):
            yield f"# {_told(right)}: no words, or no number of a registration, are known.\n"
        elif right.get("office") not in UNITED_STATES and right.get("territory") != "US":
            place = _plain(str(right.get("office") or right.get("territory")))
            yield f"# {_told(right)} is registered elsewhere ({place}); no fine follows from it.\n"
        else:
            yield _registration(right, day)


def _registration(right: Mapping[str, Any], day: dt.date) -> str:
    """Return a registration; as a comment where what a registration needs is not known."""
    on = _day(right.get("registered_on"))
    complete = right.get("register") in REGISTERS and on is not None and on <= day
    lines = [
        "[[registrations]]",
        f"mark = {_quoted(right['mark'])}",
        f"number = {_quoted(right['registration_number'])}",
        f"register = {_quoted(right['register'])}" if complete else "register = ?  # principal or supplemental",
        f"registered_on = {on}" if complete else "registered_on = ?",
    ]
    if right.get("recorded"):
        lines.append(f"recordation = {_quoted(right['recorded'])}")
    sign = "" if complete else "# "
    told = "".join(f"{sign}{line}\n" for line in lines)
    return told + ("# recorded_on = ?  # with Customs\n" if right.get("recorded") else "") + "\n"


def _seizures(events: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    seized = [event for event in events if event["kind"] == "seized"]
    if not seized:
        yield SEIZED
        yield LINES
        return
    yield "\n# ---- Seizures that are told in the case; what was in them is not\n"
    for event in seized:
        number = _quoted(event["subject_id"])
        yield f"[[seizures]]\nnumber = {number}\non = {event['at'].date()}\n"
        yield "lines = []  # take this line away for those below\n"
        yield LINES


def _suit(marks: Sequence[str]) -> Iterable[str]:
    yield "\n# ---- What the owners may ask in court\n"
    if not marks:
        yield "# No mark of the case is known.\n"
        return
    yield "[suit]  # types: the types of goods that each mark was used on\n"
    yield "".join(["uses = [\n", *(f"  {{ mark = {_quoted(mark)}, types = [] }},\n" for mark in marks), "]\n"])
    yield "# wilful = true  # where it is proven\n# profits = ?\n# damages = ?\n"


def _told(right: Mapping[str, Any]) -> str:
    return _plain(f"{right['id']}, {right.get('mark') or 'a mark without words'}")


def _day(text: object) -> dt.date | None:
    return dt.date.fromisoformat(text) if isinstance(text, str) else None


def _quoted(text: str) -> str:
    """Return a TOML string: a JSON one is, but for the character 7F."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _plain(text: str) -> str:
    """Return a text for a comment, in one line and without a character that TOML allows in none."""
    return "".join(character if character.isprintable() else " " for character in text)
