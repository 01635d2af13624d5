"""The engine of cleaning: apply one step after another, and keep one list of edits back to the raw text.

A step looks at a text and says what to change there. ``Draft.apply`` makes the changes and composes them with the
edits of the steps before, so that at any time ``undo_edits(draft.text, draft.edits)`` is the raw text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from policytext.records import Edit


class Change(NamedTuple):
    """Put ``after`` in place of ``text[start:end]``. A change that changes nothing is a mark."""

    start: int
    end: int
    after: str


Step = Callable[[str], Iterable[Change]]
"""Looks at a text and gives what to change there: in order, without overlaps."""


class _Piece(NamedTuple):
    """An edit on its way: what ``Edit`` holds, cheap to make again at every step."""

    start: int
    end: int
    before: str
    after: str
    step: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A text on its way, and the edits that lead from the raw text to it.

    >>> draft = Draft("甲 乙,丙").apply("spaces", [Change(1, 2, "")]).apply("punctuation", [Change(2, 3, "，")])
    >>> draft.text, [(edit.step, edit.start, edit.before, edit.after) for edit in draft.edits]
    ('甲乙，丙', [('spaces', 1, ' ', ''), ('punctuation', 2, ',', '，')])
    """

    text: str
    pieces: tuple[_Piece, ...] = ()

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits between the raw text and this one, in order, without overlaps."""
        return tuple(Edit(p.step, p.start, p.end, p.before, p.after) for p in _merge_neighbours(self.pieces))

    def apply(self, step: str, changes: Iterable[Change]) -> Draft:
        """The draft after one step.

        Args:
            step: The step's name, for the edits.
            changes: In order, without overlaps, in offsets of ``self.text``.

        Raises:
            ValueError: If changes overlap or are out of order.
        """
        todo = list(changes)
        if not todo:
            return self
        return Draft(_rewrite(self.text, todo), tuple(_compose(self, step, todo)))


def join_drafts(drafts: Sequence[Draft], glue: str = "\n") -> Draft:
    r"""Drafts of consecutive pieces of one raw text as one draft; ``glue`` stood between the pieces.

    >>> join_drafts([Draft("甲"), Draft("Z").apply("width", [Change(0, 1, "乙")])]).edits[0].start
    2
    """
    pieces: list[_Piece] = []
    at = 0
    for draft in drafts:
        pieces += [piece._replace(start=piece.start + at, end=piece.end + at) for piece in draft.pieces]
        at += len(draft.text) + len(glue)
    return Draft(glue.join(draft.text for draft in drafts), tuple(pieces))


def _rewrite(text: str, changes: list[Change]) -> str:
    parts, done = [], 0
    for start, end, after in changes:
        if start < done or end < start:
            raise ValueError(f"change at {start}..{end} overlaps the one before it, which ends at {done}")
        parts += [text[done:start], after]
        done = end
    return "".join([*parts, text[done:]])


class _Item(NamedTuple):
    """An old edit or a new change, in offsets of the text between them."""

    start: int
    end: int
    new: bool
    piece: _Piece


def _compose(draft: Draft, step: str, changes: list[Change]) -> Iterator[_Piece]:
    """The old edits and the new changes as edits from the raw text to the new one."""
    items = [(piece.start, piece.end, False, piece) for piece in draft.pieces]
    for start, end, after in changes:
        items.append((start, end, True, _Piece(start, end, draft.text[start:end], after, step)))
    items.sort(key=itemgetter(0, 1))
    at = shift = 0
    while at < len(items):
        _, end, new, piece = items[at]
        behind = at + 1
        if behind < len(items) and items[behind][0] <= end:
            behind = _group_end(items, at)
        if behind == at + 1:  # nearly always
            yield _shifted(piece, shift) if new or shift else piece
            shift += len(piece.after) - len(piece.before) if new else 0
        else:
            group = [_Item(*item) for item in items[at:behind]]
            piece = _fuse(draft.text, group)
            if piece.before != piece.after or all(item.piece.before == item.piece.after for item in group):
                yield _shifted(piece, shift)  # else the steps together changed nothing, and marked nothing
            shift += sum(len(item.piece.after) - len(item.piece.before) for item in group if item.new)
        at = behind


def _shifted(piece: _Piece, shift: int) -> _Piece:
    start, _, before, after, step = piece
    return _Piece(start + shift, start + shift + len(after), before, after, step)


def _group_end(items: Sequence[tuple[int, int, bool, _Piece]], at: int) -> int:
    """Behind the last of the items that share characters, or that all stand at one point between two characters."""
    begun, end = items[at][0], items[at][1]
    at += 1
    while at < len(items) and (items[at][0] < end or items[at][0] == end == items[at][1] == begun):
        end = max(end, items[at][1])
        at += 1
    return at


def _fuse(text: str, group: list[_Item]) -> _Piece:
    """One edit for a group."""
    start, end = group[0].start, max(item.end for item in group)
    before = _patched(text, start, end, [(i.start, i.end, i.piece.before) for i in group if not i.new])
    after = _patched(text, start, end, [(i.start, i.end, i.piece.after) for i in group if i.new])
    names = dict.fromkeys(name for i in sorted(group, key=itemgetter(2)) for name in i.piece.step.split("+"))
    return _Piece(start, end, before, after, "+".join(names))


def _patched(text: str, start: int, end: int, patches: list[tuple[int, int, str]]) -> str:
    parts, done = [], start
    for left, right, put in patches:
        parts += [text[done:left], put]
        done = right
    return "".join([*parts, text[done:end]])


def _merge_neighbours(pieces: Iterable[_Piece]) -> Iterator[_Piece]:
    """Edits of one step that stand directly side by side are one edit."""
    run: list[_Piece] = []
    for piece in pieces:
        if run and not _belongs(run[-1], piece):
            yield _joined(run)
            run = []
        run.append(piece)
    if run:
        yield _joined(run)


def _belongs(last: _Piece, piece: _Piece) -> bool:
    if last.end != piece.start or last.step != piece.step:
        return False
    return (last.before == last.after) == (piece.before == piece.after)


def _joined(run: list[_Piece]) -> _Piece:
    if len(run) == 1:
        return run[0]
    before, after = "".join(p.before for p in run), "".join(p.after for p in run)
    return _Piece(run[0].start, run[-1].end, before, after, run[0].step)
