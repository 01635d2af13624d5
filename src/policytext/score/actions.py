"""Action and object: a verb that does or changes something, and what it does it to (codebook section 5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from policytext.records import Span
from policytext.resources import read_lines
from policytext.score.instruments import strip_generic
from policytext.score.passage import Passage, any_of, listed_words, noun_verbs

LONGEST_SHOWN = 24
"""Characters of an object that are shown to people."""

BASIS = re.compile(
    r"^(?:总之|下一步|今后|我们|我[省市县区局镇乡]|[将要拟]|严格|认真|进一步)*(?:按照|根据|依据|依照|遵照|围绕|针对|结合|对照|对标|本着|坚持|紧扣|立足|适应|随着|鉴于|由于|为了?|以|从|在)"
    r"[^，；。]{1,40}?(?:要求部署|工作要求|要求|精神|部署|安排|原则|规定|为导向|为指导|为契机|为抓手|为重点|为主线|为目标|为核心|"
    r"为牵引|为主题|基础上|前提下|高度|态度|作风|措施|举措|力度|实际|需求)"
)
"""On what ground or in what manner something is done: no action yet."""

OBEY = re.compile(r"^[^，；。]{0,12}?(?:学习|深入|全面|认真|严格)*(?:贯彻|落实|执行|遵守|履行|践行)+(?:好|到位)?")
LAWS = re.compile(
    r"《|条例|法律|法规|意见|通知|规定|精神|要求|部署|决策|决定|各项制度|有关制度|相关制度|政策措施|任务|责任(?![人单科])|职责|措施|原则|指示|文件"
)
FORCE = re.compile(r"^对?(?P<what>.{0,40}?)的?(?:公开|工作|措施)?[力强深广]度(?:[和与、]?[力强深广]度)*$")
PURPOSE = re.compile(
    r"(?<=[^，]{4})(?=(?:不断|进一步|切实|有效|全面|着力|持续)?(?:提高|提升|增强|促进|确保|保证|保障|推动)[^，；。]{2})"
)
RISEN = re.compile(
    r"^(?P<what>.{2,40}?)(?:得到|有所|有了|有)?(?:进一步|不断|明显|持续|稳步|有效|大幅|全面|显著|更加|较大)*"
    r"(?:提高|提升|增强|加强|改善|增长|转变|改进|强化)$"
)
TAILS = re.compile(
    r"(?:的)?(?:高质量|深入|有序|顺利|扎实|有效|全面|健康|持续|稳步|高效|规范|贯彻|不断|进一步)*(?:有效)?"
    r"(?:落实|开展|推进|发展|进行|实施|建设|工作|提升|提高|增强|完成|管理|等|各项)+$"
)
HEADS = re.compile(r"^(?:[了好对]|进一步|各项|不断|全面|深入|有效|切实|做好|抓好|做实|推进|开展|搞好|落实)+")
JOINT = re.compile(r"[、和与及]|以及|并")
FIVE = frozenset(["决策公开", "执行公开", "管理公开", "服务公开", "结果公开"])
FIVE_NAMED = 3
"""From so many of the five on, the slogan 五公开 is meant; one part named alone is an object."""
NOUN_BEHIND = re.compile(r"[的局委厅部处科股站所院馆会书人员表号栏]|职能|领域|单位|部门|中心|产品|以来")
"""A verb before one of these is part of a noun: 市场监管|职能, 县教育|局."""
HAN = re.compile(r"[\u4e00-\u9fff]")
NEEDS_NO_OBJECT = frozenset(["培训", "宣传", "轮训", "宣讲"])
PUBLISHING = frozenset(["公开", "公布", "发布", "更新", "报送", "上传", "录入", "梳理", "整理", "审核", "审查"])
PUBLISHED = ("信息", "内容", "事项", "文件")
"""信息公开 is a slogan, but 公开各类信息 does something to an object."""
TREATED = re.compile(r"^[^，。；]{0,12}?[把将][^，。；]{1,30}?(?:作为|当作|视为|摆上|放在|放到)")
"""To treat something as important is no action on it."""
FRAME = re.compile(r"^[了、的]+|(?:予以|进行|给予|加以|[、的])+$")
"""What is not shown of an object."""
MOVED = re.compile(r"[将把对给](?P<what>[^，。；]{2,})$")
"""An object that 将 or 把 has moved in front of its verb."""
OBJECT_FIRST = re.compile(r"(?<![针面应核相])(?P<mark>[将把对给])(?P<what>[^，。；]{4,})")
"""An object in front of a verb that is on no list."""
ELSEWHERE = "（承前）"
"""The object of a second part after a turn, when it stands in the first."""


@dataclass(frozen=True, slots=True)
class Deed:
    """An action and its object; ``refused`` is an object that does not count, where no other was found."""

    action: str = ""
    object: str = ""
    refused: str = ""


def find_deed(passage: Passage, turn: bool = False) -> Deed:
    """The first action on something that counts as an object.

    Args:
        passage: the statement.
        turn: whether it is the second part of a sentence cut at a turn; its object may stand in the first.
    """
    best = Deed()
    for piece in _pieces(passage):
        deed = _deed_of(piece)
        if deed.action and deed.object:
            return deed
        best = best if best.refused or (best.action and not deed.refused) else deed
    if turn and best.action and not best.refused:
        return Deed(best.action, ELSEWHERE)
    return best


def _pieces(passage: Passage) -> Iterator[str]:
    """Clauses, cut once more before verbs of purpose (加强培训|提高能力)."""
    for clause in passage.clauses:
        yield from (piece for piece in PURPOSE.split(clause.of(passage.text)) if len(piece) > 1)


def _deed_of(piece: str) -> Deed:
    plain = BASIS.sub("", piece).strip("、“”‘’ .")
    slogan = listed_words("slogans.txt").find(plain)
    if slogan:
        return Deed("", "", slogan[0].of(plain))
    if TREATED.match(plain) or (OBEY.match(plain) and LAWS.search(plain)):
        return Deed("", "", plain[:LONGEST_SHOWN])
    risen = RISEN.match(plain)
    verb = None if risen else _verb_of(plain)
    if risen:
        return _judge(plain[risen.end("what") :], _lead().sub("", risen["what"]))
    if not verb:
        marked = OBJECT_FIRST.search(plain)
        return _judge(f"{marked['mark']}…", marked["what"]) if marked else Deed()
    action, after = verb.of(plain), plain[verb.end :]
    if action in NEEDS_NO_OBJECT and not after.endswith(read_lines("excluded_objects.txt")):
        return Deed(action, (action + after)[:LONGEST_SHOWN])
    if not HAN.search(after):
        return _judge(action, _lead().sub("", plain[: verb.start]))
    deed, moved = _judge(action, after), MOVED.search(plain, 0, verb.start)
    return deed if deed.object or not moved else _judge(action, moved["what"])


def _verb_of(plain: str) -> Span | None:
    """The first verb that is nothing but a verb; else the first that may also be part of a noun."""
    start = _lead().match(plain)
    head = start.end() if start else 0
    verbs = [v for v in listed_words("action_verbs.txt").find(plain) if not NOUN_BEHIND.match(plain, v.end)]
    pure = (v for v in verbs if v.start == head or v.of(plain) not in noun_verbs())
    return next(pure, verbs[0] if verbs else None)


def _judge(action: str, what: str) -> Deed:
    parts = _conjuncts(what)
    if any(not is_excluded(part) or (action in PUBLISHING and part.endswith(PUBLISHED)) for part in parts):
        return Deed(action, FRAME.sub("", what)[:LONGEST_SHOWN])
    return Deed(action, "", what[:LONGEST_SHOWN])


def _conjuncts(what: str) -> list[str]:
    """The members of an object; 加大X的公开力度 has the object X."""
    force = FORCE.match(what)
    what = force["what"] if force else what
    named = [part for part in FIVE if part in what]
    if len(named) >= FIVE_NAMED:
        what = re.sub(any_of(named), "", what)
    return [part for part in JOINT.split(what) if part]


def is_excluded(what: str) -> bool:
    """Whether one object is none by the codebook: a quality, a duty, a slogan, or nothing but generic words.

    >>> [is_excluded(w) for w in ("服务意识", "信息公开工作", "依申请公开流程", "各项任务的落实")]
    [True, True, False, True]
    """
    core = TAILS.sub("", _without_verb(HEADS.sub("", what)))
    if core.endswith(read_lines("excluded_objects.txt")):
        return True
    return not _content(core)


def _without_verb(what: str) -> str:
    """An object without the verb of its own: 加强和|改进|政府信息公开工作."""
    verb = next(iter(listed_words("action_verbs.txt").find(what)), None)
    if verb and not verb.start and verb.end < len(what) and verb.of(what) not in noun_verbs():
        return what[verb.end :]
    return what


def _content(what: str) -> str:
    return re.sub(r"\d{4}年度?|[^\u4e00-\u9fffA-Za-z\d]", "", strip_generic(what))


@cache
def _lead() -> re.Pattern[str]:
    """What stands before the subject or object of a clause whose verb comes last."""
    return re.compile(
        r"^(?:下一步|今后|同时|此外|另外|我们|我[省市县区局委镇乡办]|将|要|拟|继续|进一步|对|把|使|让|并|还|也|予以|定期|及时|逐步|着力|于|适时|尽快)+"
    )
