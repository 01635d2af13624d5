"""The era of the form: decided by what the document holds, then by the year."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from policytext.identify.lines import Reading
from policytext.resources import read_toml

FIRST_TRIAL, FIRST_STANDARD = 2019, 2021
HEADING = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．](.{2,40})")
OWN_HEADINGS = 3  # so many numbered headings, and not the prescribed ones, are a form of one's own
SHARED = (
    3  # of the five prescribed headings that free reports have too, beside the one that only the six-section form has
)
ALL_SHARED = 5


def find_era(reading: Reading, year: int | None) -> str | None:
    """``free``, ``trial`` or ``standard``; ``None`` where neither the document nor the year tells.

    The columns of the tables tell trial from standard; the six headings tell both from free.

    Args:
        reading: the document's lines, those of tables too.
        year: the year reported.
    """
    compact = "".join(line.text for line in reading.lines)
    columns = {era: sum(word in compact for word in _words()[era]) for era in ("trial", "standard")}
    if columns["trial"] != columns["standard"]:
        return max(columns, key=lambda era: columns[era])
    headings = [match[1] for line in reading.prose if (match := HEADING.fullmatch(line))]
    if year is None:
        return "free" if not _six(headings) and len(headings) >= OWN_HEADINGS else None
    if _six(headings):
        return "standard" if year >= FIRST_STANDARD else "trial"
    if year < FIRST_TRIAL or len(headings) >= OWN_HEADINGS:
        return "free"
    return "standard" if year >= FIRST_STANDARD else "trial"


def _six(headings: list[str]) -> bool:
    """Whether the headings are those of the six-section form, a lost one allowed."""
    shared = sum(any(word in heading for heading in headings) for word in _words()["others"])
    proved = any(_words()["proof"] in heading for heading in headings)
    return shared >= (SHARED if proved else ALL_SHARED)


@cache
def _words() -> dict[str, Any]:
    return dict(read_toml("identify.toml")["era"])
