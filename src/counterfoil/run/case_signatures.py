"""Freeze the signature of a case: what a person confirmed goes into one signed file that is never written over.

CASE/signatures/<first digits of its SHA-256>.json, with an event `signature-frozen` that bears its digest. A later one
is a version beside it, and its event says what changed.
"""

import datetime as dt
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from counterfoil.codes.signing_keys import fingerprint, key_in, opened_private
from counterfoil.enforcement.states.case_states import CASE
from counterfoil.errors import UserError
from counterfoil.matching.signature import read_signature, signed_goods
from counterfoil.matching.source.travelling import digested
from counterfoil.run.case_files import Act, CaseFiles, changing, check, read_case, record, state_of
from counterfoil.run.confirmed_goods import CONFIRMED, GOODS, confirmed, frozen_part, goods_of, known_goods
from counterfoil.run.examined_goods import examined_goods
from counterfoil.run.goods_inputs import goods_in
from counterfoil.run.inputs import Inputs, digest_of, opened
from counterfoil.run.outputs import whole
from counterfoil.run.signatures import SALT_BYTES

FOLDER, KIND, FROZEN = "signatures", "signature", "signature-frozen"
REFUTED = "not confirmed"  # the state of a case on which nothing may rest
_COMPARED = ("vouches_for", "salt")  # not what goods say: it follows from the others, or keys the digests


@dataclass(frozen=True, kw_only=True)
class FreezeRequest:
    """Which case, signed with which key, written where; by whom, why and when.

    `confirm` are goods confirmed now, `goods` a file of further ones, `without` those that are left out,
    `examinations` a file of results that confirm the goods of the shipments that were opened.
    """

    case: Path
    key: Path
    out: Path
    by: str
    why: str
    at: dt.datetime
    goods: Path | None = None
    confirm: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    examinations: Path | None = None

    @property
    def used(self) -> tuple[str, ...]:
        """The files that were given, each as “NAME SHA-256”."""
        given = [path for path in (self.goods, self.examinations) if path is not None]
        return tuple(f"{path.name} {digest_of(path)}" for path in given)


class Frozen(NamedTuple):
    """What was frozen: the file within the case, its version, the goods by id and status, what changed, the key's
    fingerprint, whether it is new, and the goods that are told with another salt."""

    file: str
    version: int
    goods: pl.DataFrame
    changed: str
    key: str
    is_new: bool
    left_out: tuple[str, ...] = ()


class Version(NamedTuple):
    """A signature that was frozen before: its file, SHA-256, number, goods and key."""

    file: str
    sha256: str
    number: int
    goods: pl.DataFrame
    signed_by: str
    data: bytes


def freeze(request: FreezeRequest) -> Frozen:
    """Freeze the signature of a case, give it out as `request.out`, and return what was frozen.

    Where nothing changed since the last version, that is given out again. Raises UserError where no person confirmed
    goods of the case, and for a case that was found not to hold, before anything is written.
    """
    read_case(request.case)  # what is no case is refused before the lock makes a folder of it
    with opened(request.key) as stream:
        key = stream.read()
    with changing(request.case):
        case = read_case(request.case)
        _may(case)
        last = last_version(case)
        grounds = _grounds(case, request)
        known = _all_goods(case, last, request, by_hand=tuple(grounds))
        chosen = frozen_part(known.filter(~pl.col("id").is_in(request.without)))
        if chosen.filter(status=CONFIRMED).is_empty():
            raise _none_confirmed(known)
        left_out = _salted_otherwise(chosen)
        chosen = chosen.filter(~pl.col("id").is_in(left_out))
        signer = key_in(opened_private(key))
        changed = _changed(last, chosen, signer)
        if last is not None and not changed and not grounds:
            _give_out(request.out, last.data)
            return Frozen(last.file, last.number, chosen, "", fingerprint(signer), is_new=False, left_out=left_out)
        number = 1 if last is None else last.number + 1
        about = {"id": case.id, "version": number, "replaces": None if last is None else last.sha256}
        data = signed_goods(chosen, key=key, made_on=request.at.date().isoformat(), case=about)
        said = f"Version {number} of the case's signature was frozen: {changed}"
        file = _write(case, request, data, (said, grounds))
        return Frozen(file, number, chosen, changed, fingerprint(signer), is_new=True, left_out=left_out)


def last_version(case: CaseFiles) -> Version | None:
    """Return the newest signature that was frozen of a case. Raises UserError where its file is missing or changed."""
    told = case.tables["events"].filter(kind=FROZEN)
    if told.is_empty():
        return None
    file, sha256 = told.item(-1, "digests")[0].rsplit(" ", 1)
    path = case.folder / file
    with opened(path) as stream:
        data = stream.read()
    content = read_signature(data, file=str(path))
    if hashlib.sha256(data).hexdigest() != sha256:
        cure = "Put it back from a copy, or from a bundle of the case."
        raise UserError("This is not the file that was frozen.", cure=cure, file=str(path))
    goods = goods_of({"salt": content["salt"]} | row for row in content["goods"])
    return Version(file, sha256, int(content["case"]["version"]), goods, str(content["signed_by"]), data)


