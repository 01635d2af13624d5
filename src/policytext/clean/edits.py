"""The engine of cleaning: apply one step after another, and keep one list of edits back to the raw text.

A step looks at a text and says what to change there. ``Draft.apply`` makes the changes and composes them with the
edits of the steps before, so that at any time ``undo_edits(draft.text, draft.edits)`` is the raw text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from policytext.records import Edit


class Change(NamedTuple):
    """Put ``after`` in place of ``text[start:end]``. A change that changes nothing is a mark."""

    start: int
    end: int
    after: str


Step = Callable[[str], Iterable[Change]]
"""Looks at a text and gives what to change there: in order, without overlaps."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A text on its way, and the edits that lead from the raw text to it.

    >>> draft = Draft("甲 乙,丙").apply("spaces", [Change(1, 2, "")]).apply("punctuation", [Change(2, 3, "，")])
    >>> draft.text, [(edit.step, edit.start, edit.before, edit.after) for edit in draft.edits]
    ('甲乙，丙', [('spaces', 1, ' ', ''), ('punctuation', 2, ',', '，')])
    """

    text: str
    edits: tuple[Edit, ...] = ()

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
        return Draft(_rewrite(self.text, todo), tuple(_merge_neighbours(_compose(self, step, todo))))


def join_drafts(drafts: Sequence[Draft], glue: str = "\n") -> Draft:
    r"""Drafts of consecutive pieces of one raw text as one draft; ``glue`` stood between the pieces.

    >>> join_drafts([Draft("甲"), Draft("乙", (Edit("width", 0, 1, "Z", "乙"),))]).edits[0].start
    2
    """
    edits, at = [], 0
    for draft in drafts:
        edits += [Edit(e.step, e.start + at, e.end + at, e.before, e.after) for e in draft.edits]
        at += len(draft.text) + len(glue)
    return Draft(glue.join(draft.text for draft in drafts), tuple(edits))


def _rewrite(text: str, changes: list[Change]) -> str:
    pieces, done = [], 0
    for start, end, after in changes:
        if start < done or end < start:
            raise ValueError(f"change at {start}..{end} overlaps the one before it, which ends at {done}")
        pieces += [text[done:start], after]
        done = end
    return "".join([*pieces, text[done:]])


class _Item(NamedTuple):
    """An old edit or a new change, in offsets of the text between them."""

    start: int
    end: int
    step: str
    before: str
    after: str
    new: bool


def _compose(draft: Draft, step: str, changes: list[Change]) -> Iterable[Edit]:
    """The old edits and the new changes as edits from the raw text to the new one."""
    items = [_Item(e.start, e.end, e.step, e.before, e.after, False) for e in draft.edits]
    items += [_Item(c.start, c.end, step, draft.text[c.start : c.end], c.after, True) for c in changes]
    items.sort(key=lambda item: (item.start, item.end))
    shift = 0
    for group in _groups(items):
        edit = _fuse(draft.text, group)
        yield from () if edit is None else (edit.shifted(shift),)
        shift += sum(len(item.after) - len(item.before) for item in group if item.new)


class _Fused(NamedTuple):
    step: str
    start: int
    before: str
    after: str

    def shifted(self, by: int) -> Edit:
        return Edit(self.step, self.start + by, self.start + by + len(self.after), self.before, self.after)


def _groups(items: list[_Item]) -> Iterable[list[_Item]]:
    """Items that share characters, or that both stand at the same point between two characters."""
    group: list[_Item] = []
    end = -1
    for item in items:
        at_same_point = bool(group) and group[0].start == end == item.start == item.end
        if group and (item.start < end or at_same_point):
            group.append(item)
        else:
            if group:
                yield group
            group = [item]
        end = max(end, item.end)
    if group:
        yield group


def _fuse(text: str, group: list[_Item]) -> _Fused | None:
    """One edit for a group; None where the steps together changed nothing and were no marks."""
    if len(group) == 1:
        item = group[0]
        return _Fused(item.step, item.start, item.before, item.after)
    start, end = group[0].start, max(item.end for item in group)
    before = _patched(text, start, end, [(i.start, i.end, i.before) for i in group if not i.new])
    after = _patched(text, start, end, [(i.start, i.end, i.after) for i in group if i.new])
    if before == after and any(item.before != item.after for item in group):
        return None
    names = dict.fromkeys(name for item in sorted(group, key=lambda i: i.new) for name in item.step.split("+"))
    return _Fused("+".join(names), start, before, after)


def _patched(text: str, start: int, end: int, patches: list[tuple[int, int, str]]) -> str:
    pieces, done = [], start
    for left, right, put in patches:
        pieces += [text[done:left], put]
        done = right
    return "".join([*pieces, text[done:end]])


def _merge_neighbours(edits: Iterable[Edit]) -> Iterable[Edit]:
    """Edits of one step that stand directly side by side are one edit."""
    run: list[Edit] = []
    for edit in edits:
        if run and not _belongs(run[-1], edit):
            yield _joined(run)
            run = []
        run.append(edit)
    if run:
        yield _joined(run)


def _belongs(last: Edit, edit: Edit) -> bool:
    same_kind = (last.before == last.after) == (edit.before == edit.after)
    return last.end == edit.start and last.step == edit.step and same_kind


def _joined(run: list[Edit]) -> Edit:
    if len(run) == 1:
        return run[0]
    before, after = "".join(e.before for e in run), "".join(e.after for e in run)
    return Edit(run[0].step, run[0].start, run[-1].end, before, after)
