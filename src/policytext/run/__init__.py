"""Many files: the work list, engines, what a run depends on, and an account of every file.

Add an engine in ``engines.ENGINES``: a function that gives an outcome for every item, in order.
"""

from __future__ import annotations

from policytext.run.api import score_file, score_many
from policytext.run.batch import Inputs, Summary, find_inputs, score_batch, score_items
from policytext.run.scoring import Scorer, load_tools_once
from policytext.run.settings import TIMEOUT_SECONDS, Settings

__all__ = [
    "TIMEOUT_SECONDS",
    "Inputs",
    "Scorer",
    "Settings",
    "Summary",
    "find_inputs",
    "load_tools_once",
    "score_batch",
    "score_file",
    "score_items",
    "score_many",
]
