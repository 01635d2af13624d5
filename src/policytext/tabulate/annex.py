"""The statistical annex of old reports: lines of label, unit and number become facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from policytext.quantities import parse_number
from policytext.records import Document, Fact, Span
from policytext.resources import read_toml

#: A fact of the annex stands in no statement.
NO_STATEMENT = 0

#: Money stands in the annex in 万元, in prose in yuan.
_SCALE = {"万元": 10_000}


def read_annex(document: Document) -> list[Fact]:
    r"""The figures of the annex, in the order of the text; empty for a report without one.

    The cells of a line may be parted by tabs, bars or spaces, or stand one a line.

    >>> text = "附表\n（一）收到申请数\t件\t12\n四、行政复议数量\t件\t1\n（二）被依法纠错数\t件\t0"
    >>> [(f.indicator, f.value, f.unit) for f in read_annex(Document("a.txt", "", "txt", text, ()))]
    [('requests_received', 12, '件'), ('reviews', 1, '件'), ('reviews_corrected', 0, '件')]
    """
    text = document.text
    if not any(sign in text for sign in _annex()["signs"]):
        return []
    return list(_facts(text))


def _facts(text: str) -> Iterator[Fact]:
    under = ""
    seen: set[str] = set()
    for match in _line().finditer(text):
        label = match["label"]
        under = next((head for head in _heads() if head in label), under)
        indicator = _indicator(label, under)
        if indicator is None or indicator in seen:
            continue
        seen.add(indicator)
        number = re.sub("[,，]", "", match["number"])
        span, unit = Span(match.start("number"), match.end("number")), match["unit"]
        yield Fact(NO_STATEMENT, indicator, parse_number(number) * _SCALE.get(unit, 1), unit, match["number"], span)


def _indicator(label: str, under: str) -> str | None:
    """The indicator of a label: that whose words reach furthest, so that 不同意公开 is not 同意公开."""
    found = [
        (match.end() - match.start(), line["indicator"])
        for line, pattern in _lines()
        if line.get("under", under) == under and (match := pattern.search(label))
    ]
    return max(found)[1] if found else None


@cache
def _annex() -> dict[str, Any]:
    return read_toml("annex.toml")


@cache
def _lines() -> tuple[tuple[dict[str, str], re.Pattern[str]], ...]:
    return tuple((line, re.compile(line["words"])) for line in _annex()["lines"])


@cache
def _heads() -> tuple[str, ...]:
    return tuple(dict.fromkeys(line["under"] for line in _annex()["lines"] if "under" in line))


@cache
def _line() -> re.Pattern[str]:
    """Label, unit and number with something between them; the label stays in its line."""
    units = "|".join(_annex()["units"])
    gap, label, number = r"[\s|]+", r"(?P<label>[^\n\t|]{4,60})", r"(?P<number>\d[\d,，.]{0,15})"
    return re.compile(rf"(?:^|[\t|])[ ]*{label}{gap}(?P<unit>{units}){gap}{number}(?=[\s|]|$)", re.MULTILINE)
