"""The benchmark of audits, small: no skew is told where there is none, and the order by lot keeps the share."""

from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks" / "targeting"


@pytest.fixture
def benchmark(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(FOLDER))
    import worklists_followed

    monkeypatch.setattr(worklists_followed, "REPEATED", {"skips": 20, "days": 40})
    monkeypatch.setattr(worklists_followed, "MILLION", 1_000)
    monkeypatch.setattr(worklists_followed, "SELECTED", 100)
    return worklists_followed


def test_the_figures_are_whole_and_say_what_they_should(benchmark: ModuleType) -> None:
    figures = benchmark.figures()
    assert all(set(one) == {"name", "value", "unit", "target", "peers", "data", "command"} for one in figures)
    told = {one["name"]: one["value"] for one in figures}
    honest = [value for name, value in told.items() if "whatever the risk" in name]
    assert max(honest) <= 0.2
    assert told["days on which a skew is told, skipped with 0.05 + 0.7 risk, 30 x 10 selected"] >= 0.9
    by_lot, by_risk = (value for name, value in told.items() if name.startswith("share of counterfeit"))
    assert 0.85 < by_lot < 1.25 < by_risk
