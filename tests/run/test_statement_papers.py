"""Statements as papers: one PDF to a statement, the same bytes each time, kept by later runs."""

from pathlib import Path

import polars as pl
import pytest
from statement_requests import EXAMPLES, request

from counterfoil.errors import UserError
from counterfoil.run.statement_papers import letterhead_in
from counterfoil.run.statements import run_statements

HEAD = EXAMPLES / "letterhead.toml"


def test_each_statement_is_printed_and_stays(tmp_path: Path) -> None:
    run_statements(request(tmp_path / "one", papers=HEAD))
    told = pl.read_parquet(tmp_path / "one" / "statements.parquet")
    papers = {path.name: path.read_bytes() for path in (tmp_path / "one" / "papers").iterdir()}
    assert set(papers) == {f"{puid}.pdf" for puid in told["puid"]}
    assert all(content.startswith(b"%PDF") for content in papers.values())
    run_statements(request(tmp_path / "one", papers=HEAD))
    assert {path.name: path.read_bytes() for path in (tmp_path / "one" / "papers").iterdir()} == papers
    run_statements(request(tmp_path / "two", papers=HEAD))
    assert {path.name: path.read_bytes() for path in (tmp_path / "two" / "papers").iterdir()} == papers


def test_the_name_of_a_party_stands_in_its_paper_alone(tmp_path: Path) -> None:
    run_statements(request(tmp_path, papers=HEAD))
    name = letterhead_in(HEAD).to["s-34"].name
    for path in tmp_path.rglob("*"):
        if path.is_file() and path.suffix != ".pdf":
            assert name.encode() not in path.read_bytes(), path.name


def test_papers_in_another_language_are_refused_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Papers are set in English"):
        run_statements(request(tmp_path / "out", papers=HEAD, language="de"))
    assert list((tmp_path / "out").iterdir()) == []


def test_a_letterhead_without_a_provider_is_told(tmp_path: Path) -> None:
    path = tmp_path / "head.toml"
    path.write_text('[to.s-1]\nname = "A"\n', encoding="utf-8")
    with pytest.raises(UserError, match="This is no letterhead"):
        letterhead_in(path)
