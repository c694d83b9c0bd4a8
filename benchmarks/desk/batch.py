"""How many offers a second go through the stream: NDJSON in, NDJSON out, sent and read at the same time."""

import http.client
import itertools
import json
import threading
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

import marketplace
from options import Figure, Options, figure
from spent import cpu_seconds, memory
from started import Desk, desk

STREAM: Final = "/api/v1/offers/screen-stream"
WARM: Final = 2_000
PIECE: Final = 1 << 16
TARGET: Final = 20_000


class Streamed(NamedTuple):
    """What came back: how many lines of which kind, the last one, and the seconds it took."""

    lines: Counter[str]
    summary: dict[str, Any]
    seconds: float


def figures(options: Options) -> list[Figure]:
    """Return the offers a second of one stream, by the clock and by the CPU."""
    rights = marketplace.rights()
    drawn = marketplace.offers(marketplace.marks_of(rights), series=f"batch-{time.time_ns()}")
    with TemporaryDirectory() as folder, desk(workers=options.workers) as one:
        streamed(one, written(Path(folder) / "warm.ndjson", drawn, WARM))
        offers = written(Path(folder) / "offers.ndjson", drawn, options.offers)
        before = cpu_seconds(one)
        reader = time.process_time()
        done = streamed(one, offers)
        reader = time.process_time() - reader
        spent = {name: used - before.get(name, 0.0) for name, used in cpu_seconds(one).items()} | {"generator": reader}
        size, web = offers.stat().st_size / 2**20, memory(one)["web"]
    print(dict(done.lines), done.summary)
    answers = ", ".join(f"{number:,} {kind}" for kind, number in done.lines.most_common())
    data = f"{rights.height:,} rights; {options.offers:,} drawn offers of {size:.0f} MiB in one stream: {answers}"
    words = f"--only batch --offers {options.offers} --workers {options.workers}"
    lost = options.offers - sum(done.lines.values())
    rows = (
        ("offers of one stream, by the clock", options.offers / done.seconds, "1/s", f">= {TARGET}"),
        ("offers of one stream, per CPU-second of the web", options.offers / max(spent["web"], 0.01), "1/s", None),
        ("offers of one stream without an answer", lost, "offers", "<= 0"),
        *((f"CPU of {part}, one stream", used, "s of CPU", None) for part, used in sorted(spent.items())),
        ("memory of the web after a stream", web, "MiB", None),
    )
    return [figure(name, value, unit, target=target, data=data, words=words) for name, value, unit, target in rows]


def written(path: Path, drawn: Any, count: int) -> Path:
    """Write so many offers, one to a line, and return the file."""
    with path.open("wb") as stream:
        stream.writelines(json.dumps(offer).encode() + b"\n" for offer in itertools.islice(drawn, count))
    return path


def streamed(one: Desk, offers: Path) -> Streamed:
    """Send a file and read what comes back while it is sent. Raises RuntimeError where the desk refuses it."""
    wire = http.client.HTTPConnection("127.0.0.1", one.port, timeout=600)
    wire.putrequest("POST", STREAM)
    headers = {"Authorization": f"Bearer {one.token}", "Content-Type": "application/x-ndjson"}
    for name, value in {**headers, "Content-Length": str(offers.stat().st_size)}.items():
        wire.putheader(name, value)
    begun = time.monotonic()
    wire.endheaders()
    sender = threading.Thread(target=_send, args=(wire, offers), daemon=True)
    sender.start()
    answer = wire.getresponse()
    if answer.status != http.client.OK:
        raise RuntimeError(f"{STREAM} answers {answer.status}: {answer.read(500)!r}")
    lines, last = Counter[str](), b"{}"
    for line in answer:
        lines[_kind(line)] += 1
        last = line
    lines[_kind(last)] -= 1  # the summary is no answer to an offer
    seconds = time.monotonic() - begun
    sender.join()
    wire.close()
    return Streamed(+lines, json.loads(last), seconds)


def _send(wire: http.client.HTTPConnection, offers: Path) -> None:
    with offers.open("rb") as stream:
        while piece := stream.read(PIECE):
            wire.send(piece)


def _kind(line: bytes) -> str:
    """Return the decision that a line names, without reading all of it: the reader is not what is measured."""
    _, _, rest = line.partition(b'"decision"')
    return rest.partition(b'"')[2].partition(b'"')[0].decode() or "rejected"
