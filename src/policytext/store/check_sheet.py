"""The sheet 数据核对 of ``scores.xlsx``: what does not agree, or may not, with where it stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from policytext.resources import read_toml
from policytext.store.rows import Row
from policytext.store.wording import name_of, told_verdict

if TYPE_CHECKING:
    from policytext.store.reading import Tables

#: What passed, and what could not be asked, is in the table ``checks``; the sheet shows what needs a look.
SHOWN = ("fail", "uncertain")

TOLD = ("fail", "form", "uncertain", "notice", "not_assessable", "pass")
"""Answers as people are told them, in the order in which they are shown: contradictions, matters of form, doubts."""


def check_rows(tables: Tables, across: Iterable[Row] = (), verdicts: Sequence[str] = SHOWN) -> Iterator[Row]:
    """The answers that need a look, in words for people.

    Args:
        tables: a dataset.
        across: rows of ``year_checks``.
        verdicts: only answers with one of these.
    """
    texts = _statements(tables)
    rows = (in_words(row) for row in (*tables["checks"].to_pylist(), *across) if row["verdict"] in verdicts)
    for row in sorted(rows, key=lambda row: (TOLD.index(row["told"]), row["check"])):
        yield row | {"text": _text_at(texts.get(row["report_id"], []), row["start"])}


def in_words(row: Row) -> Row:
    """A row of ``checks`` with the answer as it is ``told`` (``TOLD``) and the Chinese names of its codes."""
    told = told_verdict(row["verdict"], row["severity"])
    return row | {
        "told": told,
        "check_name": check_label(row["check"]),
        "verdict_name": name_of("verdicts", told),
        "blame_name": name_of("blames", row["blame"]),
        "severity_name": name_of("severities", row["severity"]),
    }


def check_label(check: str, lang: str = "zh") -> str:
    """A check's name in Chinese (``zh``) or English (``en``).

    >>> check_label("outcomes_total"), check_label("outcomes_total", "en")
    ('办理结果合计', 'sum of outcomes')
    """
    return str(_checks()[check]["label" if lang == "zh" else "label_en"])


def check_ids() -> tuple[str, ...]:
    """The ids of all checks, in the order of their file: tables, text, form, years."""
    return tuple(_checks())


@cache
def _checks() -> dict[str, Any]:
    return read_toml("checks.toml")


def _statements(tables: Tables) -> dict[str, list[Row]]:
    """Where each report's statements begin and end, and their texts."""
    found: dict[str, list[Row]] = {}
    table = tables["statements"].select(["report_id", "start", "end", "text", "role"])
    for row in (row for batch in table.to_batches() for row in batch.to_pylist()):
        if row["role"] == "statement":
            found.setdefault(row["report_id"], []).append(row)
    return found


def _text_at(statements: list[Row], start: int | None) -> str:
    """The statement in which an offset lies; "" where it lies in a table."""
    if start is None:
        return ""
    index = bisect_right(statements, start, key=lambda row: row["start"]) - 1
    return str(statements[index]["text"]) if index >= 0 and start < statements[index]["end"] else ""
