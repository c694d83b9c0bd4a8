"""Lets the tests import tools/spec_pages.py, which reads the drawn tables."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))
