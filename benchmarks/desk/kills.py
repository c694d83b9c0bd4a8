"""A hundred kills under load: is anything that was accepted lost, is anything doubled, is the log whole?"""

from typing import Final

from kept import faults, kept, told_otherwise
from killing import TARGETS, Book, calling, kill_at_random
from options import Figure, Options, figure
from receiver import receiving
from started import desk

PAUSES: Final = (1.0, 6.0)  # seconds between a part that is back and the next kill


def figures(options: Options) -> list[Figure]:
    """Return how many kills of which part, what was accepted, and what is lost, doubled or broken."""
    book = Book()
    with receiving() as receiver, desk(small=True) as one:
        one.inside("listen", receiver.address)
        with calling(one, book):
            kill_at_random(one, book, kills=options.kills, seed=options.seed, pauses=PAUSES)
        again = told_otherwise(one, book, seed=options.seed)
        found = kept(one)
    wrong = faults(book, found, receiver.told)
    for sentence in wrong:
        print(sentence)
    given_up = len(book.sent) - len(book.accepted)
    done = sum(key not in book.accepted for key in found.answers)
    data = (
        f"drawn moments (seed {options.seed}); {len(book.sent):,} requests, {book.unanswered.total():,} calls without "
        f"an answer; of {given_up} requests that were given up {done} had happened; {book.asked_again} asked again"
    )
    words = f"--only kills --kills {options.kills}"

    def one_figure(name: str, value: float, unit: str, target: str | None = None) -> Figure:
        return figure(name, value, unit, target=target, data=data, words=words)

    return [
        *(one_figure(f"killed: {target}", book.kills[target], "kills") for target in TARGETS),
        one_figure("requests accepted", len(book.accepted), "requests"),
        one_figure(
            "accepted requests lost", sum(key not in found.answers for key in book.accepted), "requests", "<= 0"
        ),
        one_figure("requests answered otherwise when asked again", len(again), "requests", "<= 0"),
        one_figure("webhooks sent, by their ids", len(receiver.arrived), "webhooks"),
        one_figure("webhooks that arrived more than once", sum(n > 1 for n in receiver.arrived.values()), "webhooks"),
        one_figure("webhooks lost", len(set(found.deliveries) - set(receiver.arrived)), "webhooks", "<= 0"),
        one_figure("kinds of loss, doubling or break that were found", len(wrong), "kinds", "<= 0"),
        one_figure("entries in the chain, walked", found.chain.entries, "entries"),
    ]
