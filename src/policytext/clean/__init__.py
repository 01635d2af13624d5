"""Stage: clean. What a reader gave becomes one final text, with the edits that lead back to it.

Steps are functions from a text to changes (``STEPS``); they are run in order until none changes anything, so cleaning
a clean text does nothing. Every change is recorded and can be undone; what cannot be repaired is marked, not guessed.

>>> text, edits = clean_text("本报告数据自201611日起,至20161231日止")
>>> text
'本报告数据自2016年1月1日起，至2016年12月31日止'
>>> from policytext.records import undo_edits
>>> undo_edits(text, edits)
'本报告数据自201611日起,至20161231日止'
"""

from __future__ import annotations

from policytext.clean.document import clean_document
from policytext.clean.edits import Change, Draft
from policytext.clean.steps import STEPS, mark, repair
from policytext.records import Edit


def clean_text(text: str) -> tuple[str, tuple[Edit, ...]]:
    """Clean a text that is all prose.

    Args:
        text: Any text.

    Returns:
        The cleaned text, and the edits between the two: in order, without overlaps, offsets in the cleaned text.
    """
    draft, _ = mark(repair(Draft(text)))
    return draft.text, draft.edits


__all__ = ["STEPS", "Change", "clean_document", "clean_text"]
