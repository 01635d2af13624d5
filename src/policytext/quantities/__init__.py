"""Numbers, dates, deadlines and frequencies in Chinese text, each with its span and its value.

>>> [(q.surface, q.value, q.unit, q.bound) for q in find_numbers("全年组织培训不少于4期，办结率达到百分之九十五以上")]
[('不少于4期', 4, '期', 'at_least'), ('达到百分之九十五以上', 95, '%', 'at_least')]
>>> [d.value for d in find_deadlines("6月底前编制，20个工作日内答复", year=2017)]
['2017-06-30', '20 workdays']
"""

from __future__ import annotations

from policytext.quantities.dates import DateSpan, find_dates
from policytext.quantities.deadlines import (
    TIME_PATTERNS,
    YEAR_END,
    Deadline,
    Frequency,
    count_deadlines,
    find_deadlines,
    find_frequencies,
)
from policytext.quantities.marks import ITEM_MARK, strip_mark
from policytext.quantities.numbers import Quantity, find_numbers, parse_number

__all__ = [
    "ITEM_MARK",
    "TIME_PATTERNS",
    "YEAR_END",
    "DateSpan",
    "Deadline",
    "Frequency",
    "Quantity",
    "count_deadlines",
    "find_dates",
    "find_deadlines",
    "find_frequencies",
    "find_numbers",
    "parse_number",
    "strip_mark",
]
