"""Work out what may be asked of a person: the file of a case in, what follows out, and in a file."""

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from counterfoil.enforcement.exposure.case_file import read_case
from counterfoil.enforcement.exposure.exposed import Exposed
from counterfoil.enforcement.exposure.exposure import Exposure, exposure
from counterfoil.enforcement.exposure.mitigation import Mitigated
from counterfoil.run.inputs import opened
from counterfoil.run.outputs import write_text


def run_penalty(path: Path, *, day: dt.date | None, out: Path | None) -> Exposure:
    """Return what follows from a case on `day`, today where it is empty, and write it to `out`.

    Raises UserError for a file that cannot be used or written.
    """
    day = day or dt.datetime.now(dt.UTC).date()
    with opened(path) as stream:
        case = read_case(stream.read(), day=day, file=path.name)
    found = exposure(case, day=day)
    if out is not None:
        write_text(out, json.dumps(_as_json(found), indent=2, ensure_ascii=False) + "\n")
    return found


def _as_json(found: Exposure) -> dict[str, Any]:
    pairs = zip(found.exposed, found.mitigated, strict=True)
    return {
        "case": found.case.id,
        "person": found.case.person,
        "day": found.day.isoformat(),
        "currency": "USD",
        "exposure": [_statute(one, band) for one, band in pairs],
        "factors_for_less": found.less,
        "factors_for_more": found.more,
    }


def _statute(one: Exposed, band: Mitigated | None) -> dict[str, Any]:
    numbers = [{**number._asdict(), "value": str(number.value)} for number in one.numbers]
    return {
        **one._asdict(),
        "least": _amount(one.least),
        "most": _amount(one.most),
        "numbers": numbers,
        "since": one.since and one.since.isoformat(),
        "until": one.until and one.until.isoformat(),
        "elements": [element._asdict() for element in one.elements],
        "mitigated": band and {"least": _amount(band.least), "most": _amount(band.most), "source": band.source},
    }


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"
