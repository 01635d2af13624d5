"""Invented panels, made once; every warning of a font that lacks a character is an error."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def panel_of():
    """A panel of so many units; large ones of three years only, to be quick."""
    from panels import panel

    return cache(lambda units: panel(units, range(2021 if units > 100 else 2018, 2024)))


@pytest.fixture(autouse=True)
def _strict_warnings(recwarn):
    yield
    assert [str(warning.message) for warning in recwarn if issubclass(warning.category, UserWarning)] == []
