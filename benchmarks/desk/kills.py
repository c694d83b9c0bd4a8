"""A hundred kills under load: is anything that was accepted lost, is anything doubled, is the log whole?

The kills are shared among a few desks, one after another, each with draws of its own; what they found is added up.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Final

from kept import Kept, faults, kept, told_otherwise
from killing import PATIENCE, TARGETS, Book, calling, kill_at_random
from options import Figure, Options, figure
from receiver import Receiver, receiving
from started import desk

PAUSES: Final = (0.5, 3.5)  # seconds from calls that are answered to the next kill
LOST: Final = "<= 0"


@dataclass(frozen=True)
class Outcome:
    """What one desk was put through, what it kept of it, and what the receiver of webhooks was told."""

    book: Book
    found: Kept
    receiver: Receiver
    answered_otherwise: int
    wrong: list[str]


def figures(options: Options) -> list[Figure]:
    """Return how many kills of which part, what was accepted, and what is lost, doubled or broken, of all desks."""
    outcomes = []
    for number in range(options.desks):
        share = len(range(number, options.kills, options.desks))
        outcomes.append(outcome(kills=share, seed=options.seed + number))
    return [*_of_kills(outcomes, options), *_of_what_is_kept(outcomes, options)]


def outcome(*, kills: int, seed: int) -> Outcome:
    """Return what comes of so many kills of a desk of its own; print in a line how it went, and what is wrong."""
    book, begun = Book(), time.monotonic()
    with receiving() as receiver, desk(small=True) as one:
        one.inside("listen", receiver.address)
        with calling(one, book):
            kill_at_random(one, book, kills=kills, seed=seed, pauses=PAUSES)
        again = told_otherwise(one, book, seed=seed)
        found = kept(one)
    wrong = faults(book, found, receiver.told)
    took = time.monotonic() - begun
    print(
        f"seed {seed}: {kills} kills, {len(book.accepted):,} requests accepted, {took:.0f} s",
        *wrong,
        sep="\n  ",
        flush=True,
    )
    return Outcome(book, found, receiver, len(again), wrong)


def _of_kills(outcomes: list[Outcome], options: Options) -> list[Figure]:
    times = {
        target: [time for one in outcomes for time in one.book.returns.get(target, ())]
        for target in TARGETS
        if any(target in one.book.returns for one in outcomes)
    }
    return [
        *(
            _figure(f"killed: {target}", sum(one.book.kills[target] for one in outcomes), "kills", outcomes, options)
            for target in TARGETS
        ),
        *(
            _figure(
                f"from the kill of the {target} until calls are answered, {name}", told(those), "s", outcomes, options
            )
            for target, those in times.items()
            for name, told in (("p50", median), ("longest", max))
        ),
        _figure(
            "kills after which the desk was away for longer than a minute",
            sum(time > PATIENCE for those in times.values() for time in those),
            "kills",
            outcomes,
            options,
            LOST,
        ),
    ]


def _of_what_is_kept(outcomes: list[Outcome], options: Options) -> list[Figure]:
    def total(name: str, unit: str, count: Callable[[Outcome], int], target: str | None = None) -> Figure:
        return _figure(name, sum(map(count, outcomes)), unit, outcomes, options, target)

    return [
        total("requests accepted", "requests", lambda one: len(one.book.accepted)),
        total(
            "accepted requests lost",
            "requests",
            lambda one: sum(key not in one.found.answers for key in one.book.accepted),
            LOST,
        ),
        total(
            "requests answered otherwise when asked again",
            "requests",
            lambda one: one.answered_otherwise + len(one.book.other_answers),
            LOST,
        ),
        total("webhooks sent, by their ids", "webhooks", lambda one: len(one.receiver.arrived)),
        total(
            "webhooks that arrived more than once",
            "webhooks",
            lambda one: sum(times > 1 for times in one.receiver.arrived.values()),
        ),
        total(
            "webhooks lost",
            "webhooks",
            lambda one: len(set(one.found.deliveries) - set(one.receiver.arrived)),
            LOST,
        ),
        total("kinds of loss, doubling or break that were found", "kinds", lambda one: len(one.wrong), LOST),
        total("entries in the chain, walked", "entries", lambda one: one.found.chain.entries),
    ]


def _figure(
    name: str, value: float, unit: str, outcomes: list[Outcome], options: Options, target: str | None = None
) -> Figure:
    books = [one.book for one in outcomes]
    given_up = sum(len(book.sent) - len(book.accepted) for book in books)
    done = sum(key not in one.book.accepted for one in outcomes for key in one.found.answers)
    data = (
        f"drawn moments (seeds from {options.seed}, {options.desks} desks one after another); "
        f"{sum(len(book.sent) for book in books):,} requests, "
        f"{sum(book.unanswered.total() for book in books):,} calls without an answer; of {given_up} requests that were "
        f"given up {done} had happened; {sum(book.asked_again for book in books)} asked again"
    )
    words = f"--only kills --kills {options.kills} --desks {options.desks}"
    return figure(name, value, unit, target=target, data=data, words=words)
