"""Reports that all tests of reviewing share."""

from pathlib import Path

import pytest

DEMO = Path(__file__).parents[2] / "corpora" / "demo" / "reports"


@pytest.fixture(scope="session")
def demo_files():
    """The reports of two counties of the demonstration panel."""
    return sorted([*DEMO.glob("yicheng-*"), *DEMO.glob("yunshui-*")])
