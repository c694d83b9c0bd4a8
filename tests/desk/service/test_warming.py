"""Is a new process of the web ready when it begins to listen, so that no first call stands for its imports?"""

import gc
import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.urls import clear_url_caches, get_resolver

from counterfoil_desk.service import warming

EXAMPLES = Path(__file__).parents[3] / "examples"


def test_pages_are_imported_before_the_process_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    clear_url_caches()
    imported_when_warmed: list[bool] = []
    monkeypatch.setattr(
        warming, "warm_beside", lambda: imported_when_warmed.append("url_patterns" in vars(get_resolver()))
    )
    monkeypatch.delitem(sys.modules, "counterfoil_desk.wsgi", raising=False)
    importlib.import_module("counterfoil_desk.wsgi")
    assert imported_when_warmed == [True]


def test_what_stays_is_not_looked_through_for_waste_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warming, "every_organisation", list)
    gc.unfreeze()
    try:
        warming.warm()
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()


def test_no_call_waits_for_code_to_be_compiled() -> None:
    """A compiler at work under load stood in the way of every call for seconds."""
    command = [sys.executable, str(Path(__file__).with_name("compiled_after_warming.py")), str(EXAMPLES)]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "counterfoil_desk.settings_without_database"}
    told = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
    offers, compiled_before, compiled_after = told.strip().split(" ", 2)
    assert int(offers) > 30
    assert int(compiled_before) > 5
    assert compiled_after == "{}"
