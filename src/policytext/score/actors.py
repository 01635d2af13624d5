"""The unit that is charged with a promise (责任主体)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from policytext.quantities import find_deadlines, find_frequencies
from policytext.records import Span
from policytext.resources import read_lines
from policytext.score.passage import Found, Passage, any_of, endings, ends_with, listed_words, noun_verbs, words

LONGEST_UNIT = 20
"""Characters; a longer stretch before 局 or 办 is a sentence."""
LONGEST_PART = 8
"""Characters before 和 inside a unit's name, 和 included (县住房和|城乡建设局)."""
LONGEST_AFTER_NOUN = 4
"""What follows a verb at the head of a unit's name (发展|改革局); longer, and it is an action (建设|县融媒体中心)."""

GOVERNMENTS = frozenset(["province", "city", "county", "zone"])
OFFICE = (
    r"(?:(?<=综合)|(?<=振兴)|(?<=公开)|(?<![承主督交转协举申经代帮催会联合开创试兴包筹领接速快上]))"
    r"办(?!公|理|事|法|结|好|学|案|件|文|税|会(?![同商签]))"
)
"""办 as the end of a name (县委网信办), not as a verb (承办, 办理)."""
GIVEN = re.compile(
    r"由|督促|责成|(?<!监)委派|指定|委托|安排|组织(?![部科处股])|会同|联合|(?:责任|牵头|承办|主办|负责)(?:单位|部门|科室)?[：:为是]|[（(]"
)
"""A unit named after one of these is charged, whatever follows."""
LABEL = re.compile(r"(?:责任|牵头|承办|主办|负责|落实)(?:单位|部门|科室|股室|处室)?(?:及负责人)?[：:]$")
"""In front of a clause that names who is charged: 责任单位：|县住建局."""
SENT = re.compile(
    r"^与|(?:^|[须应要先均并])经(?![信济开贸发合管营])|征求|移交|转交|抄送|(?<![报发上寄])送|(?<![聘邀申])请(?!求)|明确"
)
"""Before a unit that then does something: 送|县司法局|审核."""
MONTH = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:底|上旬|中旬|下旬|\d{1,2}日)?"
WHEN = (
    rf"(?:20\d\d年)?(?:{MONTH}|年底|年内|上半年|下半年)前?|每(?:季度|月|年|半年|周)|按(?:月|季度?)"
    r"|(?:\d{1,3}|[一二两三四五六七八九十]{1,3})个?(?:工作日|小时|日|天)内"
)
"""What may stand between a unit and its verb: 县司法局|9月底前|完成."""
JOINT = "、和与及"
LEAD = re.compile(r"^(?:下一步|今后|同时|其中|此外|并|要|将|拟|请|继续)+")
NO_NAME = re.compile(
    r"^经(?![信济开贸发合管营])|通过|利用|依托|借助|发挥|联系|要求|[的在把将为向给让使到以报，（）“”《》.、]|^\d{1,4}[个家名所处]|\d处$|对(?!外)|送(?!变)|交(?!通|管|警|投|易)"
    r"|征(?![地收管信稽])|听(?!证)|供(?![销电水暖气热应])|^[省市县区乡镇]级"
)
PLACE = re.compile(r"[在到向报][^，。；]{0,16}[、和与及]$")
"""Before a later member of a list that is a place or an address: 在县档案馆、|县图书馆."""
STAFF = re.compile(r"的|(?:工作|业务|相关|有关)?(?:人员|骨干|干部|专家|同志)|副?书记|设在|派驻|的?职责")
"""Behind a unit: some of its people, or its site; the unit is not charged."""
RELATIVE = re.compile(r"[^，。；]{2,4}?的")
"""Behind a unit: a verb that only tells which thing is meant (价格科|发布的|通告)."""


def find_actors(passage: Passage) -> Iterator[Found]:
    """Named units that are charged: 由县司法局牵头, 县政务服务局每月通报, （责任单位：县档案局）; a list is one.

    Its value names the units, joined by ``；``.
    """
    for clause in passage.clauses:
        ends = [m.end() for m in unit_ends().finditer(passage.text, clause.start, clause.end)]
        if not ends or not _may_charge(passage.text, clause, ends):
            continue
        charged = _charged(passage.text, _names(passage, clause, ends), clause)
        named = (span for span in charged if _is_named(passage, span.of(passage.text)))
        for units in _lists([s for s in named if not PLACE.search(passage.text, clause.start, s.start)], passage.text):
            value = "；".join(unit.of(passage.text) for unit in units)
            yield Found("actor", Span(units[0].start, units[-1].end), value)


