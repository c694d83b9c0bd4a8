"""What can be asked of the benchmark of the desk, and the shape in which a part hands its figures over."""

import math
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

Figure = dict[str, Any]
PRECISE: Final = 100  # figures under it are told to a hundredth
COMMAND: Final = "python benchmarks/desk/run.py"


class Options(NamedTuple):
    """What the parts are asked for; the figures of record use what stands here."""

    rate: float = 100.0  # calls in a second
    seconds: float = 600.0
    workers: int = 1  # processes of the web
    window: float = 15.0  # seconds of one try of the ramp
    offers: int = 200_000  # of the stream
    kills: int = 100
    desks: int = 4  # that share the kills
    seed: int = 20_261_122


def figure(
    name: str,
    value: float,
    unit: str,
    *,
    target: str | None,
    peers: Mapping[str, float] | None = None,
    data: str,
    words: str,
) -> Figure:
    """Return one figure as the benchmarks freeze it; what is endless (the desk did not keep up) is null."""
    beside = [{"name": peer, "value": _shown(value)} for peer, value in (peers or {}).items()]
    return {
        "name": name,
        "value": _shown(value),
        "unit": unit,
        "target": target,
        "peers": beside,
        "data": data,
        "command": f"{COMMAND} {words}",
    }


def _shown(value: float) -> float | None:
    if math.isinf(value):
        return None
    return round(value, 2) if abs(value) < PRECISE and value != int(value) else round(value)
