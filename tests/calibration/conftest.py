"""Lets the tests draw labels from known weights with the simulator of benchmarks/calibration."""

import sys
from pathlib import Path

import pytest

from counterfoil.evidence.policy import Policy, default_policy
from counterfoil.evidence.policy_file import read_policy
from counterfoil.evidence.weights import Model, default_model, read_model

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks" / "calibration"))


@pytest.fixture(scope="session")
def start() -> Model:
    """The built-in model."""
    return read_model(default_model())


@pytest.fixture(scope="session")
def policy() -> Policy:
    """The built-in policy."""
    return read_policy(default_policy())
