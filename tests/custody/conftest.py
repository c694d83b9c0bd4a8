"""One bundle of the small case, signed, and an edition of it; and the checker that stands alone."""

import datetime as dt
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from counterfoil.run.custody import bundle
from counterfoil.run.signatures import make_keys
from custody.small_case import made_case

AT = dt.datetime(2026, 11, 9, 8, 0, tzinfo=dt.UTC)
WITHHELD = "events.actor,evidence.detail"


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the case, `key` and `key.pub`, `whole.bundle` and its edition `short.bundle`."""
    folder = tmp_path_factory.mktemp("bundles")
    case, key = made_case(folder), folder / "key"
    make_keys(key)
    bundle(case, folder / "whole.bundle", at=AT, key=key, redact=None, timestamp=None)
    bundle(folder / "whole.bundle", folder / "short.bundle", at=AT, key=key, redact=WITHHELD, timestamp=None)
    return folder


@pytest.fixture(scope="session")
def standalone() -> ModuleType:
    """Return tools/verify_bundle.py, which shares no code with the engine."""
    path = Path(__file__).parents[2] / "tools" / "verify_bundle.py"
    spec = importlib.util.spec_from_file_location("verify_bundle", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["verify_bundle"] = module
    spec.loader.exec_module(module)
    return module
