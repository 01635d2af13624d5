"""The helpers of these tests, and the generator of true figures that the synthetic set is made with."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "corpora")]
