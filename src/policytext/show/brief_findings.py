"""Rows -> what the brief says: at most five sentences, and three things to look at, each with where it stands.

A sentence whose figure is missing is left out; nothing is filled in for it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from policytext.show.brief_rows import Rows
from policytext.show.brief_words import BriefWords
from policytext.show.findings import count_grades
from policytext.store import RECEIVED

Row = dict[str, Any]

SENTENCES, LOOKS = 5, 3

QUOTED = 26
"""Characters quoted of a problem: with the rest of its line, two lines of the page."""

_NUMBER = re.compile(r"^[（(]?[0-9一二三四五六七八九十]{1,3}[)）、.．是]+\s*")

# Behind the first mark a reason says what to do, which is not for those who read a brief.
_ADVICE = re.compile("[，；;]")

GROUPS = ("above", "not distinguishable", "below")


def find_sentences(rows: Rows, year: int, words: BriefWords) -> list[str]:
    """The sentences in order: what was read, promises, groups, last year's promises, problems."""
    ranks = _of(rows["ranks"], "year", year)
    told = [
        _received(rows, ranks, year, words),
        _checkable(ranks, words),
        _groups(ranks, words),
        _follow(rows, year, words),
        _problems(rows, ranks, year, words),
    ]
    return [sentence for sentence in told if sentence][:SENTENCES]


def find_looks(rows: Rows, year: int, words: BriefWords) -> list[str]:
    """What a person should look at first, at most three, each with where it stands."""
    ranks = _of(rows["ranks"], "year", year)
    found: Iterator[tuple[str, str]] = (
        (kind, text) for kind, find in FINDERS.items() if (text := find(rows, ranks, year, words))
    )
    shown = [text + words.tell("where", where=words.tell(f"w_{kind}")) for kind, text in found]
    return shown[:LOOKS]


def _received(rows: Rows, ranks: list[Row], year: int, words: BriefWords) -> str:
    roster = _expected(rows, year)
    if not roster:
        everyone = len({row["unit"] for row in rows["ranks"]})
        return words.tell("s_received", year=year, reports=len(ranks), units=len(ranks), all=everyone)
    expected, missing = ({row["unit"] for row in some} for some in (roster, _unreceived(roster)))
    counts = {"expected": len(expected), "received": len(expected - missing), "missing": len(missing)}
    return words.tell("s_received_roster", year=year, reports=len(ranks), **counts)


def _checkable(ranks: list[Row], words: BriefWords) -> str:
    commitments = _total(ranks, "commitments")
    return (
        words.tell("s_checkable", commitments=commitments, checkable=_total(ranks, "checkable")) if commitments else ""
    )


def _groups(ranks: list[Row], words: BriefWords) -> str:
    names = {group: [row["unit"] for row in ranks if row["group"] == group] for group in GROUPS}
    counts = {"above": len(names["above"]), "below": len(names["below"]), "same": len(names["not distinguishable"])}
    if not any(counts.values()):
        return ""
    said = {
        f"{group}_names": words.tell("listed", names=words.names(names[group])) if names[group] else ""
        for group in ("above", "below")
    }
    return words.tell("s_groups", units=len(ranks), apart=len(ranks) - sum(counts.values()), **counts, **said)


def _follow(rows: Rows, year: int, words: BriefWords) -> str:
    rates = _of(rows["followthrough_rates"], "next_year", year)
    assessable = _total(rates, "assessable")
    if not assessable:
        return ""
    return words.tell("s_follow", before=year - 1, year=year, assessable=assessable, **count_grades(rates))


def _problems(rows: Rows, ranks: list[Row], year: int, words: BriefWords) -> str:
    reports = _reports_of(rows, ranks)
    problems = sum(_total(reports, name) for name in ("answered_done", "answered_planned", "unanswered"))
    if not problems:
        return ""
    again = len(
        {(row["next_report_id"], row["next_statement_id"]) for row in _of(rows["recurring"], "next_year", year)}
    )
    return words.tell("s_problems", year=year, problems=problems, again=again, unanswered=_total(reports, "unanswered"))


def _look_missing(rows: Rows, _: list[Row], year: int, words: BriefWords) -> str:
    units = sorted({(row["adcode"] or "~", row["unit"]) for row in _unreceived(_expected(rows, year))})
    names = words.names([unit for _, unit in units])
    return words.tell("l_missing", n=len(units), year=year, names=names) if units else ""


