"""Which versions, models and inputs did a run have? Taken from the run.json that lies among a case's exhibits."""

import json
from pathlib import Path
from typing import Any

LARGEST = 16 << 20  # bytes of a run.json


def run_told(path: Path, *, named: str) -> dict[str, Any] | None:
    """Return the row of a run: file, engine_version, models, versions and inputs (“role name SHA-256”).

    None where the file is no run.json.
    """
    if path.stat().st_size > LARGEST:
        return None
    try:
        said = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or not isinstance(said.get("files"), list) or "started_at" not in said:
        return None
    versions = _named(said, "versions")
    return {
        "file": named,
        "started_at": str(said["started_at"]),
        "engine_version": str(said.get("engine_version") or versions.get("counterfoil") or ""),
        "models": _models(said),
        "inputs_digest": str(said.get("inputs_digest") or ""),
        "versions": [f"{name} {version}" for name, version in sorted(versions.items())],
        "inputs": [_input(one) for one in said["files"] if isinstance(one, dict)],
        "outputs": [f"{name} {digest}" for name, digest in sorted(_named(said, "outputs").items())],
    }


def _models(said: dict[str, Any]) -> list[str]:
    named = {**_named(said, "models"), **{key: said[key] for key in ("model", "policy") if said.get(key)}}
    regimes = said.get("regimes")
    regimes = regimes if isinstance(regimes, list) else []
    return [f"{name} {value}" for name, value in sorted(named.items())] + [f"regime {name}" for name in regimes]


def _named(said: dict[str, Any], key: str) -> dict[str, Any]:
    found = said.get(key)
    return found if isinstance(found, dict) else {}


def _input(one: dict[str, Any]) -> str:
    return f"{one.get('role', '')} {one.get('name', '')} {one.get('sha256', '')}"
