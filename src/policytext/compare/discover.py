"""Statements -> measures that the gazetteer lacks, as rows for a person to complete."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from zlib import crc32

from policytext.compare.association import Bond, measure_bonds
from policytext.compare.candidates import Candidate, find_candidates, is_generic, read_rules
from policytext.compare.units import find_series
from policytext.find import Gazetteer, load_gazetteer, squeeze
from policytext.find.variants import ending_of, head_of
from policytext.segment import Words
from policytext.store.schema import LIST_MARK

if TYPE_CHECKING:
    import pandas as pd

    from policytext.store import Tables

GAZETTEER_COLUMNS = (
    "id",
    "name",
    "aliases",
    "not_in",
    "category",
    "since",
    "until",
    "succeeded_by",
    "source",
    "note",
)
EVIDENCE_COLUMNS = (
    "kind",
    "count",
    "units",
    "reports",
    "years",
    "places",
    "pmi",
    "left_entropy",
    "right_entropy",
    "examples",
)
#: Between examples: the usual mark of lists stands in them.
EXAMPLE_MARK = " ｜ "
#: Bits of branching entropy that a name without marks of its own needs on its left: below one bit there is in effect
#: one word before it, which belongs to it or is the longer name.
LEAST_ENTROPY = 1.0
#: Bits that hold the weakest joint of a name together; by chance alone it would be 0.
LEAST_PMI = 2.0
_EXAMPLES, _PLACES, _CONTEXT = 3, 10, 15

Place = tuple[str, int, int]
"""report_id, statement_id and where in the statement the name ends."""


@dataclass
class _Found:
    """A name in all its forms, with the places where it stands and where it begins there."""

    forms: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    places: dict[Place, int] = field(default_factory=dict)
    bounded: set[Place] = field(default_factory=set)

    @property
    def name(self) -> str:
        """The most frequent form, of equals the shortest."""
        return min(self.forms, key=lambda form: (-self.forms[form], len(form), form))


def discover(tables: Tables, least: int = 3, gazetteer: Gazetteer | None = None) -> pd.DataFrame:
    """Names that look like measures and are not in the gazetteer, the widest spread first.

    Four patterns find them: numeric abbreviations (两图一册), last words of institutions (X制, X制度, X机制, X清单 and
    the like; ``data/compare/discover.toml``), quoted names and titles. What the gazetteer or its stop list holds is
    left out, and so is what is made of words that name nothing.

    Args:
        tables: the tables of a dataset.
        least: names that stand fewer times are left out.
        gazetteer: what is known; ``None`` for the packaged one.

    Returns:
        One row a name: the columns of ``data/measures.csv`` (``id`` is a suggestion, ``category`` a guess by the last
        word or empty), then kind (the pattern) · count, units, reports · years, places (ten at most) · pmi:
        bits at the weakest joint · left_entropy, right_entropy: bits, low where the name goes on · examples. Drop
        the rows that name nothing, fill in ``category``, and give the rest to ``policytext score --gazetteer``.

    Note:
        It is a list for a person to look through, not a finding: names of channels and generic nouns are among it
        (``docs/method.md`` counts them).
    """
    import pandas as pd

    known = gazetteer or load_gazetteer()
    texts = _read_texts(tables)
    found = [
        item
        for item in _collect(tables, texts).values()
        if len(item.places) >= least and not _is_known(item.name, known) and not is_generic(item.name)
    ]
    bonds = _bonds_of([item.name for item in found], texts.values())
    units, years = _units(tables)
    rows = [_row(item, bonds[item.name], units, years, texts) for item in _choose(found, bonds, least)]
    rows.sort(key=lambda row: (-row["units"], -row["count"], -row["pmi"], row["name"]))
    return pd.DataFrame(rows, columns=[*GAZETTEER_COLUMNS, *EVIDENCE_COLUMNS])


def _bonds_of(names: Sequence[str], texts: Iterable[str]) -> dict[str, Bond]:
    """The bonds of names; a title that is folded, so that it stands nowhere as it is, has none."""
    return dict.fromkeys(names, Bond(0, 0.0, 0.0, 0.0)) | measure_bonds(names, texts)


def _read_texts(tables: Tables) -> dict[tuple[str, int], str]:
    texts = {}
    for batch in tables["statements"].select(["report_id", "statement_id", "label", "text"]).to_batches():
        for row in batch.to_pylist():
            if row["label"]:
                texts[row["report_id"], row["statement_id"]] = row["text"]
    return texts


def _collect(tables: Tables, texts: dict[tuple[str, int], str]) -> dict[str, _Found]:
    """All candidates by name, but where the text was already found to name a measure."""
    words, found = Words(), dict[str, _Found]()
    taken, homes = _mentions(tables), _homes(tables)
    for key, text in texts.items():
        for candidate in find_candidates(text, words.cut(text)):
            if not _is_taken(candidate, taken.get(key, ())):
                name = homes[key[0]].sub("", candidate.name) or candidate.name
                item = found.setdefault(_stem(name), _Found())
                item.forms[name] += 1
                item.kinds[candidate.kind] += 1
                place = (*key, candidate.end)
                item.places.setdefault(place, candidate.start)
                item.bounded.update([place] * candidate.bounded)
    return found


def _homes(tables: Tables) -> dict[str, re.Pattern[str]]:
    """For each report its own places at the beginning of a title: 《甲县会看办法》 is 会看办法."""
    columns = ("province", "city", "county", "place")
    return {
        row["report_id"]: re.compile("^(?:" + "|".join(re.escape(row[name]) for name in columns if row[name]) + ")+")
        if any(row[name] for name in columns)
        else re.compile("^")
        for row in tables["reports"].select(["report_id", *columns]).to_pylist()
    }


def _mentions(tables: Tables) -> dict[tuple[str, int], list[tuple[int, int]]]:
    """Spans of the mentions in each statement, counted from its beginning."""
    begin: dict[tuple[str, int], int] = {}
    for batch in tables["statements"].select(["report_id", "statement_id", "start"]).to_batches():
        begin.update(((row["report_id"], row["statement_id"]), row["start"]) for row in batch.to_pylist())
    taken: defaultdict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for row in tables["measures"].select(["report_id", "statement_id", "start", "end"]).to_pylist():
        key = row["report_id"], row["statement_id"]
        taken[key].append((row["start"] - begin[key], row["end"] - begin[key]))
    return taken


def _is_taken(candidate: Candidate, mentions: Iterable[tuple[int, int]]) -> bool:
    """Whether a mention holds the end of the candidate, where its head noun stands."""
    return any(start < candidate.end <= end for start, end in mentions)


def _is_known(name: str, gazetteer: Gazetteer) -> bool:
    plain = squeeze(name)[0]
    if gazetteer.is_known(plain) or gazetteer.named_at_end(plain):
        return True
    return any(plain.endswith(stop) for stop in gazetteer.stop if len(stop) * 2 > len(plain))


def _choose(found: Iterable[_Found], bonds: dict[str, Bond], least: int) -> Iterator[_Found]:
    """The names among nested strings: the longest that stand freely; what they hold does not count again."""
    covered: set[Place] = set()
    for item in sorted(found, key=lambda item: (-len(item.name), item.name)):
        item.places = {place: start for place, start in item.places.items() if place not in covered}
        if len(item.places) >= least and _stands_freely(item, bonds[item.name]):
            covered.update(item.places)
            yield item


def _stands_freely(item: _Found, bond: Bond) -> bool:
    """Whether the string is a whole: in marks of its own, or firm inside and loose on both sides."""
    if "title" in item.kinds:
        return True
    if bond.pmi < LEAST_PMI:
        return False
    # What stands in quotes here and there is a word that somebody stresses, not a name.
    if "quoted" in item.kinds and bond.count <= 2 * len(item.places):
        return True
    is_bounded = 2 * len(item.bounded & item.places.keys()) >= len(item.places)
    is_loose = bond.right >= LEAST_ENTROPY and (is_bounded or bond.left >= LEAST_ENTROPY)
    return is_loose and item.kinds.keys() != {"quoted"}


def _stem(name: str) -> str:
    """What the forms of one name share: 信息公开评议制度 and 评议机制 are one, as in the gazetteer."""
    plain = squeeze(name)[0].replace("、", "")
    return plain.removesuffix(ending_of(plain)).removeprefix(head_of(plain)) or plain


def _units(tables: Tables) -> tuple[dict[str, str], dict[str, int | None]]:
    reports = tables["reports"].to_pylist()
    units = {row["report_id"]: unit.name for unit in find_series(reports).units for row in unit.reports}
    return units, {row["report_id"]: row["year"] for row in reports}


def _row(
    item: _Found, bond: Bond, units: dict[str, str], years: dict[str, int | None], texts: dict[tuple[str, int], str]
) -> dict[str, Any]:
    reports = {place[0] for place in item.places}
    named = sorted({units[report_id] for report_id in reports if report_id in units})
    seen = sorted({year for report_id in reports if (year := years[report_id]) is not None})
    return {
        **dict.fromkeys(GAZETTEER_COLUMNS, ""),
        "id": f"found-{crc32(item.name.encode()):08x}",
        "name": item.name,
        "category": read_rules().category_of(item.name),
        "source": "practice",
        "kind": LIST_MARK.join(sorted(item.kinds)),
        "count": len(item.places),
        "units": len(named),
        "reports": len(reports),
        "years": LIST_MARK.join(map(str, seen)),
        "places": LIST_MARK.join(named[:_PLACES]),
        "pmi": round(bond.pmi, 2),
        "left_entropy": round(bond.left, 2),
        "right_entropy": round(bond.right, 2),
        "examples": EXAMPLE_MARK.join(_examples(item, texts)),
    }


def _examples(item: _Found, texts: dict[tuple[str, int], str]) -> Iterator[str]:
    """Where the name stands, from different reports."""
    firsts = {place[0]: place for place in sorted(item.places, reverse=True)}
    for place in sorted(firsts.values())[:_EXAMPLES]:
        report_id, number, end = place
        text, start = texts[report_id, number], item.places[place]
        yield text[max(0, start - _CONTEXT) : end + _CONTEXT].replace("\n", "")
