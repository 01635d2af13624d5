"""Which printed lines begin a paragraph: those that begin right of the margin."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence

from policytext.read.printed import Line, Page

# In em (the width of a Han character). Brackets and kerning move a line's start by less than the first; a paragraph's
# first line is moved by two, rarely by more than the last.
_MARGIN_SLACK = 0.7
_CENTRED_SLACK = 1.2
_CENTRED_GAP = 2.5
_MIRRORED = 1.2

# The left margin is the leftmost place where at least this share of the lines begin.
_MARGIN_SHARE = 0.1


def mark_indents(pages: Sequence[Page]) -> None:
    """Put two ideographic spaces before lines that begin right of the margin: they begin a paragraph."""
    for upright in _by(pages, lambda page: round(page.width)):
        whole = _margins(upright)
        for side in _by(upright, lambda page: page.number % 2):
            # Left and right pages may be set off by a little. A page with few lines may have only indented ones.
            own = _margins(side)
            margins = own if own and whole and own[0] - whole[0] < _MIRRORED * own[2] else whole
            if margins:
                for page in side:
                    _mark_page(_body(page), *margins[:2])


def _by(pages: Sequence[Page], key: Callable[[Page], int]) -> Iterable[list[Page]]:
    groups: dict[int, list[Page]] = {}
    for page in pages:
        groups.setdefault(key(page), []).append(page)
    return groups.values()


def _mark_page(lines: Sequence[Line], left: float, right: float) -> None:
    above: Line | None = None
    for line in lines:
        centred = _is_centred(line, left, right)
        goes_on = centred and above is not None and _is_centred(above, left, right) and _same_block(above, line)
        above = line
        if line.x0 - left > _MARGIN_SLACK * line.em and not goes_on:
            line.text = "\u3000\u3000" + line.text


def _body(page: Page) -> list[Line]:
    return [line for line in page.lines if line.kind == "paragraph"]


def _margins(pages: Sequence[Page]) -> tuple[float, float, float] | None:
    """Left and right margin of the text, and the em at the left one; None where the lines are too few to tell."""
    lines = sorted((line for page in pages for line in _body(page)), key=lambda line: line.x0)
    needed = max(2, _MARGIN_SHARE * len(lines))
    starts = [line.x0 for line in lines]
    for line in lines:
        slack = _MARGIN_SLACK * line.em
        if bisect_right(starts, line.x0 + slack) - bisect_left(starts, line.x0 - slack) >= needed:
            return line.x0, max(line.x1 for line in lines), line.em
    return None


def _is_centred(line: Line, left: float, right: float) -> bool:
    gap_left, gap_right = line.x0 - left, right - line.x1
    return gap_left > _CENTRED_GAP * line.em and abs(gap_left - gap_right) < _CENTRED_SLACK * line.em


def _same_block(above: Line, below: Line) -> bool:
    """Two lines of one title: the same size, and no more than a line's height between them."""
    return abs(above.em - below.em) < 0.1 * above.em and below.top - above.bottom < above.bottom - above.top
