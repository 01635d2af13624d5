"""Which lines of a text are not part of the report: navigation, metadata, addresses.

The patterns are data: ``data/aside_patterns.toml``. Nothing is deleted here; a line that is set aside stays in the
text, in a part that says why.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from policytext.resources import read_toml


@lru_cache(maxsize=4096)  # a line is asked about in several steps and rounds
def aside_of(line: str) -> str:
    """Why a line is set aside (breadcrumb, navigation, metadata ...), or "" for a line of the report.

    >>> aside_of("首页 > 政务公开 > 年度报告"), aside_of("一、总体情况")
    ('breadcrumb', '')
    """
    longest, prose_mark, any_pattern, patterns = _patterns()
    if not line or len(line) > longest:
        return ""
    bare = "".join(line.split())
    if 0 <= bare.find(prose_mark) < len(bare) - 2 or any_pattern.fullmatch(bare) is None:
        return ""
    return next(why for why, pattern in patterns if pattern.fullmatch(bare))


@cache
def _patterns() -> tuple[int, str, re.Pattern[str], tuple[tuple[str, re.Pattern[str]], ...]]:
    """The longest line to look at, the mark of prose, all patterns as one, and each with its reason."""
    data = read_toml("aside_patterns.toml")
    patterns = tuple((row["why"], re.compile(row["pattern"])) for row in data["aside"])
    together = re.compile("|".join(f"(?:{pattern.pattern})" for _, pattern in patterns))
    return data["longest"], data["prose_mark"], together, patterns
