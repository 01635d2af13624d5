"""From a document to its origin: who reports, for which place, on which year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any

from policytext.identify.eras import find_era
from policytext.identify.fields import own_level, place_fields
from policytext.identify.hints import apply_hints, hinted_names, hinted_year
from policytext.identify.keys import with_keys
from policytext.identify.lines import Reading, read_lines_of
from policytext.identify.organs import Party, named_by_page, named_in_opening, parse_organ, signed_by
from policytext.identify.places import Finding, foreign_names, locate, related
from policytext.identify.table import load_places
from policytext.identify.titles import find_title, is_title, subject_of
from policytext.identify.years import find_times
from policytext.records import Document, Origin

TIMES = ("year", "period_start", "period_end", "published", "signed")


def identify_document(
    document: Document, hints: Mapping[str, str] | None = None, base_year: int | None = None
) -> Origin:
    """Say which organ of which place reports on which year, and what in the document contradicts that.

    The title is asked first, then the signature, the opening sentences and the page's metadata. A name that several
    places bear is decided by what else the text names, or stays open with its candidates.

    Args:
        document: the cleaned document.
        hints: what a manifest says, by field of ``Origin``; it wins, and a contradiction is a warning.
        base_year: whose code ``adcode_base`` is; ``None`` for the latest of the table of divisions.

    Returns:
        The origin; ``None`` in every field that neither the document nor the hints give. Warnings begin with a code:
        ``ambiguous``, ``place_not_in_table``, ``place_missing``, ``place_year``, ``place_conflict``, ``other_place``,
        ``year_missing``, ``year_conflict``, ``title_missing``, ``level_unknown``, ``hint_unusable`` or, for another
        hinted field, its name and ``_conflict``.

    >>> text = "苍梨县财政局2016年度政府信息公开工作年度报告"
    >>> origin = identify_document(Document("x.txt", "0" * 64, "txt", text, ()))
    >>> origin.place, origin.organ, origin.organ_level, origin.year
    ('苍梨县', '苍梨县财政局', 'department', 2016)
    """
    hints, reading = hints or {}, read_lines_of(document)
    title = find_title(reading, document.title)
    times = find_times(reading, title, document.published)
    year = hinted_year(hints) or times.year
    parties = find_parties(reading, title)
    finding = find_place(parties, year, "\n".join([title or "", *(line.text for line in reading.lines)]))
    origin = Origin(
        title=title,
        era=find_era(reading, year),
        candidates=tuple(place.adcode for place in finding.candidates) if finding else (),
        **{name: getattr(times, name) for name in TIMES},
    )
    origin = replace(origin, **place_fields(finding), **organ_fields(parties, finding, reading, is_title(title or "")))
    told = [*([] if title else ["title_missing: no line reads like a title"]), *times.warnings]
    told += [*place_warnings(finding, parties, reading), *_level_warning(origin)]
    return with_keys(_hinted(replace(origin, warnings=tuple(told)), hints, year, reading), base_year)


def _hinted(origin: Origin, hints: Mapping[str, str], year: int | None, reading: Reading) -> Origin:
    """The origin with what is known from elsewhere."""
    named = hinted_names(hints, origin.place)
    return apply_hints(origin, hints, locate(named, year, reading.text) if named else None)


def find_parties(reading: Reading, title: str | None) -> tuple[Party | None, tuple[Party, ...]]:
    """The organ that the title names, and those that the rest of the document names, the surest first."""
    subject = parse_organ(subject_of(title)) if title and subject_of(title) else None
    if subject and not subject.level and not is_title(title or ""):  # a damaged title: only the place is sure
        subject = replace(subject, rest="", level="government")
    return subject, tuple(chain(signed_by(reading), named_in_opening(reading), named_by_page(reading)))


# By whom a 市 calls its own one sees its level: counties and districts, or only towns.
OF_CITIES = ("各县区", "各县（", "县（市、区）", "各区县", "各县、区", "县市区", "县（区）", "县（市）区", "区县政府")
OF_COUNTIES = ("各乡镇", "乡镇", "各镇")

Parties = tuple[Party | None, tuple[Party, ...]]


def find_place(parties: Parties, year: int | None, text: str) -> Finding | None:
    """The place of the first organ that names one, with the larger places that others put before it."""
    title, others = parties
    named = [party for party in (title, *others) if party and party.places]
    if not named:
        return None
    names = list(named[0].places)
    longer = (party.places for party in named if party.place == names[-1] and len(party.places) > len(names))
    return locate(next(longer, tuple(names)), year, text)


def organ_fields(parties: Parties, finding: Finding | None, reading: Reading, is_report: bool) -> dict[str, Any]:
    """``organ`` as written, and its level.

    An office that signs its government's report does not lower the level, nor does one that issues the government's
    plan or notice; a report that has the office in its title is the office's own.
    """
    title, others = parties
    rivals = [party for party in others if _may_be_one(title, party)]
    if title and (title.rest or not rivals):
        whole = next((party for party in rivals if party.rest == title.rest and party.places), title)
        organ = title if title.places else whole
    elif rivals:
        organ = next((party for party in rivals if party.places), rivals[0])
    else:
        return {}
    fuller = [
        party.written for party in rivals if party.written.startswith(organ.written) and party.level == organ.level
    ]
    by_government = (
        title is None or not title.rest or organ.level == "government" or (organ.is_office and not is_report)
    )
    level = "government" if by_government and organ.speaks_for_government else organ.level
    written = max(fuller, key=len, default=organ.written) if organ.rest else None
    return {
        "organ": written,
        "organ_level": government_level(finding, reading) if level == "government" else level or None,
    }


def _may_be_one(title: Party | None, other: Party) -> bool:
    """Whether an organ can be of the place that the title names."""
    return not (title and title.place and other.place) or load_places().same(title.place, other.place)


def government_level(finding: Finding | None, reading: Reading) -> str | None:
    """Province, city or county: by the table, else by the kind of the name, else by whom the text calls its own."""
    if finding is None:
        return None
    levels = {place.level for place in ((finding.place,) if finding.place else finding.candidates)}
    if levels:
        return levels.pop() if len(levels) == 1 else None
    level = next(iter(own_level(finding.name)), None)
    return level or _level_of_city(reading.text)


def _level_of_city(text: str) -> str | None:
    """A 市 with counties below it is a city, one with towns only is of county level."""
    if any(word in text for word in OF_CITIES):
        return "city"
    return "county" if any(word in text for word in OF_COUNTIES) else None


def place_warnings(finding: Finding | None, parties: Parties, reading: Reading) -> Iterable[str]:
    """What is doubtful about the place, and which other places the text names as if it were theirs."""
    if finding is None:
        yield "place_missing: neither title, signature, opening nor page names a place; give it in a manifest"
        return
    yield from finding.warnings
    title, others = parties
    named = {party.place for party in others if party.place and title and title.places}
    rivals = sorted(name for name in named if not _same_place(name, finding))
    for name in rivals:
        yield f"place_conflict: the title says {finding.name}, the signature, opening or page says {name}"
    for name in foreign_names(reading.text, finding.place) if finding.place else ():
        if name not in rivals:
            yield f"other_place: the report is of {finding.name}, but the text names {name} as an organ's place"


def _same_place(name: str, finding: Finding) -> bool:
    """Whether a name can belong to an organ of the place found: its own, a parent's or a part's."""
    if name in (finding.name, *finding.upper) or (finding.place is None and name[-1:] != finding.name[-1:]):
        return True
    rows = load_places().meanings(name)
    if finding.place is None:
        return any(name in (place.province, place.city, place.name) for place in finding.candidates)
    place = finding.place
    return any(related(row, place) or row.name in (place.province, place.city) for row in rows)


def _level_warning(origin: Origin) -> list[str]:
    if origin.place and origin.organ_level is None and not origin.candidates:
        return [
            f"level_unknown: the level of {origin.organ or origin.place} is not told; give organ_level in a manifest"
        ]
    return []
