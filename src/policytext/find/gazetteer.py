"""The gazetteer: measures, their names, and where they occur in a text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from policytext.errors import DataError
from policytext.find.variants import squeeze, variants_of
from policytext.records import Measure
from policytext.resources import read_csv

CATEGORIES = (
    "list",
    "service",
    "approval",
    "platform",
    "interpretation",
    "participation",
    "request",
    "safeguard",
    "supervision",
    "field",
    "capacity",
    "grassroots",
)
LIST_MARK = "；"
# 首问负责制 before one of these is 首问负责 and a verb: 制定, 制作.
_AFTER_ZHI = frozenset("定订作约止造成")


class Hit(NamedTuple):
    """A name of a measure at start..end of a text."""

    start: int
    end: int
    measure: Measure


class Gazetteer:
    """Measures and every form in which their names occur.

    ``measures`` holds them by id. ``names`` maps each form to its measure; a form that a row gives wins over one that a
    general variation makes. ``stop`` holds what is deliberately no measure, with the reason.

    >>> gazetteer = load_gazetteer()
    >>> [(hit.start, hit.measure.name) for hit in gazetteer.surfaces_in("实行首问负责制和并联审批")]
    [(2, '首问负责制'), (8, '并联审批')]
    """

    def __init__(self, measures: Iterable[Measure], stop: Mapping[str, str] | None = None) -> None:
        self.measures: dict[str, Measure] = {measure.id: measure for measure in measures}
        self.stop: dict[str, str] = {squeeze(name)[0]: reason for name, reason in (stop or {}).items()}
        self.names: dict[str, Measure] = _all_names(self.measures.values())
        patterns = [*self.names, *(name for name in self.stop if name not in self.names)]
        self._owners: list[Measure | None] = [self.names.get(pattern) for pattern in patterns]
        # Overlapping matches are needed: where a context blocks a hit, a shorter name inside it may still count.
        self._automaton = AhoCorasick(patterns, MatchKind.Standard, implementation=Implementation.ContiguousNFA)
        self._blocks = {
            measure.id: [context for form in measure.not_in for context in sorted(variants_of(form))]
            for measure in self.measures.values()
            if measure.not_in
        }

    def surfaces_in(self, text: str) -> list[Hit]:
        """The names in a text: the leftmost, of these the longest, none overlapping, none inside its ``not_in``.

        Offsets are those of ``text``; quotes in and between names do not count (``variants.squeeze``).
        """
        plain, places = squeeze(text)
        return [Hit(places[hit.start], places[hit.end - 1] + 1, hit.measure) for hit in self.find_plain(plain)]

    def find_plain(self, plain: str) -> list[Hit]:
        """The same for a text that has been squeezed; offsets are those of the squeezed text."""
        found = self._automaton.find_matches_as_indexes(plain, overlapping=True)
        chosen: list[Hit] = []
        # How far the text is covered by names on the stop list: a longer one wins over the measure inside it.
        stopped = 0
        for index, start, end in sorted(found, key=lambda match: (match[1], -match[2])):
            measure = self._owners[index]
            if measure is None:
                stopped = max(stopped, end)
            elif end <= stopped or (chosen and start < chosen[-1].end):
                continue
            elif not self._is_blocked(measure, plain, start, end):
                chosen.append(Hit(start, end, measure))
        return chosen

    def named_at_end(self, plain: str) -> Measure | None:
        """The measure whose name, the longest possible, ends a squeezed text."""
        for start in range(len(plain)):
            measure = self.names.get(plain[start:])
            if measure and not self._is_blocked(measure, plain, start, len(plain)):
                return measure
        return None

    def is_organ(self, measure: Measure) -> bool:
        """Whether the measure is an organ, which counts only where its founding is told."""
        return self.stop.get(squeeze(measure.name)[0]) == "organ"

    def _is_blocked(self, measure: Measure, plain: str, start: int, end: int) -> bool:
        if plain[end - 1] == "制" and end < len(plain) and plain[end] in _AFTER_ZHI:
            return True
        return any(_covers(context, plain, start, end) for context in self._blocks.get(measure.id, ()))


def _covers(context: str, plain: str, start: int, end: int) -> bool:
    """Whether ``context`` stands in the text such that it holds start..end."""
    at = plain.find(context, max(0, end - len(context)), start + len(context))
    return at != -1


def _all_names(measures: Iterable[Measure]) -> dict[str, Measure]:
    given: dict[str, Measure] = {}
    made: dict[str, Measure] = {}
    for measure in measures:
        for surface in (measure.name, *measure.aliases):
            given[squeeze(surface)[0]] = measure
            made.update(dict.fromkeys(variants_of(surface), measure))
    return {**made, **given}


def load_gazetteer(extra: Sequence[Path] = ()) -> Gazetteer:
    """The packaged measures, and those of further files of the same columns.

    Args:
        extra: CSV files in the order of their weight: a later row with the id of an earlier one replaces it.

    Raises:
        DataError: a file cannot be read, or a row lacks id, name or a known category.
    """
    measures = {measure.id: measure for measure in read_measures(read_csv("measures.csv"), "measures.csv")}
    for path in extra:
        measures.update({measure.id: measure for measure in read_measures(_rows_of(path), path.name)})
    stop = {row["name"]: row["reason"] for row in read_csv("stoplist.csv")}
    return Gazetteer(measures.values(), stop)


def read_measures(rows: Iterable[Mapping[str, str | None]], source: str) -> list[Measure]:
    """Rows of a gazetteer file as measures.

    Args:
        rows: dictionaries with at least id, name and category; the header is line 1.
        source: the file's name, for messages.

    Raises:
        DataError: a row lacks id or name, or its category is unknown.

    >>> row = {"id": "green-channel", "name": "绿色通道", "category": "service", "aliases": "快速通道；审批通道"}
    >>> read_measures([row], "my.csv")[0].aliases
    ('快速通道', '审批通道')
    """
    return [
        _measure({key: value or "" for key, value in row.items()}, source, line) for line, row in enumerate(rows, 2)
    ]


def _measure(row: dict[str, str], source: str, line: int) -> Measure:
    where = f"{source}, line {line}"
    if not row.get("id", "").strip() or not row.get("name", "").strip():
        raise DataError(f"{where}: a measure needs an id and a name; see docs/data.md for the columns")
    empty = [form for form in (row["name"], *_split(row.get("aliases", ""))) if not squeeze(form)[0]]
    if empty:
        raise DataError(f"{where}: {empty[0]!r} holds no character that could be found; give a name in words")
    if row.get("category") not in CATEGORIES:
        message = f"{where}: unknown category {row.get('category')!r}; use one of {', '.join(CATEGORIES)}"
        raise DataError(message)
    texts = {key: row.get(key, "").strip() for key in ("since", "until", "succeeded_by", "source", "note")}
    return Measure(
        id=row["id"].strip(),
        name=row["name"].strip(),
        category=row["category"],
        aliases=_split(row.get("aliases", "")),
        not_in=_split(row.get("not_in", "")),
        **texts,
    )


def _split(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(LIST_MARK) if part.strip())


def _rows_of(path: Path) -> list[dict[str, str]]:
    try:
        return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{path}: {error}; give a UTF-8 CSV file with the columns of measures.csv") from None
