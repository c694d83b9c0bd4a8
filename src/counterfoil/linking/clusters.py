"""Which records are one operator's, all pairs taken together? Groups grow only while they hold together on average.

Linking whatever a chain of links connects makes giants: one shared address ties strangers, and they tie others. Here
the two groups whose members are most alike on average are joined, again and again, while that average is high enough;
pairs that were never compared count as unlike. Reviewers' judgements come first: what they called the same is joined
before all else, what they called not the same is never joined.
Source: average linkage, R. R. Sokal, C. D. Michener, University of Kansas Science Bulletin 38 (1958), 1409-1438.
"""

import heapq
from collections.abc import Iterable
from typing import NamedTuple

import polars as pl

UNIT = 1_000_000  # scores are summed as whole millionths: a sum that no order of adding changes
JOINED = 0.5  # on average, from here two groups are one


class Judged(NamedTuple):
    """What reviewers said of pairs of places: `same` and `apart`."""

    same: tuple[tuple[int, int], ...] = ()
    apart: tuple[tuple[int, int], ...] = ()


NOTHING_JUDGED = Judged()


def clusters(count: int, scores: pl.DataFrame, *, judged: Judged = NOTHING_JUDGED, joined: float = JOINED) -> list[int]:
    """Return for each of `count` records the smallest place in its group.

    `scores` has left, right (places) and score, from 0 to 1, each pair once. The answer depends on nothing but these.
    Where judgements contradict each other (a is b, b is c, a is not c) those that call two the same are kept in the
    order of their places, as far as no other is broken.
    """
    groups = _Groups(count, judged.apart)
    for left, right, score in scores.select("left", "right", "score").iter_rows():
        groups.note(left, right, round(score * UNIT))
    for left, right in sorted(judged.same):
        groups.join(groups.of(left), groups.of(right))
    groups.join_alike(joined)
    return [groups.of(place) for place in range(count)]


class _Groups:
    """Groups of records, the sums of the scores between them, and which must not meet."""

    def __init__(self, count: int, apart: Iterable[tuple[int, int]]) -> None:
        self._head = list(range(count))
        self._size = [1] * count
        self._sums: list[dict[int, int]] = [{} for _ in range(count)]
        self._apart: dict[int, set[int]] = {}
        for one, other in apart:
            self._apart.setdefault(one, set()).add(other)
            self._apart.setdefault(other, set()).add(one)

    def of(self, place: int) -> int:
        """Return the group of a record: its smallest place."""
        while self._head[place] != place:
            self._head[place] = self._head[self._head[place]]
            place = self._head[place]
        return place

    def note(self, one: int, other: int, score: int) -> None:
        """Take in the score of two records."""
        self._sums[one][other] = self._sums[other][one] = score

    def join(self, one: int, other: int) -> bool:
        """Make two groups one, unless they must not meet."""
        if one == other or other in self._apart.get(one, ()):
            return False
        kept, gone = min(one, other), max(one, other)
        sums = self._sums[kept]
        sums.pop(gone, None)
        for third, score in self._sums[gone].items():
            if third != kept:
                sums[third] = between = sums.get(third, 0) + score
                self._sums[third][kept] = between
                del self._sums[third][gone]
        self._sums[gone] = {}
        for third in self._apart.pop(gone, ()):
            self._apart[third].discard(gone)
            self._apart[third].add(kept)
            self._apart.setdefault(kept, set()).add(third)
        self._head[gone] = kept
        self._size[kept] += self._size[gone]
        return True

    def join_alike(self, joined: float) -> None:
        """Join the two groups most alike, again and again, while they are alike enough.

        Each group waits with the one that it is most alike to. Joining others never makes it more alike to any, so a
        group whose other has changed meanwhile is looked at again no later than its turn.
        """
        enough = round(joined * UNIT)
        waiting = [best for one in range(len(self._sums)) if (best := self._best(one, enough))]
        heapq.heapify(waiting)
        while waiting:
            unlike, one, other, owner = heapq.heappop(waiting)
            third = other if owner == one else one
            is_so = third in self._sums[owner] and self._mean(one, other) == -unlike and self.join(one, other)
            if best := self._best(min(one, other) if is_so else owner, enough):
                heapq.heappush(waiting, best)

    def _best(self, one: int, enough: int) -> tuple[float, int, int, int] | None:
        """Return the group most alike to one, if it is alike enough: minus the mean, both groups, and the one asked."""
        apart, size = self._apart.get(one, ()), self._size[one]
        best: tuple[float, int, int, int] | None = None
        for third, score in self._sums[one].items():
            mean = score / (size * self._size[third])
            if mean >= enough and (best is None or -mean <= best[0]) and third not in apart:
                entry = (-mean, one, third, one) if one < third else (-mean, third, one, one)
                best = entry if best is None or entry < best else best
        return best

    def _mean(self, one: int, other: int) -> float:
        return self._sums[one][other] / (self._size[one] * self._size[other])
