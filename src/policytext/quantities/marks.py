"""The mark of an item in front of a sentence: 一是, （二）, 3. and the like."""

from __future__ import annotations

import re

_HAN = "[一二三四五六七八九十]{1,3}"
_CLOSED = r"(?:[）)、．]{1,2}|\.(?!\d)|\.(?=20\d\d年))"

ITEM_MARK = re.compile(
    rf"\s*(?:[（(]?(?:{_HAN}|\d{{1,2}}){_CLOSED}|{_HAN}[是要]|[第其]{_HAN}[，、]|[①-⑳●◆■★※•▪◇○]|——"
    r"|\d(?=[^\d.%年月日个项条件次名类]))?\s*"
)
"""Matches at every place, with nothing where no mark stands. A lone digit counts where no unit follows it."""


def strip_mark(text: str) -> str:
    """The text without the mark of an item in front.

    >>> [strip_mark(mark + "加强培训。") for mark in ("（一）", "一是", "十一是", "①", "第十二，", "其二，", "3.", "")]
    ['加强培训。', '加强培训。', '加强培训。', '加强培训。', '加强培训。', '加强培训。', '加强培训。', '加强培训。']
    >>> strip_mark("3.5万条信息"), strip_mark("2.2022年3月底前完成")
    ('3.5万条信息', '2022年3月底前完成')
    """
    found = ITEM_MARK.match(text)
    return text[found.end() :] if found else text
