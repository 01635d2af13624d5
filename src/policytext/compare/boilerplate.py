"""Text that a report has in common with other places: borrowed from one, or standing in many."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

import numpy as np

from policytext.compare.editions import Edition
from policytext.compare.near import Int32s, Near, find_near
from policytext.compare.shelf import Texts
from policytext.compare.units import Row

PLACES = 2
"""In so many other places, in the same or an earlier year, a text must stand to be boilerplate (codebook section 7)."""

_NO_MORE: tuple[int, Iterable[Near]] = (-1, ())


class Commons:
    """The statements of all reports, gathered report by report, then compared at once.

    Texts lie on disk. A statement takes 32 bytes of memory here, and 52 while pairs are looked for.
    """

    def __init__(self) -> None:
        self._editions: list[Row] = []
        self._owners, self._ids, self._chars = array("i"), array("i"), array("i")
        self._texts, self._plains = Texts(), Texts()

    def add(self, edition: Edition) -> None:
        """Gather the statements of a report."""
        chars = [len(text) for text in edition.plains]
        self._owners.extend([len(self._editions)] * len(chars))
        self._ids.extend(line.id for line in edition.lines)
        self._chars.extend(chars)
        self._texts.extend(line.text for line in edition.lines)
        self._plains.extend(edition.plains)
        who = edition.who | {"year": edition.year, "report_id": edition.id}
        self._editions.append(who | {"chars": sum(chars)})

    def compare(self) -> Iterator[tuple[str, Iterable[Row]]]:
        """Rows of ``boilerplate``, ``overlap`` and the pairs of kind ``other_place``, report by report."""
        numbers: dict[str, int] = {}
        homes = np.array([numbers.setdefault(_home(row), len(numbers)) for row in self._editions], dtype=np.int32)
        years = np.array([row["year"] for row in self._editions], dtype=np.int32)
        owners = np.asarray(self._owners)
        by_owner = groupby(find_near(self._plains, homes[owners], years[owners]), self._owner_of)
        owner, found = next(by_owner, _NO_MORE)
        for number, edition in enumerate(self._editions):
            near = list(found) if number == owner else []
            owner, found = next(by_owner, _NO_MORE) if near else (owner, found)
            yield "pairs", map(self._pair, near)
            yield "overlap", self._overlap(edition, near)
            yield "boilerplate", [self._boilerplate(edition, near, homes)]

    def _owner_of(self, pair: Near) -> int:
        return self._owners[pair.one]

    def _pair(self, pair: Near) -> Row:
        one, other = self._editions[self._owners[pair.one]], self._editions[self._owners[pair.other]]
        return {
            **{name: one[name] for name in ("unit", "year", "report_id")},
            **{f"other_{name}": other[name] for name in ("unit", "year", "report_id")},
            "statement_id": self._ids[pair.one],
            "text": self._texts[pair.one],
            "other_statement_id": self._ids[pair.other],
            "other_text": self._texts[pair.other],
            "similarity": round(pair.similarity, 4),
            "kind": "other_place",
        }

    def _overlap(self, edition: Row, near: Iterable[Near]) -> Iterator[Row]:
        shared: defaultdict[int, set[int]] = defaultdict(set)
        for pair in near:
            shared[self._owners[pair.other]].add(pair.one)
        for owner, indices in shared.items():
            chars, other = self._count(indices), self._editions[owner]
            named = {f"other_{name}": other[name] for name in ("unit", "year", "report_id")}
            yield edition | named | {"shared": chars, "share": chars / edition["chars"]}

    def _boilerplate(self, edition: Row, near: Iterable[Near], homes: Int32s) -> Row:
        others: defaultdict[int, list[int]] = defaultdict(list)
        for pair in near:
            others[pair.one].append(self._owners[pair.other])
        common = [i for i, owners in others.items() if len({homes[owner] for owner in owners}) >= PLACES]
        return self._boilerplate_row(edition, common, others)

    def _boilerplate_row(self, edition: Row, indices: Sequence[int], others: Mapping[int, Sequence[int]]) -> Row:
        repeated = self._count(indices)
        sources: Counter[tuple[int, str]] = Counter()
        for index in indices:
            first = min((self._editions[owner] for owner in others[index]), key=_age)
            sources[first["year"], first["unit"]] += self._chars[index]
        year, unit = min(sources, key=lambda key: (-sources[key], key), default=(None, None))
        return edition | {
            "repeated": repeated,
            "share": repeated / edition["chars"] if edition["chars"] else None,
            "earliest_place": unit,
            "earliest_year": year,
        }

    def _count(self, indices: Iterable[int]) -> int:
        return sum(self._chars[index] for index in indices)


def _home(edition: Row) -> str:
    return str(edition["adcode"] or edition["place"] or edition["unit"])


def _age(edition: Row) -> tuple[int, str]:
    return edition["year"], edition["unit"]
