"""What all tests share: a steady Hypothesis, and no skip in CI that nobody declared."""

import os
from collections.abc import Generator

import pytest
from hypothesis import settings

settings.register_profile("local", deadline=None)  # the machines are shared: a slow moment is no fault
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport]:
    """Under CI a skip is a failure, unless the test is declared to need what CI may lack."""
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]
    declared = any(item.get_closest_marker(need) is not None for need in ("shared", "interop"))
    if os.environ.get("CI") and report.skipped and not declared and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped under CI without being declared: {report.longrepr}"
