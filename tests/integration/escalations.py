"""Scorecards of an invented platform as files, and the people who act on its escalation."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from counterfoil.run import escalation_papers
from counterfoil.run.acting import Acting
from counterfoil.run.escalation_acts import Asked, Done, run_escalation_act
from counterfoil.run.escalation_assess import Assessment, run_assess
from counterfoil.run.escalation_files import id_of
from counterfoil.run.escalation_fine import Fine
from counterfoil.run.papers import Made
from enforcement.escalation.periods import measures, month

SLOW = id_of("Quayside Bazaar", "outside", "slow-takedown")
HEAD = Path(__file__).parents[2] / "examples" / "quayside_head.toml"
FINE = Fine(Decimal("25000.00"), "USD", "19 USC 1526(f)", f"penalty.json {'0' * 64}")
FINED = Asked(head=HEAD, fine=FINE)
OFFICER, APPROVER, COUNSEL, PLATFORM = "programme-officer:5", "approver:2", "counsel:3", "platform:quayside"


def after(months: int, *, hour: int = 9) -> dt.datetime:
    """Return an hour of the third day after so many months."""
    return dt.datetime.combine(month(months)[1] + dt.timedelta(days=3), dt.time(hour), dt.UTC)


def scorecard(folder: Path, drawn: str, *, first: int = 1) -> Path:
    """Write months, a letter each, as a scorecard has them; return its folder."""
    place = folder / f"card-{first}-{drawn}"
    place.mkdir(parents=True, exist_ok=True)
    measures(drawn, first=first).write_parquet(place / "measures.parquet")
    return place


def assess(folder: Path, drawn: str, *, first: int = 1, ladder: Path | None = None) -> Assessment:
    """Assess months, a letter each, once the last is over."""
    at = after(first + len(drawn) - 1, hour=1)
    cards = (scorecard(folder / "cards", drawn, first=first),)
    return run_assess(folder / "escalations", cards, ladder=ladder, day=at.date(), at=at)


def do(folder: Path, act: str, by: str, at: dt.datetime, asked: Asked | None = None) -> Done:
    """Do an act on the escalation of slow takedowns."""
    acting = Acting(by, "The numbers say so.", at)
    return run_escalation_act(folder / "escalations", SLOW, act, acting, asked or Asked(head=HEAD))


def take(folder: Path, step: str, months: int, asked: Asked | None = None, *, two: bool = False) -> Done:
    """Propose, approve and issue a step after so many months."""
    do(folder, step, OFFICER, after(months, hour=9), asked)
    do(folder, "approved", APPROVER, after(months, hour=10))
    if two:
        do(folder, "approved", COUNSEL, after(months, hour=11))
    return do(folder, "issued", OFFICER, after(months, hour=12))


@pytest.fixture
def plain_papers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set no paper: what is tested is what is recorded, and to set a page takes longer than all the rest."""
    set_no_papers(monkeypatch)


def set_no_papers(patch: pytest.MonkeyPatch) -> None:
    """Let papers be their facts alone."""
    patch.setattr(escalation_papers, "paper", lambda _record: Made(b"%PDF-1.7", "EX-1", "0" * 64, ()))