def _may_charge(text: str, clause: Span, ends: list[int]) -> bool:
    """Whether anything in a clause charges a unit: words in front of it, or a verb behind one of the ends."""
    if GIVEN.search(text, clause.start, clause.end) or ends_with(LABEL, text, clause.start):
        return True
    return any(_behind().match(text, end, clause.end) for end in ends)


def _lists(spans: list[Span], text: str) -> list[list[Span]]:
    """Units with the members of their list: 县教育局、县民政局|分别梳理."""
    lists: list[list[Span]] = []
    for span in spans:
        if lists and text[lists[-1][-1].end : span.start] in tuple(JOINT):
            lists[-1].append(span)
        else:
            lists.append([span])
    return lists


@cache
def unit_ends() -> re.Pattern[str]:
    """The ends of units' names."""
    return re.compile(rf"(?:{any_of(words('actor')['units'])}|{OFFICE})(?!公室)")


def _names(passage: Passage, clause: Span, ends: list[int]) -> list[tuple[Span, bool]]:
    """Stretches that end like a unit and begin where a name may, each with whether words in front charge it."""
    text = passage.text
    stretch = clause.of(text)
    times = [t.span for t in find_deadlines(stretch)] + [t.span for t in find_frequencies(stretch)]
    given = {clause.start + m.end() for m in GIVEN.finditer(stretch)}
    given |= {clause.start} if ends_with(LABEL, text, clause.start) else set()
    sent = {clause.start + m.end() for m in SENT.finditer(stretch)}
    joints = {clause.start + i + 1 for i, char in enumerate(stretch) if char in JOINT}
    edges = {clause.start, *given, *sent, *joints, *(clause.start + time.end for time in times)}
    names: list[tuple[Span, bool]] = []
    for end in ends:
        edge = max(edge for edge in edges if edge < end)
        whole = max(edge for edge in edges - joints if edge < end)
        before = next((name for name in reversed(names) if name[0].end == edge - 1), None)
        if edge in joints and not before and (whole in given or _is_one_name(text, whole, edge)):
            edge = whole
        lead = LEAD.match(text[edge:end])
        if before or edge not in joints:
            names.append((Span(edge + (lead.end() if lead else 0), end), edge in given or bool(before and before[1])))
    return names


def _is_one_name(text: str, start: int, joint: int) -> bool:
    """Whether a joint belongs to a unit's name: 市自然资源|和|规划局."""
    return text[joint - 1] in "和与" and joint - start <= LONGEST_PART and text[joint] not in "省市县区镇乡局"


def _charged(text: str, names: list[tuple[Span, bool]], clause: Span) -> list[Span]:
    """Units charged by the words in front or behind, or with the next member of their list."""
    found: list[Span] = []
    for span, given in reversed(names):
        listed = bool(found) and found[-1].start == span.end + 1 and text[span.end] in JOINT
        if STAFF.match(text, span.end):
            continue
        if given or listed or (_does_something(text, span, clause) and not _begins_with_verb(span.of(text))):
            found.append(span)
    return found[::-1]


def _does_something(text: str, span: Span, clause: Span) -> bool:
    found = _behind().match(text, span.end, clause.end)
    return found is not None and not RELATIVE.fullmatch(text, span.end, min(found.end() + 1, clause.end))


@cache
def _behind() -> re.Pattern[str]:
    table = words("actor")
    verbs = set(read_lines("action_verbs.txt")) - set(table["not_behind"])
    return re.compile(f"(?:{WHEN})?{any_of([*table['charged'], *verbs])}")


def _begins_with_verb(name: str) -> bool:
    verb = listed_words("action_verbs.txt").at_start(name)
    return bool(verb) and (verb not in noun_verbs() or len(name) - len(verb) > LONGEST_AFTER_NOUN)


def _is_named(passage: Passage, unit: str) -> bool:
    organ = passage.origin.organ or ""
    if not 3 <= len(unit) <= LONGEST_UNIT or unit.startswith(endings("actor", "not_named")) or NO_NAME.search(unit):
        return False
    is_own = unit == organ or (organ.endswith(unit) and unit.endswith(("局", "委员会", "委")))
    is_standing = _is_government(passage) and unit.endswith(endings("actor", "standing", "own_office"))
    return not (is_own or is_standing or unit.endswith(endings("actor", "not_units")))


def _is_government(passage: Passage) -> bool:
    """Whether a government reports; an organ whose level is unknown is taken for one."""
    level = passage.origin.organ_level
    return level in GOVERNMENTS or level is None
