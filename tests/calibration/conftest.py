"""Lets the tests draw labels from known weights with the simulator of benchmarks/calibration."""

import sys
from pathlib import Path

import pytest

from counterfoil.evidence.policy import Policy, default_policy
from counterfoil.evidence.policy_file import read_policy
from counterfoil.evidence.weights import Model, read_model

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks" / "calibration"))


@pytest.fixture(scope="session")
def start() -> Model:
    """A model kept for these tests: the worlds drawn from it stay the same when the built-in one changes."""
    return read_model(Path(__file__).with_name("model.toml").read_bytes())


@pytest.fixture(scope="session")
def policy() -> Policy:
    """The built-in policy."""
    return read_policy(default_policy())
