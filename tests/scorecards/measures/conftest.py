"""Lets the tests import tools/measure_cases.py, which makes tables as they are gathered."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3] / "tools"))
