"""Is this the run that was interrupted? Its state is bound to all that its results depend on.

To the bytes and the name of each file, the options, the versions, and the program text itself: a developer's engine
changes while its version stands still. Not to the memory it may use: that changes no result.
"""

import datetime as dt
import hashlib
import json
import shutil
from dataclasses import fields
from pathlib import Path
from typing import Any, NamedTuple

import counterfoil
from counterfoil.run.inputs import Fingerprint, digest_of, fingerprint
from counterfoil.run.order_blocking import READ
from counterfoil.run.outputs import FILES, SEAL, write_json
from counterfoil.run.pictures.names import digest_of_listing
from counterfoil.run.record import versions
from counterfoil.run.request import ScreenRequest
from counterfoil.run.state import FOLDER, MAKING, REQUEST, State

PROGRAM = (".py", ".toml", ".j2", ".css")  # files of the package that make up the engine
NO_INPUTS = ("out",)  # fields of a request on which no result depends
STARTED = "started_at"


class Opened(NamedTuple):
    """The state of a run; `anew_because` says why an interrupted one was not continued, empty where there was none."""

    state: State
    started_at: dt.datetime
    prints: dict[Path, Fingerprint]
    anew_because: str


def opened_state(request: ScreenRequest, *, now: dt.datetime) -> Opened:
    """Return the state of the interrupted run of this very request in its folder, or an empty one.

    Raises UserError for a file that cannot be read.
    """
    prints = {path: fingerprint(path) for path in _files(request).values()}
    bound = _bound(request, prints)
    folder = request.out / FOLDER
    before = _read(folder / REQUEST)
    if before is not None and before.get("bound") == bound and not _is_lost(request):
        return Opened(State(folder), dt.datetime.fromisoformat(before[STARTED]), prints, "")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    started = now.replace(microsecond=0)
    partial = folder / MAKING
    write_json(partial, {"bound": bound, STARTED: started.isoformat()})
    partial.replace(folder / REQUEST)
    return Opened(State(folder), started, prints, "" if before is None else _what_differs(before.get("bound"), bound))


def _is_lost(request: ScreenRequest) -> bool:
    """Say whether the finished results were moved up and then taken away, so that there is nothing to continue."""
    state = State(request.out / FOLDER)
    moved = state.has("results") and not (state.path("results") / FILES / SEAL).exists()
    return moved and not (request.out / SEAL).exists()


def _files(request: ScreenRequest) -> dict[str, Path]:
    given = ((field.name, getattr(request, field.name)) for field in fields(request) if field.name not in NO_INPUTS)
    files = {name: value for name, value in given if isinstance(value, Path) and not _is_pictures(name, value)}
    places = [(at, folder / name) for at, folder in enumerate(request.orders) for name in READ]
    return files | {f"order {at} {path.name}": path for at, path in places}


def _is_pictures(name: str, path: Path) -> bool:
    return name == "images" and path.is_dir()


def _listed(request: ScreenRequest) -> dict[str, list[str]]:
    """Return the folder of pictures with the digest of its names, sizes and times: its bytes are read only once."""
    images = request.images
    return {} if images is None or not images.is_dir() else {"images": [images.name, digest_of_listing(images)]}


def _bound(request: ScreenRequest, prints: dict[Path, Fingerprint]) -> dict[str, Any]:
    return {
        "files": {role: [path.name, prints[path].sha256] for role, path in _files(request).items()} | _listed(request),
        "options": {"encoding": request.encoding} | ({"day": str(request.day)} if request.orders else {}),
        "versions": versions(),
        "program": _digest_of_program(),
    }


def _digest_of_program() -> str:
    folder, digest = Path(counterfoil.__file__).parent, hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.suffix in PROGRAM):
        digest.update(f"{path.relative_to(folder)} {digest_of(path)}\n".encode())
    return digest.hexdigest()


def _read(path: Path) -> dict[str, Any] | None:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return content if isinstance(content, dict) else None


def _what_differs(was: Any, now: dict[str, Any]) -> str:
    """Say in words what is not as it was when the run was interrupted."""
    before = was if isinstance(was, dict) else {}
    theirs, ours = before.get("files", {}), now["files"]
    changed = [role.replace("_", " ") for role in sorted({*theirs, *ours}) if theirs.get(role) != ours.get(role)]
    if changed:
        return f"the {', '.join(changed)} file{'s' if len(changed) > 1 else ''} changed"
    return "the options differ" if before.get("options") != now["options"] else "the program is another version"
