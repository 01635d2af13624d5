"""How much a commitment says within its level: the information in the words that are its own.

``开发可视、可感的政策解读产品`` and ``加强政策解读`` are both level 1, and readers see the difference. ``detail`` is
the sum of the information of the different content words of a commitment over the square root of their number; clauses
that only name a goal (提升水平, 让群众满意) are left out. The information of a word is -log of the share of statements
of the labelled corpus that have it. It stands beside the level and is no part of any index.

Do not compare it across kinds of document: a plan's words are rarer than a report's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from math import fsum

from policytext.quantities import strip_mark
from policytext.resources import read_csv, read_lines

Cut = Callable[[str], Sequence[str]]

CLAUSE_END = re.compile("[，；。：、！？]")
HAN_WORD = re.compile("[\u4e00-\u9fff]{2,}|[A-Za-z]{2,}")
DIGITS = 2


def detail_of(text: str, cut: Cut) -> float:
    """The detail of one commitment; 0 where it has no content word.

    Args:
        text: the statement, cleaned.
        cut: cuts a text into words (jieba's).

    >>> import jieba; jieba.setLogLevel(60)
    >>> rich, poor = "开发可视、可感的政策解读产品。", "进一步加强政策解读，提升工作水平。"
    >>> detail_of(rich, jieba.lcut) > detail_of(poor, jieba.lcut) > 0
    True
    """
    return _detail(cut(own_clauses(text)))


def details_of(texts: Sequence[str], cut: Cut) -> list[float]:
    """The detail of each of several commitments, their words cut in one go.

    >>> import jieba; jieba.setLogLevel(60)
    >>> texts = ["开展上门宣讲。", "加强培训。"]
    >>> details_of(texts, jieba.lcut) == [detail_of(text, jieba.lcut) for text in texts]
    True
    """
    lines = [own_clauses(text) for text in texts]
    words = cut("\n".join(lines))
    ends = [index for index, word in enumerate(words) if word == "\n"]
    if len(ends) != len(lines) - 1:  # a text of several lines
        return [_detail(cut(line)) for line in lines]
    return [
        _detail(words[start:end]) for start, end in zip((0, *(end + 1 for end in ends)), (*ends, None), strict=True)
    ]


def _detail(cut_words: Iterable[str]) -> float:
    words = set(filter(HAN_WORD.fullmatch, cut_words))
    # fsum: the order of a set differs from process to process, and a plain sum with it
    known, most = _information()
    return round(fsum(known.get(word, most) for word in words) / len(words) ** 0.5, DIGITS) if words else 0.0


def own_clauses(text: str) -> str:
    """The clauses that say what will be done, without those that only name a goal; the first where all do.

    >>> own_clauses("一是开展上门宣讲，不断提升政策知晓率。")
    '开展上门宣讲'
    """
    clauses = [clause for clause in CLAUSE_END.split(strip_mark(text)) if clause]
    goal = _goal()
    return "，".join([clause for clause in clauses if not goal.match(clause)] or clauses[:1])


def information(word: str) -> float:
    """How much a word tells: -log of the share of statements that have it; a word that none has tells most.

    >>> information("加强") < information("图解") < information("没有的词")
    True
    """
    known, most = _information()
    return known.get(word, most)


@cache
def _information() -> tuple[dict[str, float], float]:
    rows = {row["word"]: float(row["information"]) for row in read_csv("word_information.csv")}
    return rows, max(rows.values())


@cache
def _goal() -> re.Pattern[str]:
    lines = read_lines("goal_verbs.txt")
    adverbs = [line.removeprefix("~") for line in lines if line.startswith("~")]
    verbs = [line for line in lines if not line.startswith("~")]
    return re.compile(f"(?:{'|'.join(adverbs)})*(?:{'|'.join(verbs)})")
