"""Debris of the page: numbers and running heads between or inside the lines of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policytext.clean.characters import is_cjk
from policytext.clean.edits import Change
from policytext.clean.lines import glue, goes_on
from policytext.clean.wrapping import Page, measure_page, printed_lines

_DASH = r"[-—–－─]"
_NUMBER = rf"""
    {_DASH}{{1,2}}[ ]?\d{{1,4}}[ ]?{_DASH}{{1,2}}
  | [·•][ ]?\d{{1,4}}[ ]?[·•]
  | [Pp]age[ ]?\d{{1,4}}(?:[ ]?(?:of|/)[ ]?\d{{1,4}})?
  | 第[ ]?\d{{1,4}}[ ]?页(?:[ ,，/、]{{0,3}}共[ ]?\d{{1,4}}[ ]?页)?
  | 共[ ]?\d{{1,4}}[ ]?页[ ,，/、]{{0,3}}第[ ]?\d{{1,4}}[ ]?页
  | \d{{1,3}}[ ]?/[ ]?\d{{1,3}}
"""
_OWN_LINE = re.compile(rf"^[ \t\u3000\u00a0]{{0,80}}(?:{_NUMBER})[ \t\u3000\u00a0]{{0,80}}$", re.VERBOSE | re.MULTILINE)
_INSIDE = re.compile(
    rf"""{_DASH}(?<![-—–－─].){_DASH}?[ ]\d{{1,3}}[ ]{_DASH}{{1,2}}
       | [Pp]age[ ]?\d{{1,3}}
       | 第[ ]?\d{{1,3}}[ ]?页[ ,，/、]{{0,3}}共[ ]?\d{{1,3}}[ ]?页""",
    re.VERBOSE,
)
_BARE = re.compile(r"\n(\d{1,3})(?=\n)")
_SIGN = re.compile(
    r"[-—–－─·•Pp第/](?:(?<=[-—–－─·•])(?<!\d.)[ ]?\d{1,4}[ ]?[-—–－─·•](?!\d)"
    r"|(?<=[Pp])age[ ]?\d|(?<=第)[ ]?\d{1,4}[ ]?页|(?<=[\d ]/)[ ]?\d)"
)
#: A cell without a number, as tables write it: — 4 — — is a row.
_STROKES = frozenset("-—–－─")
_BLANK = " \t\u00a0\u3000\n"
_LOOK = 200
_LONG = 12


def page_debris(text: str, page: Page | None = None) -> Iterator[Change]:
    r"""Delete page numbers that stand on lines of their own or inside a sentence.

    >>> list(page_debris("公开制度- 3 -建设"))
    [Change(start=4, end=9, after='')]
    """
    bare = _bare_numbers(text)
    if not _SIGN.search(text):
        yield from bare
        return
    found = [match.span() for match in _OWN_LINE.finditer(text)]
    own_lines = close_gaps(text, found, page or measure_page(printed_lines(text))) if found else ()
    yield from _without_overlap(sorted([*own_lines, *_inside(text), *bare]))


def close_gaps(text: str, debris: Iterable[tuple[int, int]], page: Page | None) -> Iterator[Change]:
    """Delete lines of debris; a sentence that they interrupt goes on, other lines stay apart.

    Args:
        text: The text.
        debris: Start and end of each line of debris, in order.
        page: How the text is hard-wrapped; then the lines stay apart, to be joined with all others.
    """
    start, end = -1, -1
    for left, right in debris:
        if start >= 0 and not text[end:left].strip(_BLANK):
            end = right
            continue
        if start >= 0:
            yield _closed(text, start, end, page)
        start, end = left, right
    if start >= 0:
        yield _closed(text, start, end, page)


def _closed(text: str, start: int, end: int, page: Page | None) -> Change:
    """The change that deletes text[start:end] and the blank lines around it."""
    left, right = _around(text, start, end)
    if left == 0 or right == len(text):
        return Change(left, right, "")
    before, after = _neighbours(text, left, right)
    if page is None and goes_on(before, after):
        return Change(left, right, glue(before, after.strip(_BLANK)))
    return Change(left, text.rfind("\n", end, right) + 1, "\n")


def _inside(text: str) -> Iterator[Change]:
    """Page numbers between two characters of a sentence."""
    for match in _INSIDE.finditer(text):
        left, right = match.span()
        while left and text[left - 1] == " ":
            left -= 1
        while right < len(text) and text[right] == " ":
            right += 1
        before, after = text[left - 1 : left], text[right : right + 1]
        if is_cjk(before) and is_cjk(after) and not {before, after} & _STROKES:
            yield Change(left, right, "")


def _bare_numbers(text: str) -> Iterator[Change]:
    """A number alone on a line is a page number only where a sentence goes on over it: it could be a table's cell."""
    for match in _BARE.finditer(text):
        left, right = _around(text, *match.span(1))
        before, after = _neighbours(text, left, right)
        if left and right < len(text) and len(after.strip(_BLANK)) >= _LONG and goes_on(before, after):
            yield Change(left, right, "")


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    while start and text[start - 1] in _BLANK:
        start -= 1
    while end < len(text) and text[end] in _BLANK:
        end += 1
    return start, end


def _neighbours(text: str, left: int, right: int) -> tuple[str, str]:
    """The lines before and after a gap, the second with its indent; no more of each than it takes to judge them."""
    before = text[max(text.rfind("\n", max(left - _LOOK, 0), left) + 1, left - _LOOK, 0) : left]
    after = text[max(text.rfind("\n", 0, right) + 1, 0) : right + _LOOK].split("\n", 1)[0]
    return before, after


def _without_overlap(changes: list[Change]) -> Iterator[Change]:
    done = 0
    for change in changes:
        if change.start >= done:
            yield change
            done = change.end
