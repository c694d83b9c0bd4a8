"""Take in what proves dispositions, draw those to be looked at once more, and say what share was borne out."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from counterfoil.enforcement.dispositions.drawing_audits import Drawn, audited, draw_audits
from counterfoil.enforcement.dispositions.kind import WITNESS
from counterfoil.enforcement.dispositions.standing import DISPOSITION, PROOF, RECORDED
from counterfoil.errors import UserError
from counterfoil.intake.dispositions import read_proofs
from counterfoil.intake.reader import WITHHELD
from counterfoil.intervals.weighted import share_with_interval
from counterfoil.run.acting import Acting
from counterfoil.run.case_files import Act, CaseFiles, changing, read_case, write_acts
from counterfoil.run.disposition_files import Disposed, disposed_in
from counterfoil.run.inputs import digest_of, opened
from counterfoil.run.notice_files import rows_of
from counterfoil.run.outputs import whole
from counterfoil.tables.contract import LINE
from counterfoil.tables.disposition_proof import DispositionProof
from counterfoil.tables.reject import Reject

FOLDER = "proofs"
AUDIT, DRAWN = "audit", "audit-drawn"
CHUNK = 1 << 20
Row = Mapping[str, Any]


class Proved(NamedTuple):
    """The proofs that were taken in (contract DispositionProof), and those that were set aside (Reject)."""

    rows: pl.DataFrame
    rejects: pl.DataFrame


class Audited(NamedTuple):
    """What a draw came to, and what share of the dispositions drawn so far was borne out, with its 95 % interval."""

    drawn: Drawn
    share: dict[str, float] | None
    open: int


def run_prove(folder: Path, path: Path, acting: Acting) -> Proved:
    """Take in the proofs of a file; what a row names as its `file`, from the folder beside it, is copied into the case.

    Raises UserError for a file that cannot be read, or none of whose rows proves anything; nothing is written then.
    """
    with opened(path) as stream:
        read = read_proofs(stream, file=path.name)
    digest = f"{path.name} {digest_of(path)}"
    read_case(folder)  # what is no case is refused before the lock makes a folder of it
    with changing(folder):
        case = read_case(folder)
        kept, rejects = _judged(read.kept, disposed_in(case), path)
        every = pl.concat([read.rejects, rejects]).sort(LINE, maintain_order=True)
        if not kept:
            raise _proves_nothing(every, path.name)
        before = case.tables["disposition_proofs"]
        named = [row | {"id": f"p-{number}"} for number, row in enumerate(kept, start=before.height + 1)]
        stored = [_stored(case, row, path.parent) for row in named]
        acts = [_act(row, acting, (digest,)) for row in stored]
        new = rows_of(DispositionProof, stored)
        write_acts(case, acts, {"disposition_proofs": pl.concat([before, new])})
    return Proved(new, every)


def run_audit(folder: Path, *, share: float, seed: int, acting: Acting) -> Audited:
    """Draw dispositions to be looked at once more, each with its probability in the events, and say what came of those
    that were drawn before. Raises UserError for a share that is not between 0 and 1."""
    if not 0 <= share <= 1:
        raise UserError(f"A share of {share} cannot be drawn.", cure="Give --share from 0 to 1, such as 0.2.")
    read_case(folder)
    with changing(folder):
        case = read_case(folder)
        now = disposed_in(case)
        drawn = draw_audits(now.dispositions, now.proofs, share=share, seed=seed) if share else Drawn([], 0.0, 0)
        if drawn.ids:
            before = case.tables["disposition_proofs"]
            rows = [
                _to_audit(one, drawn, seed, acting, before.height + at) for at, one in enumerate(drawn.ids, start=1)
            ]
            acts = [act for row in rows for act in (_act(row, acting, ()), _drawn_act(row, drawn, seed, acting))]
            table = pl.concat([before, rows_of(DispositionProof, rows)])
            write_acts(case, acts, {"disposition_proofs": table})
        return audit_results(disposed_in(read_case(folder)), drawn=drawn)


def audit_results(now: Disposed, *, drawn: Drawn) -> Audited:
    """Return the share of the dispositions that audits bore out, weighted by one over the probability of each draw."""
    audits = audited(now.dispositions, now.proofs).filter(pl.col("probability").is_not_null())
    done = audits.filter(pl.col("is_confirmed").is_not_null())
    if done.is_empty():
        return Audited(drawn, None, audits.height)
    weight = 1 / pl.col("probability")
    told = done.select(**share_with_interval(pl.col("is_confirmed"), weight, heaviest=weight.max()))
    return Audited(drawn, told.to_dicts()[0] | {"audits": done.height}, audits.height - done.height)


def _judged(given: pl.DataFrame, now: Disposed, path: Path) -> tuple[list[dict[str, Any]], pl.DataFrame]:
    known = {row["id"]: row for row in now.dispositions.iter_rows(named=True)}
    seen = {_name(row) for row in now.proofs.iter_rows(named=True)}
    kept, rejects = [], []
    for row in given.iter_rows(named=True):
        fault = _fault(row, known, path.parent) or _twice(row, seen)
        if fault:
            field, rule = fault
            value = WITHHELD if field == "reference" and rule.startswith("who is") else str(row[field])
            rejects.append({"file": path.name, "line": row[LINE], "field": field, "value": value, "rule": rule})
            continue
        seen.add(_name(row))
        kept.append({name: value for name, value in row.items() if name != LINE})
    return kept, pl.DataFrame(rejects, schema=Reject.create_empty().schema)


def _name(row: Row) -> tuple[object, ...]:
    return row["disposition_id"], row["kind"], row["reference"], row["is_confirmed"]


def _twice(row: Row, seen: set[tuple[object, ...]]) -> tuple[str, str] | None:
    return ("reference", "a proof must not be told twice") if _name(row) in seen else None


def _fault(row: Row, known: Mapping[str, Row], beside: Path) -> tuple[str, str] | None:
    """Return the field and the rule that a proof breaks, or None."""
    of = known.get(row["disposition_id"])
    if of is None:
        return "disposition_id", "the disposition must be one of the case that counts"
    if row["at"] < of["at"]:
        return "at", "a proof must not be made before what it proves"
    if row["kind"] in (WITNESS, AUDIT):
        if not re.fullmatch(r"[a-z][a-z-]*:[A-Za-z0-9._-]+", row["reference"]):
            return "reference", f"who is a {row['kind']} must be told as role:id, never by name"
        if row["reference"] == of["by"]:
            return "reference", f"the {row['kind']} must be another than who did it"
    if row["kind"] == AUDIT and row["is_confirmed"] is None:
        return "is_confirmed", "an audit must say yes or no"
    return _file_fault(row["file"], beside)


def _file_fault(name: str | None, beside: Path) -> tuple[str, str] | None:
    if name is None:
        return None
    inside = (beside / name).resolve()
    if not inside.is_relative_to(beside.resolve()):
        return "file", "the file must lie beside the table, or in a folder there"
    return None if inside.is_file() else ("file", "there must be such a file beside the table")


def _stored(case: CaseFiles, row: dict[str, Any], beside: Path) -> dict[str, Any]:
    """Return the row once its file, if it has one, lies in the case under the name of its proof."""
    if row["file"] is None:
        return row
    source = beside / row["file"]
    ending = re.sub(r"[^A-Za-z0-9.]", "", source.suffix)[:10]
    name = f"{FOLDER}/{row['id']}{ending}"
    with whole(case.folder / name) as partial, opened(source) as stream, partial.open("wb") as out:
        while part := stream.read(CHUNK):
            out.write(part)
    return row | {"file": name, "sha256": digest_of(case.folder / name)}


def _to_audit(one: str, drawn: Drawn, seed: int, acting: Acting, number: int) -> dict[str, Any]:
    told = {"disposition_id": one, "kind": AUDIT, "reference": f"drawn with seed {seed}", "at": acting.at}
    return {"id": f"p-{number}", **told, "probability": drawn.probability}


def _act(row: Row, acting: Acting, digests: tuple[str, ...]) -> Act:
    own = (f"{row['file']} {row['sha256']}",) if row.get("file") else ()
    said = f"A {row['kind']} ({row['reference']}) was told of {row['disposition_id']}."
    return Act(acting.at, acting.by, RECORDED, PROOF, row["id"], said, acting.why, (*digests, *own))


def _drawn_act(row: Row, drawn: Drawn, seed: int, acting: Acting) -> Act:
    said = f"Drawn for an audit: {len(drawn.ids)} of {drawn.of}, probability {drawn.probability:.6f}, seed {seed}."
    return Act(acting.at, acting.by, DRAWN, DISPOSITION, row["disposition_id"], said, acting.why)


def _proves_nothing(rejects: pl.DataFrame, file: str) -> UserError:
    if rejects.is_empty():
        return UserError("There is no proof in it.", cure="Give one to a row.", file=file)
    row = rejects.row(0, named=True)
    problem = f"{row['field']} “{row['value']}”: {row['rule']}."
    more = f" {rejects.height} rows were refused." if rejects.height > 1 else ""
    return UserError(problem, cure=f"Correct it.{more}", file=file, line=row["line"])
