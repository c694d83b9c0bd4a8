"""Memory does not grow with the offers: a large file is screened in a process of its own and its peak is read."""

import os
import subprocess
import sys
from pathlib import Path

from integration.commands import EXAMPLES

SMALL, LARGE = 50_000, 150_000  # offers
CEILING = 1_500  # MiB
MORE = 400  # MiB from SMALL to LARGE: parts in flight and the allocator vary by as much between runs
# VmHWM is of this program alone; ru_maxrss would begin with that of the tests, which start it.
MEASURE = """
import re, sys
from pathlib import Path
from counterfoil.cli.main import cli
cli(sys.argv[1:], standalone_mode=False)
print("PEAK", int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""


def write_offers(path: Path, count: int) -> None:
    goods = ("garden lamp", "trail running shoes", "eau de parfum 100 ml", "wooden shelf", "phone case", "bath mat")
    makers = ("Halvorsen", "Loomstead", "Orlune", "Brightwell", "Casa Nove", "Plainware", "Lumo")
    with path.open("w", encoding="utf-8") as file:
        file.write("id,title,brand,price,condition,external_seller_id\n")
        for n in range(count):
            maker = makers[n % 7 if n % 50 == 0 else 1 + 2 * (n % 3)]
            file.write(f"o-{n:07},{maker} {goods[n % 6]} no. {n},{maker},{20 + n % 180}.00 USD,new,s-{n % 999}\n")


def peak_of(folder: Path, count: int) -> int:
    offers = folder / f"{count}.csv"
    write_offers(offers, count)
    words = ["screen", str(offers), "--rights", str(EXAMPLES / "rights.csv"), "-o", str(folder / str(count))]
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *words], capture_output=True, text=True, env=os.environ, check=False
    )
    assert done.returncode == 0, done.stderr
    return int(done.stdout.rpartition("PEAK ")[2])


def test_three_times_the_offers_do_not_need_three_times_the_memory(tmp_path: Path) -> None:
    small, large = peak_of(tmp_path, SMALL), peak_of(tmp_path, LARGE)
    told = f"{small} MiB for {SMALL:,} offers, {large} MiB for {LARGE:,}"
    assert large < CEILING, told
    assert large < small + MORE, told
