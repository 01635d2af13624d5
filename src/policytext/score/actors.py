"""The unit that is charged with a promise (责任主体)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from policytext.quantities import find_deadlines, find_frequencies
from policytext.records import Span
from policytext.resources import read_lines
from policytext.score.passage import Found, Passage, any_of, listed_words, noun_verbs, words

LONGEST_UNIT = 20
"""Characters; a longer stretch before 局 or 办 is a sentence."""
LONGEST_AFTER_NOUN = 4
"""What follows a verb at the head of a unit's name (发展|改革局); longer, and it is an action (建设|县融媒体中心)."""

GOVERNMENTS = frozenset(["province", "city", "county", "zone"])
OFFICE = r"(?<![承主督交转协举申经代帮催会联合开创试兴包筹领接速快])办(?![公理事法结好学案件文会税])"
"""办 as the end of a name (县委网信办), not as a verb (承办, 办理)."""
GIVEN = re.compile(
    r"由|督促|责成|委派|指定|委托|安排|组织|会同|联合|(?:责任|牵头|承办|主办|负责)(?:单位|部门|科室)?[：:为是]|[（(]"
)
"""A unit named after one of these is charged, whatever follows."""
MONTH = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:底|上旬|中旬|下旬|\d{1,2}日)?"
WHEN = rf"(?:20\d\d年)?(?:{MONTH}|年底|年内|上半年|下半年)前?|每(?:季度|月|年|半年|周)|按(?:月|季度?)"
"""What may stand between a unit and its verb: 县司法局|9月底前|完成."""
JOINT = "、和与及"
LEAD = re.compile(r"^(?:下一步|今后|同时|其中|此外|并|要|将|拟|请|继续)+")
NO_NAME = re.compile(
    r"经(?!信|济|开|贸|发|合|管|营)|通过|利用|依托|借助|发挥|联系|要求|[的在对把将为向给让使到以报送交征听，（）]"
)


def find_actors(passage: Passage) -> Iterator[Found]:
    """Named units that are charged: 由县司法局牵头, 县政务服务局每月通报, （责任单位：县档案局）."""
    for clause in passage.clauses:
        ends = [m.end() for m in _units().finditer(passage.text, clause.start, clause.end)]
        for span in _charged(passage.text, _names(passage, clause, ends) if ends else [], clause):
            if _is_named(passage, span.of(passage.text)):
                yield Found("actor", span, span.of(passage.text))


@cache
def _units() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words('actor')['units'])}|{OFFICE})(?!公室)")


def _names(passage: Passage, clause: Span, ends: list[int]) -> list[tuple[Span, bool]]:
    """Stretches that end like a unit and begin where a name may, each with whether words in front charge it."""
    text = passage.text
    stretch = clause.of(text)
    times = [t.span for t in find_deadlines(stretch)] + [t.span for t in find_frequencies(stretch)]
    given = {clause.start + m.end() for m in GIVEN.finditer(stretch)}
    joints = {clause.start + i + 1 for i, char in enumerate(stretch) if char in JOINT}
    edges = {clause.start, *given, *joints, *(clause.start + time.end for time in times)}
    names: list[tuple[Span, bool]] = []
    for end in ends:
        edge = max(edge for edge in edges if edge < end)
        whole = max(edge for edge in edges - joints if edge < end)
        before = next((name for name in reversed(names) if name[0].end == edge - 1), None)
        if edge in joints and not before and whole in given:  # 由县工业和信息化局: 和 belongs to the name
            edge = whole
        lead = LEAD.match(text[edge:end])
        if before or edge not in joints:
            names.append((Span(edge + (lead.end() if lead else 0), end), edge in given or bool(before and before[1])))
    return names


def _charged(text: str, names: list[tuple[Span, bool]], clause: Span) -> list[Span]:
    """Units charged by the words in front or behind, or with the next member of their list."""
    found: list[Span] = []
    for span, given in reversed(names):
        listed = bool(found) and found[-1].start == span.end + 1 and text[span.end] in JOINT
        if given or listed or (_does_something(text, span, clause) and not _begins_with_verb(span.of(text))):
            found.append(span)
    return found[::-1]


def _does_something(text: str, span: Span, clause: Span) -> bool:
    return _behind().match(text, span.end, clause.end) is not None


@cache
def _behind() -> re.Pattern[str]:
    table = words("actor")
    verbs = set(read_lines("action_verbs.txt")) - set(table["not_behind"])
    return re.compile(f"(?:{WHEN})?{any_of([*table['charged'], *verbs])}")


def _begins_with_verb(name: str) -> bool:
    verb = next((s for s in listed_words("action_verbs.txt").find(name) if s.start == 0), None)
    return verb is not None and (verb.of(name) not in noun_verbs() or len(name) - verb.end > LONGEST_AFTER_NOUN)


def _is_named(passage: Passage, unit: str) -> bool:
    table, organ = words("actor"), passage.origin.organ or ""
    if not 3 <= len(unit) <= LONGEST_UNIT or unit.startswith(tuple(table["not_named"])) or NO_NAME.search(unit):
        return False
    is_own = unit == organ or (organ.endswith(unit) and unit.endswith(("局", "委员会", "委")))
    is_standing = _is_government(passage) and unit.endswith(tuple(table["standing"]))
    return not (is_own or is_standing or unit.endswith(tuple(table["not_units"])))


def _is_government(passage: Passage) -> bool:
    """Whether a government reports; an organ whose level is unknown is taken for one."""
    level = passage.origin.organ_level
    return level in GOVERNMENTS or level is None
