"""Checks of the form: what the prescribed report has to have, and what no report should have left in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from policytext.records import Check, Section, Span
from policytext.resources import read_csv, read_lines
from policytext.tabulate.asking import (
    FAIL,
    NOT_ASSESSABLE,
    PASS,
    UNCERTAIN,
    UNSURE,
    Evidence,
    answer,
    check_words,
    words_of,
)
from policytext.triggers import Near, needed_words

PRESCRIBED = ("trial", "standard")

#: A heading's number, its stroke and a space stand before its title.
_MARK_CHARS = 6

#: What the short name of a place ends in.
_KINDS = "县市区旗州镇乡"

_NUMERALS = "一二三四五六七八九十"
_NUMBERED = re.compile(rf"^([{_NUMERALS}])、")


def check_sections(evidence: Evidence) -> Iterator[Check]:
    """The six sections of the prescribed form: each there, each once, numbered in order."""
    if evidence.origin.era not in PRESCRIBED:
        return
    main = _main_sections(evidence)
    counts = Counter(kind for section in main if (kind := _canonical(section.title)))
    # Numbered in another way, sections may stand one below the other.
    below = {kind for section in evidence.sections if (kind := _canonical(section.title))}
    if not counts:
        yield answer("section_missing", "sections", NOT_ASSESSABLE, reason="未能分出章节")
        return
    for kind, entry in _six().items():
        verdict = PASS if counts[kind] or kind in below else FAIL
        yield answer("section_missing", kind, verdict, name=entry["label"])
        if counts[kind]:
            yield _repeated(kind, entry["label"], [s for s in main if _canonical(s.title) == kind])
    yield from _numbers(evidence, main)


def _repeated(kind: str, label: str, sections: Sequence[Section]) -> Check:
    verdict = PASS if len(sections) == 1 else FAIL
    span = _heading(sections[-1])
    return answer("section_repeated", kind, verdict, name=label, found=str(len(sections)), expected="1", span=span)


def _numbers(evidence: Evidence, main: Sequence[Section]) -> Iterator[Check]:
    """The sections' own numbers, one after another; a section without a number is not asked."""
    text = evidence.document.text
    expected, others = 1, 0
    for section in main:
        match = _NUMBERED.match(text[section.span.start : section.span.start + 3])
        kind = _canonical(section.title)
        if not match or not kind:
            others += match is not None  # a section of its own, or an item taken for one
            continue
        number = _NUMERALS.index(match[1]) + 1
        verdict = PASS if expected <= number <= expected + others else FAIL
        others = 0
        yield answer(
            "section_number",
            kind,
            verdict,
            name=section.title,
            found=match[1],
            expected=_NUMERALS[min(expected, 10) - 1],
            span=_heading(section),
        )
        expected = number + 1


def check_problems(evidence: Evidence) -> Iterator[Check]:
    """The section on problems says something."""
    kinds = ("problems_improvements", "problems")
    sections = [s for s in evidence.sections if s.kind in kinds and len(s.path) == 1]
    if not sections:
        return
    titles = {section.title for section in sections}
    sections = [s for s in evidence.sections if s.path and s.path[0] in titles]
    inside = [
        statement
        for statement in evidence.statements
        if statement.role == "statement" and any(s.span.overlaps(statement.span) for s in sections)
    ]
    said = [s for s in inside if not words_of("section_problems", "nothing").search(s.text)]
    found = inside[0].text[:20] if inside else "无文字"
    span = inside[0].span if inside else _heading(sections[0])
    yield answer("section_problems", "problems", PASS if said else FAIL, found=found, span=span)


def check_facets(evidence: Evidence) -> Iterator[Check]:
    """The overview speaks of the five facets that the form names."""
    overview = [s for s in evidence.sections if s.kind == "overview"]
    if evidence.origin.era not in PRESCRIBED or not overview:
        return
    text = "\n".join(section.span.of(evidence.document.text) for section in overview)
    for facet, entry in check_words()["facets"].items():
        verdict = PASS if re.search(entry["words"], text) else FAIL
        yield answer("facets", facet, verdict, name=entry["label"], span=_heading(overview[0]), blame=UNSURE)


def check_legal_content(evidence: Evidence) -> Iterator[Check]:
    """A government's report tells of what the regulation asks of governments alone: appraisal and accountability."""
    asked = check_words()["legal_content"]
    if evidence.origin.era not in PRESCRIBED or evidence.origin.organ_level not in asked["levels"]:
        return
    for subject, entry in asked["subjects"].items():
        words = re.compile(entry["words"])
        told = next((s for s in evidence.told if words.search(s.text)), None)
        span = told.span if told else None
        yield answer("legal_content", subject, PASS if told else FAIL, name=entry["label"], span=span, blame=UNSURE)


def check_fees(evidence: Evidence) -> Iterator[Check]:
    """The report says what was charged; table 2 has other fees."""
    if evidence.origin.era not in PRESCRIBED:
        return
    stated = next((f for f in evidence.facts if f.indicator in ("fees_charged", "fees_waived")), None)
    words = re.compile(check_words()["fees"]["words"])
    spoken = any(words.search(s.text) for s in evidence.statements if s.role == "statement")
    verdict = PASS if stated or spoken else FAIL
    yield answer("fees", "fees", verdict, found=stated.surface if stated else "", span=stated.span if stated else None)