def _look_checks(rows: Rows, ranks: list[Row], _: int, words: BriefWords) -> str:
    failed = Counter(
        row["report_id"]
        for row in (*rows["checks"], *rows["year_checks"])
        if row["verdict"] == "fail" and row["severity"] == "major"
    )
    units = [row["unit"] for row in ranks if failed[row["report_id"]]]
    n = sum(failed[row["report_id"]] for row in ranks)
    return words.tell("l_checks", units=len(units), n=n, names=words.names(units)) if units else ""


def _look_recurring(rows: Rows, _: list[Row], year: int, words: BriefWords) -> str:
    """The unit with the problem that returned most often."""
    again = _of(rows["recurring"], "next_year", year)
    if not again:
        return ""
    most = max(row["run"] for row in again)
    unit = next(row["unit"] for row in again if row["run"] == most)
    own = [row for row in again if row["unit"] == unit]
    longest = next(row for row in own if row["run"] == most)
    run = words.run(most, longest["first_year"], longest["next_year"])
    text = str(longest.get("next_text") or "")
    quote = words.tell("quote", text=_cut(text)) if text else ""
    return words.tell("l_recurring", unit=unit, n=len(own), run=run, quote=quote)


def _look_failures(rows: Rows, _: list[Row], __: int, words: BriefWords) -> str:
    """Files that were not scored, with the reason if most share one; the content of another file is no loss."""
    reasons = Counter(row["reason"] for row in rows["failures"] if row["reason"] != "duplicate")
    if not reasons:
        return ""
    ((reason, most),) = reasons.most_common(1)
    told = _ADVICE.split(words.failure(reason))[0]
    mostly = words.tell("mostly", reason=told) if 2 * most > reasons.total() else ""
    return words.tell("l_failures", n=reasons.total(), mostly=mostly)


def _look_unanswered(rows: Rows, ranks: list[Row], _: int, words: BriefWords) -> str:
    open_ = {row["report_id"] for row in _reports_of(rows, ranks) if _mostly_open(row)}
    units = [row["unit"] for row in ranks if row["report_id"] in open_]
    return words.tell("l_unanswered", units=len(units), names=words.names(units)) if units else ""


def _look_rolled(rows: Rows, _: list[Row], year: int, words: BriefWords) -> str:
    rates = [row for row in _of(rows["followthrough_rates"], "next_year", year) if row.get("rolled_over")]
    units = [row["unit"] for row in rates]
    values = {"units": len(units), "n": _total(rates, "rolled_over"), "names": words.names(units)}
    return words.tell("l_rolled", **values) if units else ""


def _look_unsure(rows: Rows, ranks: list[Row], _: int, words: BriefWords) -> str:
    n = _total(_reports_of(rows, ranks), "unsure")
    return words.tell("l_unsure", n=n) if n else ""


FINDERS: dict[str, Callable[[Rows, list[Row], int, BriefWords], str]] = {
    "missing": _look_missing,
    "checks": _look_checks,
    "recurring": _look_recurring,
    "failures": _look_failures,
    "unanswered": _look_unanswered,
    "rolled": _look_rolled,
    "unsure": _look_unsure,
}
"""What there may be to look at, most pressing first; "" where there is nothing of the kind."""


def _expected(rows: Rows, year: int) -> list[Row]:
    """Entries of the roster for a year; one without a year stands for any."""
    return [row for row in rows["coverage"] if row["year"] in (year, None)]


def _unreceived(roster: Iterable[Row]) -> list[Row]:
    return [row for row in roster if row["status"] not in RECEIVED]


def _mostly_open(row: Row) -> bool:
    answered = (row["answered_done"] or 0) + (row["answered_planned"] or 0)
    return (row["unanswered"] or 0) > answered


def _reports_of(rows: Rows, ranks: list[Row]) -> list[Row]:
    shown = {row["report_id"] for row in ranks}
    return [row for row in rows["reports"] if row["report_id"] in shown]


def _cut(text: str) -> str:
    """The beginning of a problem without its number.

    >>> _cut("1.有的单位重视不够。"), _cut("二是形式单一；")
    ('有的单位重视不够', '形式单一')
    """
    text = _NUMBER.sub("", text)
    return text.rstrip("；。;") if len(text) <= QUOTED else text[: QUOTED - 1] + "…"


def _of(rows: Iterable[Row], name: str, value: int) -> list[Row]:
    return [row for row in rows if row[name] == value]


def _total(rows: Iterable[Row], name: str) -> int:
    return sum(row.get(name) or 0 for row in rows)
