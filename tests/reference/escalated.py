"""A slow and obvious twin of an escalation on the shipped ladder: months as letters, and a few counters."""

import datetime as dt
from dataclasses import dataclass, field

from counterfoil.codes.business_days import after

LADDER = ("reminder", "formal notice", "improvement plan", "fine", "referral for injunction")
MORE = {"formal notice": 2, "improvement plan": 1, "fine": 2, "referral for injunction": 2}  # failing months up to it
GOOD = {"reminder": 1, "formal notice": 1, "improvement plan": 1, "fine": 2, "referral for injunction": 3}
TWO = ("fine", "referral for injunction")
ON_SILENCE = ("formal notice", "improvement plan", "referral for injunction")
BUSINESS_DAYS = {"reminder": 10, "formal notice": 20, "improvement plan": 10}
CHECKS = (21, 45)
OFFICER, APPROVER, COUNSEL = "programme-officer:5", "approver:2", "counsel:3"


@dataclass
class Twin:
    """`spent`: how many months have been rested on; `checks`: days by which what is not met yet is due."""

    state: str = ""
    drawn: str = ""
    spent: int = 0
    proposal: str = ""
    approvals: list[str] = field(default_factory=list)
    issued: list[tuple[str, int]] = field(default_factory=list)
    proposals: int = 0
    checks: dict[str, dt.date] = field(default_factory=dict)
    answer_by: dt.date | None = None  # while no answer came
    answers: int = 0
    said: tuple[str, int, int] = ("", 0, 0)  # what the draft says: months, answers, missed checks it rests on

    def assess(self, drawn: str) -> None:
        """Take in the months; found where 2 of the newest 3 fail, anew only by months that are not spent."""
        self.drawn = drawn
        if self.state in ("", "closed") and self.new[-3:].count("f") >= 2:
            self.state = "found"

    @property
    def new(self) -> str:
        """The months that are not spent."""
        return self.drawn[self.spent :]

    @property
    def open_check(self) -> str | None:
        """A check that is not met."""
        return next(iter(self.checks), None)

    def good(self) -> int:
        """Return how many good months there are since the last failing one."""
        run = 0
        for letter in self.new:
            run = 0 if letter == "f" else run + (letter == "g")
        return run

    def up(self, day: dt.date) -> str:
        """Return the step above that may be taken, or nothing."""
        if self.state == "found":
            return LADDER[0] if self.new[-3:].count("f") >= 2 else ""
        if self.state not in LADDER[:-1] or self.good() >= GOOD[self.state]:
            return ""
        step = LADDER[LADDER.index(self.state) + 1]
        silent = step in ON_SILENCE and self.answer_by is not None and self.answer_by < day
        missed = step == "fine" and any(due < day for due in self.checks.values())
        return step if self.new.count("f") >= MORE[step] or silent or missed else ""

    def down(self) -> str:
        """Return what a step down leads to now, or nothing."""
        if self.state not in LADDER or self.checks or self.good() < GOOD[self.state]:
            return ""
        at = LADDER.index(self.state)
        return LADDER[at - 1] if at else "closed"

    def may(self, act: str, by: str, day: dt.date) -> bool:
        """Return whether somebody may do an act now."""
        role, person = by.split(":")
        if act in (*LADDER, "step down"):
            way = self.down() if act == "step down" else act if self.up(day) == act else ""
            return not self.proposal and way != "" and role == "programme-officer"
        if act == "approved":
            return self._may_decide(role) and person != "5" and by not in self.approvals and not self._is_approved()
        if act == "refused":
            return self.proposal != "" and (person == "5" or self._may_decide(role))
        if act == "issued":
            way = self.down() if self._is_down() else self.up(day)
            is_same = self.said == self._says(day)
            return self._is_approved() and role == "programme-officer" and way != "" and way == self._to() and is_same
        if act == "check met":
            return self.open_check is not None and role == "programme-officer"
        return act == "dropped" and self.state == "found" and not self.proposal and role == "programme-officer"

    def do(self, act: str, by: str, day: dt.date) -> None:
        """Do an act that may be done."""
        if act in (*LADDER, "step down"):
            self.proposal, self.approvals, self.proposals = act, [], self.proposals + 1
            self.said = self._says(day)
        elif act == "approved":
            self.approvals.append(by)
        elif act == "refused":
            self.proposal = ""
        elif act == "check met":
            self.checks.pop(next(iter(self.checks)))
        elif act == "dropped":
            self.state, self.spent = "closed", len(self.drawn)
        else:
            self._issue(day)

    def next_act(self, day: dt.date) -> tuple[str, str] | None:
        """Return an act that leads on, and who may do it."""
        for act in ("approved", "issued", "check met", "step down", *LADDER):
            for by in (OFFICER, APPROVER, COUNSEL):
                if self.may(act, by, day):
                    return act, by
        return None

    def _issue(self, day: dt.date) -> None:
        self.state, is_down = self._to(), self._is_down()
        self.issued.append((self.state, len(self.drawn)))
        self.spent, self.proposal = len(self.drawn), ""
        self.checks, self.answer_by = {}, None
        if is_down:
            return
        many = BUSINESS_DAYS.get(self.state)
        self.answer_by = after(day, many) if many else day + dt.timedelta(days=30)
        if self.state == "improvement plan":
            ids = (f"{self.proposals}.{number}" for number in (1, 2))
            self.checks = {one: day + dt.timedelta(days=days) for one, days in zip(ids, CHECKS, strict=True)}

    def _says(self, day: dt.date) -> tuple[str, int, int]:
        rests_on_checks = self.proposal == "fine" and self.new.count("f") < MORE["fine"]
        missed = sum(due < day for due in self.checks.values()) if rests_on_checks else 0
        return self.drawn, self.answers, missed

    def _to(self) -> str:
        if not self._is_down():
            return self.proposal
        at = LADDER.index(self.state)
        return LADDER[at - 1] if at else "closed"

    def _is_down(self) -> bool:
        return self.proposal == "step down"

    def _is_approved(self) -> bool:
        needed = 2 if self.proposal in TWO else 1
        return self.proposal != "" and len(self.approvals) >= needed

    def _may_decide(self, role: str) -> bool:
        on = self.state if self._is_down() else self.proposal
        return self.proposal != "" and role in (("approver", "counsel") if on in TWO else ("approver",))
