"""Coded corpora: E5xx."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from policytext.clean import clean_document
from policytext.corpus import LABELS, ROLES, CodedUnit, parse_unit
from policytext.errors import PolicytextError
from policytext.lint.issues import Issue, issue
from policytext.quantities import find_deadlines
from policytext.read import read_file
from policytext.score import Rubric, level_of

YEAR = re.compile(r"(20\d\d)年")

# What reading and cleaning may change; texts are compared without it.
_LOOSE = re.compile(r"[\W_]+")


def check_coded(text: str, file: str, rubric: Rubric, reports: Path | None = None) -> Iterator[Issue]:
    """Findings in a coded report.

    Args:
        text: the JSON lines file.
        file: its name, for the findings.
        rubric: the rule that levels follow, and the kinds that there are.
        reports: the folder that holds the report, ``None`` not to look.
    """
    units: list[tuple[int, CodedUnit]] = []
    for line, row in enumerate(text.splitlines(), 1):
        if not row.strip():
            continue
        unit = _parse(row)
        if isinstance(unit, CodedUnit):
            units.append((line, unit))
        else:
            yield issue(unit[0], file, line, unit[1])
    for line, unit in units:
        yield from (issue(code, file, line, wrong) for code, wrong in _check_unit(unit, rubric))
    yield from _check_order(units, file)
    if reports is not None and units:
        yield from _check_report(units, file, reports)


def _parse(row: str) -> CodedUnit | tuple[str, str]:
    """The unit, or the code and what is wrong."""
    try:
        table = json.loads(row)
        if table["role"] not in ROLES or table.get("label") not in (None, *LABELS):
            return "E501", f"{table['role']}, {table.get('label')}"
        return parse_unit(table)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        return "E500", str(error)


def _check_unit(unit: CodedUnit, rubric: Rubric) -> Iterator[tuple[str, str]]:
    spans = [text for _, text in (*unit.particulars, *unit.weak, *unit.measures)]
    yield from (("E502", text) for text in spans if text not in unit.text)
    kinds = [(kind, rubric.kinds) for kind, _ in unit.particulars] + [(kind, rubric.weak) for kind, _ in unit.weak]
    yield from (("E508", kind) for kind, known in kinds if kind not in known)
    # Text that the source cuts off is shown, not scored; it may stand without a label.
    is_statement = unit.role == "statement"
    if is_statement != (unit.label is not None) and not unit.truncated:
        yield "E503", f"{unit.role}, {unit.label}"
    needs_level = is_statement and not unit.truncated and (unit.label == "improvement" or unit.rectified)
    if needs_level != (unit.level is not None) and not unit.truncated:
        yield "E504", f"{unit.label}, {unit.level}"
    elif unit.level is not None and unit.action is not None and unit.object is not None:
        levels = [level_of(unit.action, unit.object, _values(unit, own), rubric) for own in (False, True)]
        if unit.level not in levels:
            yield "E505", f"{unit.level}, by the rule {levels[0]}"


def _values(unit: CodedUnit, own_year: bool) -> list[tuple[str, str]]:
    """Kinds and values as the rule needs them: of a deadline, whether it only says 年底前.

    2019年底前 says so in the plan of 2019 alone; coded units do not tell the plan's ``own_year``: both are tried.
    """
    return [(kind, _deadline(text, own_year) if kind == "deadline" else text) for kind, text in unit.particulars]


def _deadline(text: str, own_year: bool) -> str:
    stated = YEAR.search(text)
    found = find_deadlines(text, int(stated[1]) if stated and own_year else None)
    return found[0].value if found else text


def _check_order(units: list[tuple[int, CodedUnit]], file: str) -> Iterator[Issue]:
    for (_, before), (line, after) in pairwise(units):
        if after.doc == before.doc and after.i <= before.i:
            yield issue("E507", file, line, f"{after.i} after {before.i}")


def _check_report(units: list[tuple[int, CodedUnit]], file: str, reports: Path) -> Iterator[Issue]:
    doc = units[0][1].doc
    found = sorted(reports.glob(f"{doc}.*"))
    if not found:
        yield issue("E506", file, units[0][0], doc)
        return
    try:
        raw = read_file(found[0])
        texts = [_LOOSE.sub("", text) for text in (raw.text, clean_document(raw).text)]
    except PolicytextError as error:
        yield issue("E506", file, units[0][0], str(error))
        return
    for line, unit in units:
        if not any(_LOOSE.sub("", unit.text) in text for text in texts):
            yield issue("E509", file, line, unit.text[:30])
