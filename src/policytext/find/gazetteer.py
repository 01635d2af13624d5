"""The gazetteer: measures, their names, and where they occur in a text."""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, filterfalse
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from policytext.errors import DataError
from policytext.find.gaps import find_gapped, gapped_names, is_gapped, is_well_gapped
from policytext.find.variants import plain_of, squeeze, variants_of
from policytext.records import Measure
from policytext.resources import read_csv, read_lines

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
# What begins another word with the end of a name: 首问负责制定, 依申请公开工作规范化, 信息公开工作规范有序.
_OTHER_WORD = re.compile(r"(?<=制)[定订作约止造成]|(?<=规范)(?:[化性地]|有序|开展|运行|推进|高效)")
_DIGIT = re.compile(r"\d")
_IN_NUMBER = re.compile(r"[\d.\-]")
# 12345件 is a count, 12345平台 is not.
_COUNTED = re.compile(r"余?(?:[条件个次人户份篇封元万名例项宗起])")


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
        self.names: dict[str, Measure] = _all_names(self.measures.values(), self.stop)
        gapped = gapped_names(self.measures.values())
        patterns = list(dict.fromkeys([*self.names, *self.stop, *gapped]))
        self._owners = [self.names.get(pattern) for pattern in patterns]
        self._tails = {index: gapped[name] for index, name in enumerate(patterns) if name in gapped}
        # What only begins a name with a gap: 答复 of 答复……合法性审核.
        self._openings = {index for index in self._tails if not self.is_known(patterns[index])}
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

    def find_in_each(self, texts: Sequence[str]) -> list[tuple[str, list[Hit]]]:
        """Every text squeezed, with the names in it (``find_plain``), found in one search of all texts."""
        plain = plain_of("\n".join(texts))
        lines = plain.split("\n")
        if len(lines) != len(texts):  # a text of several lines, or no text at all
            return [(line, self.find_plain(line)) for line in map(plain_of, texts)]
        found: list[tuple[str, list[Hit]]] = [(line, []) for line in lines]
        ends = list(accumulate(len(line) + 1 for line in lines))
        for start, end, measure in self.find_plain(plain):
            number = bisect_right(ends, start)
            by = ends[number] - len(lines[number]) - 1
            found[number][1].append(Hit(start - by, end - by, measure))
        return found

    def find_plain(self, plain: str) -> list[Hit]:
        """The same for a text that has been squeezed; offsets are those of the squeezed text."""
        chosen: list[Hit] = []
        # How far the text is covered by names on the stop list: a longer one wins over the measure inside it.
        stopped = 0
        matches = list(self._matches(plain))
        if all(measure is None for _, _, measure in matches):
            return []
        for start, end, measure in sorted(matches, key=lambda match: (match[0], -match[1])):
            if measure is None:
                stopped = max(stopped, end)
            elif end <= stopped or (chosen and start < chosen[-1].end):
                continue
            elif not self._is_blocked(measure, plain, start, end):
                chosen.append(Hit(start, end, measure))
        return chosen

    def _matches(self, plain: str) -> Iterator[tuple[int, int, Measure | None]]:
        """Every name in the text, those with a gap too; without a measure what is only on the stop list."""
        for index, start, end in self._automaton.find_matches_as_indexes(plain, overlapping=True):
            if index not in self._openings:
                yield start, end, self._owners[index]
            if index in self._tails:
                yield from find_gapped(self._tails[index], plain, start, end)

    def named_at_end(self, plain: str) -> Measure | None:
        """The measure whose name, the longest possible, ends a squeezed text."""
        for start in range(len(plain)):
            measure = self.names.get(plain[start:])
            if measure and not self._is_blocked(measure, plain, start, len(plain)):
                return measure
        return None

    def is_known(self, form: str) -> bool:
        """Whether a form names a measure or stands on the stop list."""
        return form in self.names or form in self.stop

    def is_organ(self, measure: Measure) -> bool:
        """Whether the measure is an organ, which counts only where its founding is told."""
        return self.stop.get(squeeze(measure.name)[0]) == "organ"

    def _is_blocked(self, measure: Measure, plain: str, start: int, end: int) -> bool:
        if _OTHER_WORD.match(plain, end) or _is_part_of_number(plain, start, end) or _has_other_subject(plain, start):
            return True
        return any(_covers(context, plain, start, end) for context in self._blocks.get(measure.id, ()))


def _covers(context: str, plain: str, start: int, end: int) -> bool:
    """Whether ``context`` stands in the text such that it holds start..end."""
    at = plain.find(context, max(0, end - len(context)), start + len(context))
    return at != -1


def _is_part_of_number(plain: str, start: int, end: int) -> bool:
    """12345 in a telephone number or a longer count is no hotline."""
    before, after = plain[max(start - 1, 0) : start], plain[end : end + 1]
    return bool(_DIGIT.match(plain[start]) and _IN_NUMBER.match(before)) or bool(
        _DIGIT.match(plain[end - 1]) and (_IN_NUMBER.match(after) or _COUNTED.match(plain, end))
    )


def _has_other_subject(plain: str, start: int) -> bool:
    """信息公开目录 behind 学校 or 征地 is not that of the organ."""
    return plain.startswith("信息公开", start) and plain.endswith(read_lines("find/other_subjects.txt"), 0, start)


def _all_names(measures: Iterable[Measure], stop: Mapping[str, str]) -> dict[str, Measure]:
    """Each form and its measure; a form that a row gives wins, one that is only made yields to the stop list."""
    given: dict[str, Measure] = {}
    made: dict[str, Measure] = {}
    for measure in measures:
        for surface in filterfalse(is_gapped, (measure.name, *measure.aliases)):
            given[squeeze(surface)[0]] = measure
            made.update((form, measure) for form in variants_of(surface) if form not in stop)
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
    gapped = [form for form in _split(row.get("aliases", "")) if not is_well_gapped(form)]
    if gapped or is_gapped(row["name"]):
        form = (*gapped, row["name"])[0]
        raise DataError(f"{where}: {form!r} needs words on both sides of one gap; only aliases may have one")
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
