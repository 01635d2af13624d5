"""Many files: the work list, engines, what a run depends on, and an account of every file.

Add an engine in ``engines.ENGINES``, a kind of archive or table of texts in ``containers.CONTAINERS``.
"""

from __future__ import annotations

from policytext.run.api import score_file, score_many
from policytext.run.batch import Inputs, Progress, Summary, find_inputs, score_batch
from policytext.run.scoring import Scorer, load_tools_once
from policytext.run.settings import TIMEOUT_SECONDS, Settings
from policytext.run.status import Status, find_status

__all__ = [
    "TIMEOUT_SECONDS",
    "Inputs",
    "Progress",
    "Scorer",
    "Settings",
    "Status",
    "Summary",
    "find_inputs",
    "find_status",
    "load_tools_once",
    "score_batch",
    "score_file",
    "score_many",
]
