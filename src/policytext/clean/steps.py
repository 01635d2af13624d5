"""The steps of cleaning, in order, and how they are run to a standstill.

To add a step: write a function from a text to the changes it makes, put it into ``REPAIRS`` (or into ``MARKS``, where
it only says that something is damaged), and its cases into ``tests/clean/cases.toml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from policytext.clean.dates import ambiguous_date, lost_date_parts
from policytext.clean.edits import Change, Draft, Step
from policytext.clean.folds import odd_spaces, pinyin_gloss, width
from policytext.clean.garbled import garbled, mojibake
from policytext.clean.glued import glued_lines
from policytext.clean.lines import broken_lines, line_ends
from policytext.clean.marks import lost_character, unpaired_quote
from policytext.clean.numbering import lost_numbering, unnumbered
from policytext.clean.pages import page_debris
from policytext.clean.punctuation import doubled_marks, punctuation
from policytext.clean.spaces import spaces
from policytext.clean.traditional import traditional

REPAIRS: dict[str, Step] = {
    "mojibake": mojibake,
    "line_ends": line_ends,
    "page_debris": page_debris,
    "broken_lines": broken_lines,
    "odd_spaces": odd_spaces,
    "pinyin_gloss": pinyin_gloss,
    "width": width,
    "traditional": traditional,
    "punctuation": punctuation,
    "glued_lines": glued_lines,
    "spaces": spaces,
    "doubled_marks": doubled_marks,
    "lost_date_parts": lost_date_parts,
    "lost_numbering": lost_numbering,
}
"""What is put right. Lines are joined before spaces go, because indents tell where a paragraph begins."""

MARKS: dict[str, Step] = {
    "garbled": garbled,
    "ambiguous_date": ambiguous_date,
    "unnumbered": unnumbered,
    "unpaired_quote": unpaired_quote,
    "lost_character": lost_character,
}
"""What is damaged beyond repair: edits whose ``before`` equals their ``after``."""

STEPS: dict[str, Step] = REPAIRS | MARKS

IN_CELLS: dict[str, Step] = {name: REPAIRS[name] for name in ("mojibake", "odd_spaces", "width", "traditional")}
"""Cells of tables keep their lines, their punctuation and their gaps."""

MOST_ROUNDS = 16
"""One repair can make room for another. Of 66 invented and real reports none changed in a third round; of 60,000 random
strings made of ``tests/clean/pieces.txt`` the worst changed in an eighth."""


_AROUND = 6


class Mark(NamedTuple):
    """A place that a marking step found damaged, with a few characters around it."""

    step: str
    context: str


def repair(draft: Draft, steps: Mapping[str, Step] = REPAIRS) -> Draft:
    """Run the steps in order, again and again until none changes anything."""
    quiet: dict[str, str] = {}  # by step, the text in which it found nothing to change
    for _ in range(MOST_ROUNDS):
        before = draft.text
        for name, step in steps.items():
            if quiet.get(name) == draft.text:
                continue
            changes = list(step(draft.text))
            if not changes:
                quiet[name] = draft.text
            draft = draft.apply(name, changes)
        if draft.text == before:
            break
    return draft


def mark(draft: Draft) -> tuple[Draft, list[Mark]]:
    """The draft with marks at what is damaged beyond repair, and a list of the marks."""
    found = []
    for name, step in MARKS.items():
        changes = list(step(draft.text))
        found += [Mark(name, _context(draft.text, change)) for change in changes]
        draft = draft.apply(name, changes)
    return draft, found


def _context(text: str, change: Change) -> str:
    return text[max(change.start - _AROUND, 0) : change.end + _AROUND].replace("\n", " ")
