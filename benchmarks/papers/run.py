"""How long does a paper take? CPU seconds of this process, which makes them one after another. See README.md."""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from counterfoil.documents.papers.facility_notice import FacilityNotice
from counterfoil.documents.papers.parts import Paper
from counterfoil.run.papers import paper, paper_in

sys.path.append(str(Path(__file__).parents[1]))

from measured_at import commit_name

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples" / "papers"
PAPERS, ROWS = 1_000, 10_000


def main() -> None:
    statement = paper_in(EXAMPLES / "statement-of-reasons.toml", "statement-of-reasons")
    penalty = paper_in(EXAMPLES / "notice-of-penalty.toml", "notice-of-penalty")
    facility = paper_in(EXAMPLES / "facility-notice.toml", "facility-notice")
    assert isinstance(facility, FacilityNotice)
    stock = [msgspec.structs.replace(facility.stock[0], item=f"{number:018}") for number in range(ROWS)]
    long = msgspec.structs.replace(facility, stock=tuple(stock))
    figures = [
        _figure("the first paper of a process, with its fonts looked through", lambda: _made(statement, 1)),
        _figure("a paper of one page, the statement of reasons", lambda: _made(statement, PAPERS), of=PAPERS),
        _figure("a paper of two pages, the notice of penalty", lambda: _made(penalty, PAPERS // 4), of=PAPERS // 4),
        _memory("most memory of the process until here"),
        _figure(f"one paper with a table of {ROWS:,} rows", lambda: paper(long)),
        _memory("most memory with that table"),
    ]
    for figure in figures:
        print(f"{figure['value']:>9} {figure['unit']:<12} {figure['name']}")
    told = {
        "target": "",  # none was set
        "peers": [],
        "data": "the records of examples/papers",
        "command": "python benchmarks/papers/run.py",
        "commit": commit_name(),
    }
    (HERE / "results.json").write_text(json.dumps([one | told for one in figures], indent=1) + "\n", encoding="utf-8")


def _made(record: Paper, count: int) -> None:
    for number in range(count):
        paper(msgspec.structs.replace(record, case_id=f"case-{number:06}"))


def _figure(name: str, work: Callable[[], object], *, of: int = 1) -> dict[str, object]:
    begun = time.process_time()
    work()
    seconds = (time.process_time() - begun) / of
    return {"name": name, "value": round(seconds, 3), "unit": "CPU-seconds"}


def _memory(name: str) -> dict[str, object]:
    return {"name": name, "value": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, "unit": "MiB"}


if __name__ == "__main__":
    main()
