"""Every value that travels along the line, in the order of the work: ``reading``, ``scoring``, ``tabulating``.

All are frozen, slotted dataclasses of the standard library: a stage takes some, gives others, and changes none.
"""

from __future__ import annotations

from policytext.records.deciding import Decided, Decision
from policytext.records.reading import (
    DIVISION_LEVELS,
    Block,
    Document,
    Edit,
    Origin,
    Part,
    RawDocument,
    Section,
    Span,
    Statement,
    spans_to_source,
    undo_edits,
)
from policytext.records.scoring import (
    Answer,
    Commitment,
    Failure,
    Label,
    Measure,
    Mention,
    Particular,
    Report,
    Score,
)
from policytext.records.tabulating import Cell, Check, Fact

__all__ = [
    "DIVISION_LEVELS",
    "Answer",
    "Block",
    "Cell",
    "Check",
    "Commitment",
    "Decided",
    "Decision",
    "Document",
    "Edit",
    "Fact",
    "Failure",
    "Label",
    "Measure",
    "Mention",
    "Origin",
    "Part",
    "Particular",
    "RawDocument",
    "Report",
    "Score",
    "Section",
    "Span",
    "Statement",
    "spans_to_source",
    "undo_edits",
]
