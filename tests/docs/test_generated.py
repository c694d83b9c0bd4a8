"""Are the parts of the pages that tools write the ones that the tools would write now?"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import page_examples
from docs.pages import ROOT
from marked_block import filled, settle

TOOLS = (
    *("evidence_page.py", "benchmark_figures.py", "figure_tables.py", "intake_figures.py"),
    *("clock_page.py", "matching_page.py", "practices_page.py", "state_page.py"),
)


def run(tool: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, tool, *arguments], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("tool", TOOLS)
def test_the_pages_are_up_to_date(tool: str) -> None:
    done = run(ROOT / "tools" / tool, "--check")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_the_examples_on_the_pages_are_from_a_run(demo: Path) -> None:
    differing = settle(page_examples.pages(ROOT, demo), check=True)
    assert differing == [], "run python tools/page_examples.py"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a small copy of the repository in which pages may be changed."""
    for folder in ("tools", "docs", "benchmarks"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "README.md", tmp_path)
    return tmp_path


def test_a_changed_evidence_page_is_noticed_and_mended(copy: Path) -> None:
    page = copy / "docs" / "evidence.md"
    before = page.read_text(encoding="utf-8")
    page.write_text(before.replace("500", "501"), encoding="utf-8")
    tool = copy / "tools" / "evidence_page.py"
    assert run(tool, "--check").returncode == 1
    assert run(tool).returncode == 0
    assert page.read_text(encoding="utf-8") == before


def test_figures_of_all_rows_go_before_those_of_the_development_half(copy: Path) -> None:
    results = copy / "benchmarks" / "screening"
    record = {
        "name": "replica recall",
        "value": 0.5,
        "target": ">= 0.80",
        "peers": [{"name": "bad word", "value": 0.25}],
        "data": "some.csv: 5 of 10 rows, 95 % Wilson 0.237 to 0.763",
        "command": "run",
        "commit": "abc1234",
    }
    (results / "results.json").write_text(json.dumps([record]), encoding="utf-8")
    tool = copy / "tools" / "benchmark_figures.py"
    assert run(tool).stdout.split() == ["README.md", "written", "benchmarks.md", "written"]
    readme = (copy / "README.md").read_text(encoding="utf-8")
    assert "Measured on all rows at commit `abc1234` by `run`." in readme
    assert "**found** | 50.0 % | 25.0 % | – |" in readme
    page = (copy / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    assert "| 50.0 % | 5 of 10 | 23.7 % to 76.3 % | ≥ 80 % |" in page
    assert run(tool, "--check").returncode == 0


def test_only_what_stands_between_the_comments_is_written() -> None:
    page = "above\n<!-- part -->\nold\n<!-- /part -->\nbelow\n"
    assert filled(page, "part", r"new \1") == "above\n<!-- part -->\nnew \\1\n<!-- /part -->\nbelow\n"
    with pytest.raises(ValueError, match="no part between"):
        filled(page, "another", "new")


def test_a_check_writes_nothing(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    assert settle({page: "text"}, check=True) == [page]
    assert not page.exists()
    assert settle({page: "text"}, check=False) == [page]
    assert settle({page: "text"}, check=True) == []
