"""Prints which compiled code a process makes or loads after it was warmed, while it screens the example's offers.

Run by test_warming.py in a process of its own: within the test run, other tests have compiled it all before.
"""

import gc
import sys
from collections import Counter
from pathlib import Path

import django
from numba.core.registry import CPUDispatcher

django.setup()

from counterfoil.intake.offers import read_offers  # noqa: E402  Django is set up first
from counterfoil.intake.rights import read_rights  # noqa: E402
from counterfoil.screening.marks import build_marks  # noqa: E402
from counterfoil.screening.references import of_marks_alone  # noqa: E402
from counterfoil_desk.service.invented import screen_invented  # noqa: E402
from counterfoil_desk.service.together import screened  # noqa: E402

FIELDS = ("id", "title", "description", "brand", "item_location", "condition", "gtin", "google_product_category")


def made() -> Counter[str]:
    """Return how many forms of each compiled function this process has."""
    found = [one for one in gc.get_objects() if isinstance(one, CPUDispatcher)]
    return Counter({f"{one.py_func.__module__}.{one.__name__}": len(one.overloads) for one in found})


def main(examples: Path) -> None:
    """Warm, screen, print."""
    with (examples / "rights.csv").open("rb") as stream:
        references = of_marks_alone(build_marks(read_rights(stream, file="rights.csv").kept))
    with (examples / "offers.xml").open("rb") as stream:
        offers = [batch.kept.select(FIELDS).to_dicts() for batch in read_offers(stream, file="offers.xml")]
    told = [{name: text for name, text in one.items() if text} for batch in offers for one in batch]
    screen_invented()
    before = made()
    for one in told:
        screened([one], references)
    for several in (2, 7, 31, 200):
        screened(told[:several], references)
    sys.stdout.write(f"{len(told)} {sum(before.values())} {dict(made() - before)}")


main(Path(sys.argv[1]))