def check_period(evidence: Evidence) -> Iterator[Check]:
    """The period that the text states is the year of the title."""
    origin = evidence.origin
    match = _period_words().search(evidence.document.text)
    if not match or not origin.year:
        return
    years = {int(year) for year in re.findall(r"20\d\d", match[0])}
    verdict = PASS if years == {origin.year} else UNCERTAIN if origin.year in years else FAIL
    yield answer("period", "period", verdict, found=match[0], expected=str(origin.year), span=Span(*match.span()))


@cache
def _period_words() -> Near:
    return Near(words_of("period", "words"))


def check_places(evidence: Evidence) -> Iterator[Check]:
    """The report speaks in the name of no other place than its own."""
    origin = evidence.origin
    own = {name for name in (origin.place, origin.county, origin.city, origin.province, origin.organ) if name}
    if not own:
        return
    text = evidence.document.text
    found = [Span(*match.span(match.lastgroup or 0)) for match in _speakers().finditer(text)]
    found += [Span(*match.span("name")) for match in _promisers((origin.place or "县")[-1]).finditer(text)]
    others = [span for span in found if _is_other(span.of(text), own)]
    if not others:
        yield answer("other_place", "place", PASS, expected=origin.place or "")
    for span in sorted(others, key=lambda span: span.of(text) not in _known_places())[:1]:
        yield answer("other_place", "place", FAIL, found=span.of(text), expected=origin.place or "", span=span)


@cache
def _known_places() -> frozenset[str]:
    return frozenset(row["name"] for row in read_csv("places.csv"))


@cache
def _no_names() -> tuple[str, ...]:
    """Verbs, which stand before 县政府 where 县 is the report's own."""
    return (*read_lines("action_verbs.txt"), *check_words()["other_place"]["no_end"])


@cache
def _speakers() -> Near:
    """A government that speaks of itself: a short name at the beginning of a clause."""
    entry = check_words()["other_place"]
    name = rf"(?P<name>(?:(?![{entry['no_name']}])[\u4e00-\u9fff]){{1,3}}(?:自治)?[{_KINDS}])"
    office = "(?:人民)?政府(?:办公室|门户网站)?"
    speaks = rf"(?:^|[，。；：\n（])(?:20\d\d年度?，?)?{name}{office}(?:{'|'.join(entry['speaks'])})"
    makes = rf"(?<=由){name.replace('name', 'maker')}{office}(?:{'|'.join(entry['makes'])})"
    words = (f"{kind}{government}" for kind in _KINDS for government in ("政府", "人民政府"))
    return Near(re.compile(f"{speaks}|{makes}"), words)


def _is_other(name: str, own: set[str]) -> bool:
    """Whether a name is another place's: neither one of the report's own, nor words that end in 县."""
    mine = any(known in name or name in known for known in own)
    return not mine and not name[:-1].endswith(_no_names())


@lru_cache(maxsize=64)
def _promisers(kind: str) -> Near:
    """A place of the report's own kind that promises in its name: 云溪县将 in the report of 砚泊县.

    Args:
        kind: the last character of the report's own place.
    """
    entry = check_words()["other_place"]
    name = rf"(?P<name>(?:(?![{entry['no_name']}])[\u4e00-\u9fff]){{2}}{kind})"
    begins = rf"(?:^|[，。；：\n（])(?!{'|'.join(entry['no_start'])})"
    return Near(re.compile(rf"{begins}{name}(?:{'|'.join(entry['promises'])})"))


def check_placeholders(evidence: Evidence) -> Iterator[Check]:
    """No placeholder of a template was left in."""
    text = evidence.document.text
    found = list(words_of("placeholder", "words").finditer(text)) if _may_hold_placeholder(text) else []
    if not found:
        yield answer("placeholder", "text", PASS)
    for match in found[:3]:
        around = text[max(match.start() - 6, 0) : match.end() + 6].replace("\n", " ")
        yield answer("placeholder", "text", FAIL, found=around, span=Span(*match.span()))


def _may_hold_placeholder(text: str) -> bool:
    """One pattern after the other, and only those whose words are there: nearly no report holds any."""
    return any(
        (not words or any(word in text for word in words)) and one.search(text) for words, one in _placeholders()
    )


@cache
def _placeholders() -> tuple[tuple[frozenset[str] | None, re.Pattern[str]], ...]:
    return tuple((needed_words(one), re.compile(one)) for one in check_words()["placeholder"]["words"])


def _main_sections(evidence: Evidence) -> list[Section]:
    """The sections of the first depth, where their headings stand; a section may go on after its subsections."""
    text = evidence.document.text
    headings = {statement.span.start for statement in evidence.statements if statement.role == "heading"}
    main = [section for section in evidence.sections if len(section.path) == 1]
    return [s for s in main if s.span.start in headings and s.title in s.span.of(text)[: len(s.title) + _MARK_CHARS]]


@lru_cache(maxsize=1 << 10)
def _canonical(title: str) -> str | None:
    """Which of the six sections a title names."""
    return next((kind for kind, entry in _six().items() if re.search(entry["words"], title)), None)


def _heading(section: Section) -> Span:
    return Span(section.span.start, min(section.span.start + len(section.title) + 2, section.span.end))


@cache
def _six() -> dict[str, dict[str, str]]:
    sections: dict[str, dict[str, str]] = check_words()["sections"]
    return sections
