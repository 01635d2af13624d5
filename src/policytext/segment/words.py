"""Words by jieba; by rjieba where it is installed and its answer is provably jieba's."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, pairwise
from operator import itemgetter

#: rjieba answers as jieba does but for hyphens and underscores, for points that are no part of one number (2024.1.5,
#: www.a.cn), and for Han characters outside the range of jieba's own pattern. To jieba the marks are what ``&`` is to
#: both, so rjieba is given ``&`` for them.
_MARKS = re.compile("[a-zA-Z0-9]+(?:\\.[0-9]+)?%?|[-_.]")
#: What is left goes to jieba: those Han characters; 1.5a, which rjieba cuts elsewhere; and the one word with ``&``.
UNLIKE = re.compile(
    "[\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|\\.[0-9]*[A-Za-z]|\\.[0-9]+\\.|AT&T"
)
#: Marks at which both cut in any case, so that what stands between two of them can be cut alone.
BOUNDS = "，。；：\n"
_BOUND = re.compile(f"[{BOUNDS}]")


class Words:
    """Cuts text into words. One object per process; loading the dictionary takes about a second with jieba.

    >>> Words().cut("加强业务培训")
    ['加强', '业务培训']

    Args:
        more: words beside those of jieba's dictionary. The same words in the same order cut the same.
        fast: use rjieba where it is installed; with ``more`` jieba cuts alone, for only that was measured to be exact.
    """

    def __init__(self, more: Iterable[str] = (), *, fast: bool = True) -> None:
        self._more = tuple(more)
        self._exact: Callable[[str], Iterable[str]] | None = None
        self._fast = _load_rjieba() if fast and not self._more else None

    def cut(self, text: str) -> list[str]:
        """The words of ``text`` in order; joined they are the text again."""
        if self._fast is None:
            return list(self._jieba()(text))
        masked = _masked(text)
        words: list[str] = []
        done = 0
        for start, end in _unlike(masked):
            words += self._fast(masked[done:start])
            words += self._jieba()(text[start:end])
            done = end
        words += self._fast(masked[done:])
        return words if masked is text else _unmasked(words, text)

    def count(self, text: str) -> int:
        """How many words hold a letter, digit or Han character."""
        return sum(map(str.isalnum, map(itemgetter(0), filter(None, self.cut(text)))))

    def _jieba(self) -> Callable[[str], Iterable[str]]:
        if self._exact is None:
            self._exact = _load_jieba(self._more)
        return self._exact


def _masked(text: str) -> str:
    """The text with ``&`` for marks that only jieba takes for a part of a run.

    >>> _masked("2024.1.5，www.a.cn，0.5%")
    '2024.1&5，www&a&cn，0.5%'
    """
    if "-" in text or "_" in text or "." in text:
        return _MARKS.sub(lambda found: "&" if found[0] in "-_." else found[0], text)
    return text


def _unmasked(words: Iterable[str], text: str) -> list[str]:
    """The same words as they stand in the text."""
    ends = [0, *accumulate(map(len, words))]
    return [text[start:end] for start, end in pairwise(ends)]


def _unlike(text: str) -> Iterator[tuple[int, int]]:
    """The stretches between two bounds that jieba must cut."""
    done = 0
    for found in UNLIKE.finditer(text):
        if found.start() >= done:
            start = max(text.rfind(bound, done, found.start()) for bound in BOUNDS) + 1 or done
            bound = _BOUND.search(text, found.end())
            done = bound.end() if bound else len(text)
            yield start, done


def _load_rjieba() -> Callable[[str], Iterable[str]] | None:
    try:
        import rjieba
    except ImportError:
        return None
    cut: Callable[[str], Iterable[str]] = rjieba.Jieba().cut
    return cut


def _load_jieba(more: Iterable[str]) -> Callable[[str], Iterable[str]]:
    """A tokenizer of our own with a private cache folder: jieba's default is a predictable name in a shared one."""
    import logging

    import jieba

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    with tempfile.TemporaryDirectory() as folder:
        tokenizer.tmp_dir = folder
        tokenizer.initialize()
    for word in more:
        tokenizer.add_word(word)
    cut: Callable[[str], Iterable[str]] = tokenizer.cut
    return cut
