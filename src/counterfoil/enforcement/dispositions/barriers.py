"""What stands in the way of ending goods? A sample that is out, an objection that is not decided, a litigation hold.

Each is opened and ended by an act on a line of a facility notice, on the whole notice or on the whole case.
"""

from collections import Counter
from collections.abc import Mapping

import polars as pl

LINE, NOTICE, CASE = "facility line", "facility notice", "case"
ENDS: Mapping[str, str] = {  # the act that opens a barrier, and the one that ends it
    "sample-taken": "sample-returned",
    "objection-raised": "objection-decided",
    "litigation-hold": "litigation-hold-lifted",
}
SAYS = {
    "sample-taken": "a sample is out",
    "objection-raised": "an objection is not decided",
    "litigation-hold": "a litigation hold is in force",
}
OVERTURNED, RESTORED = "finding-overturned", "finding-restored"  # that the goods of the line are false
ACTS = (*(act for pair in ENDS.items() for act in pair), OVERTURNED, RESTORED)


def line_id(notice_id: str, line: int) -> str:
    """Return the id of a line as the events of a case tell it."""
    return f"{notice_id}/{line}"


class Barriers:
    """What the events of a case (contract Event) leave open, and of which lines the finding was overturned: of all of
    them where the case `is_refuted`."""

    def __init__(self, events: pl.DataFrame, *, is_refuted: bool = False) -> None:
        self._is_refuted = is_refuted
        acts = events.filter(pl.col("kind").is_in(ACTS)).sort("number")
        self._open: Counter[tuple[str, str, str]] = Counter()
        self._overturned: set[str] = set()
        ended = {end: begun for begun, end in ENDS.items()}
        for act, kind, subject in acts.select("kind", "subject_kind", "subject_id").iter_rows():
            if act in ENDS:
                self._open[kind, subject, act] += 1
            elif act in ended:
                self._open[kind, subject, ended[act]] -= 1
            elif act == OVERTURNED:
                self._overturned.add(subject)
            else:
                self._overturned.discard(subject)

    def is_open(self, kind: str, subject: str, act: str) -> bool:
        """Return whether a barrier that the act opens is open on exactly this subject."""
        return self._open[kind, subject, act] > 0

    def of(self, case_id: str, notice_id: str, line: int) -> tuple[str, ...]:
        """Return, in words, what is open on a line, on its notice or on its case."""
        subjects = ((LINE, line_id(notice_id, line)), (NOTICE, notice_id), (CASE, case_id))
        return tuple(SAYS[act] for act in ENDS if any(self.is_open(*subject, act) for subject in subjects))

    def is_overturned(self, notice_id: str, line: int) -> bool:
        """Return whether a decision overturned that the goods of a line are false, or a person that the case holds."""
        return self._is_refuted or line_id(notice_id, line) in self._overturned
