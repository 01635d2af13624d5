"""Text that a report has in common with other places: borrowed from one, or standing in many."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from policytext.compare.editions import Edition
from policytext.compare.near import Near, find_near
from policytext.compare.units import Row

PLACES = 2
"""In so many other places, in the same or an earlier year, a text must stand to be boilerplate (codebook section 7)."""


@dataclass
class Commons:
    """The statements of all reports, gathered report by report, then compared at once."""

    _editions: list[Row] = field(default_factory=list)
    _owners: list[int] = field(default_factory=list)
    _ids: list[int] = field(default_factory=list)
    _texts: list[str] = field(default_factory=list)
    _plains: list[str] = field(default_factory=list)

    def add(self, edition: Edition) -> None:
        """Gather the statements of a report."""
        who = edition.who | {"year": edition.year, "report_id": edition.id}
        self._owners += [len(self._editions)] * len(edition.lines)
        self._ids += [line.id for line in edition.lines]
        self._texts += [line.text for line in edition.lines]
        self._plains += edition.plains
        self._editions.append(who | {"chars": sum(len(line.plain) for line in edition.lines)})

    def compare(self) -> dict[str, Iterable[Row]]:
        """Rows of ``boilerplate``, ``overlap`` and the pairs of kind ``other_place``."""
        numbers: dict[str, int] = {}
        homes = [numbers.setdefault(_home(edition), len(numbers)) for edition in self._editions]
        near = find_near(
            self._plains,
            [homes[owner] for owner in self._owners],
            [self._editions[owner]["year"] for owner in self._owners],
        )
        return {
            "pairs": (self._pair(pair) for pair in near),
            "overlap": self._overlap(near),
            "boilerplate": self._boilerplate(near, homes),
        }

    def _pair(self, pair: Near) -> Row:
        one, other = self._editions[self._owners[pair.index]], self._editions[self._owners[pair.other]]
        return {
            **{name: one[name] for name in ("unit", "year", "report_id")},
            **{f"other_{name}": other[name] for name in ("unit", "year", "report_id")},
            "statement_id": self._ids[pair.index],
            "text": self._texts[pair.index],
            "other_statement_id": self._ids[pair.other],
            "other_text": self._texts[pair.other],
            "similarity": round(pair.similarity, 4),
            "kind": "other_place",
        }

    def _overlap(self, near: Iterable[Near]) -> list[Row]:
        shared: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
        for pair in near:
            shared[self._owners[pair.index], self._owners[pair.other]].add(pair.index)
        return [
            self._overlap_row(self._editions[one], self._editions[other], self._chars(indices))
            for (one, other), indices in shared.items()
        ]

    def _overlap_row(self, one: Row, other: Row, chars: int) -> Row:
        named = {f"other_{name}": other[name] for name in ("unit", "year", "report_id")}
        return one | named | {"shared": chars, "share": chars / one["chars"]}

    def _boilerplate(self, near: Iterable[Near], homes: Sequence[int]) -> list[Row]:
        others: defaultdict[int, list[int]] = defaultdict(list)
        for pair in near:
            others[pair.index].append(pair.other)
        common = [i for i, found in others.items() if len({homes[self._owners[o]] for o in found}) >= PLACES]
        by_report: defaultdict[int, list[int]] = defaultdict(list)
        for index in common:
            by_report[self._owners[index]].append(index)
        return [
            self._boilerplate_row(edition, by_report.get(owner, []), others)
            for owner, edition in enumerate(self._editions)
        ]

    def _boilerplate_row(self, edition: Row, indices: Sequence[int], others: Mapping[int, Sequence[int]]) -> Row:
        repeated = self._chars(indices)
        sources: Counter[tuple[int, str]] = Counter()
        for index in indices:
            first = min((self._editions[self._owners[other]] for other in others[index]), key=_age)
            sources[first["year"], first["unit"]] += len(self._plains[index])
        year, unit = min(sources, key=lambda key: (-sources[key], key), default=(None, None))
        return edition | {
            "repeated": repeated,
            "share": repeated / edition["chars"] if edition["chars"] else None,
            "earliest_place": unit,
            "earliest_year": year,
        }

    def _chars(self, indices: Iterable[int]) -> int:
        return sum(len(self._plains[index]) for index in indices)


def _home(edition: Row) -> str:
    return str(edition["adcode"] or edition["place"] or edition["unit"])


def _age(edition: Row) -> tuple[int, str]:
    return edition["year"], edition["unit"]