def _may(case: CaseFiles) -> None:
    if state_of(case, CASE, case.id) == REFUTED:
        cure = "Nothing may rest on it; a reviewer can take it up again: counterfoil case act … reopened."
        raise UserError("A person found that this case does not hold.", cure=cure, file=str(case.folder))


def _grounds(case: CaseFiles, request: FreezeRequest) -> dict[str, str]:
    """Return the goods that are confirmed now, each with what is said of it."""
    told = {one: f"The goods {one} were confirmed." for one in request.confirm}
    if request.examinations is None:
        return told
    return examined_goods(request.examinations, confirmed(case, known_goods(case)), at=request.at) | told


def _all_goods(
    case: CaseFiles, last: Version | None, request: FreezeRequest, *, by_hand: tuple[str, ...]
) -> pl.DataFrame:
    """Return the goods of the exhibits, of the last version and of the file, the later one of each id."""
    shown = confirmed(case, known_goods(case), by_hand)
    salt = _salt(shown, last)
    parts = [] if last is None else [last.goods]
    parts.append(shown)
    if request.goods is not None:
        inputs = Inputs()
        parts.append(digested(goods_in(request.goods, inputs), salt))
        if any(frame.height for frame in inputs.rejects):
            cure = f"See which: counterfoil match {request.goods} INVENTORY -o out"
            raise UserError("Rows of these goods cannot be used.", cure=cure, file=str(request.goods))
    return pl.concat(parts).unique("id", keep="last", maintain_order=True)


def _salt(shown: pl.DataFrame, last: Version | None) -> str:
    """Return the salt of the goods that the newest exhibits tell; of a case without, that of its last version."""
    if shown.height:
        return str(shown["salt"].mode().sort()[0])
    return str(last.goods.item(0, "salt")) if last is not None else secrets.token_hex(SALT_BYTES)


def _salted_otherwise(goods: pl.DataFrame) -> tuple[str, ...]:
    """Return the goods whose digests cannot stand beside the others: a signature has one salt."""
    salt = goods["salt"].mode().sort()[0]
    return tuple(goods.filter(pl.col("salt") != salt)["id"])


def _changed(last: Version | None, goods: pl.DataFrame, signer: str) -> str:
    """Return in words what the goods are beside those of the last version, "" where nothing is."""
    now = _told(goods)
    if last is None:
        return f"{', '.join(now)}."
    before = _told(last.goods)
    new, gone = [one for one in now if one not in before], [one for one in before if one not in now]
    other = [one for one in now if one in before and now[one] != before[one]]
    parts = [
        f"{', '.join(new)} {'is' if len(new) == 1 else 'are'} new" if new else "",
        f"{', '.join(gone)} {'was' if len(gone) == 1 else 'were'} left out" if gone else "",
        f"other things are told of {', '.join(other)}" if other else "",
        "another key signed it" if last.signed_by != signer else "",
    ]
    told = "; ".join(part for part in parts if part)
    return f"{told}." if told else ""


def _told(goods: pl.DataFrame) -> dict[str, Mapping[str, Any]]:
    return {row["id"]: row for row in goods.drop(_COMPARED).iter_rows(named=True)}


def _write(case: CaseFiles, request: FreezeRequest, data: bytes, told: tuple[str, Mapping[str, str]]) -> str:
    what, grounds = told
    sha256 = hashlib.sha256(data).hexdigest()
    file = f"{FOLDER}/{sha256[:8]}.json"
    acts = [
        *(
            Act(request.at, request.by, "confirmed", GOODS, one, said, request.why, request.used)
            for one, said in grounds.items()
        ),
        Act(request.at, request.by, FROZEN, KIND, sha256[:8], what, request.why, (f"{file} {sha256}", *request.used)),
    ]
    check(case, acts)
    _give_out(case.folder / file, data)
    _give_out(request.out, data)
    record(case, acts)
    return file


def _give_out(path: Path, data: bytes) -> None:
    with whole(path) as partial:
        partial.write_bytes(data)


def _none_confirmed(known: pl.DataFrame) -> UserError:
    suspected = known.filter(pl.col("status").fill_null("suspected") == "suspected")["id"].to_list()
    problem = "No person has confirmed goods of this case, so nothing can be frozen."
    if suspected:
        told = ", ".join(suspected[:5])
        cure = f"Once an examiner found them false: --confirm {suspected[0]} --by … --why … (the case knows {told})."
    else:
        cure = "Give them with --goods FILE, or build the case with the results of `counterfoil match`."
    return UserError(problem, cure=cure)
