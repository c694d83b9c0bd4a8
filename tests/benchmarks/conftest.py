"""Lets the tests import the benchmark's modules, which are scripts beside each other and no package."""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2] / "benchmarks" / name) for name in ("screening", "obfuscation", "images")]
