"""How fulfilment will be shown (核验): someone other than the doer sees whether it was done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from policytext.records import Span
from policytext.score.passage import Found, Passage, any_of, endings, ends_with, words

WITHOUT = re.compile(r"(?:严禁|不得|不与|不再|禁止|防止|避免|不将)[^，。；]{0,16}$")
"""In front of it: what is not to be done is no check."""


FIRST = "抄与扣占委邀聘引组开接由经请交第通在向予给进全按点公督发情结晾刊张登亮的提逐实现随抽复核审代体监居村"
"""What a check may begin with beside the words of lists; nothing else is tried."""


def find_checks(passage: Passage) -> Iterator[Found]:
    """Entry in an appraisal, points, published results, an assessment by someone other than the doer."""
    taken = -1
    for match in checks().finditer(passage.text):
        span = Span(*match.span())
        if passage.is_titled(span) or span.start < taken or ends_with(WITHOUT, passage.text, span.start):
            continue
        taken = span.end
        yield Found("check", span, match.lastgroup or "")


@cache
def checks() -> re.Pattern[str]:
    """Every form of a check, each a group by its name."""
    lists = ("entered", "assessments", "assessed", "results", "watchdogs")
    first = "".join(sorted({word[0] for word in endings("check", *lists)} | set(FIRST)))
    return re.compile(
        f"(?=[{first}])(?:(?P<appraisal>{_appraisal()})|(?P<outsider>{_outsider()})|(?P<watchdog>{_watchdog()})"
        f"|(?P<published>{_published()})|(?P<acceptance>{_acceptance()}))"
    )


def _list(name: str) -> str:
    return any_of(words("check")[name])


def _appraisal() -> str:
    """纳入年度考核, 与评优挂钩, 占考核分值4分, 年终考核扣2分."""
    graded = _list("assessments")
    points = r"[\d.一二三四五六七八九十]{1,4}分"
    return (
        rf"{_list('entered')}[^，。；]{{0,18}}?{graded}[^，。；、]{{0,8}}?(?=[，。；、并和]|$)"
        rf"|(?<!不)与[^，。；]{{0,16}}?{_list('rewards')}[^，。；]{{0,10}}?挂钩"
        rf"|{graded}[^，。；]{{0,8}}?扣减?[^，。；]{{0,8}}?{points}|扣减?[^，。；]{{0,14}}?{graded}[^，。；]{{0,6}}?(?:{points}|分值|得分)"
        rf"|占[^，。；]{{0,12}}?{graded}[^，。；]{{0,6}}?{points}|{graded}(?:中的)?分值[^，。；]{{0,8}}?(?:提高|调|增)[^，。；]{{0,6}}?{points}"
    )


def _outsider() -> str:
    """委托第三方评估, 请人大代表打分, 经原评估机构复核."""
    looked = _list("looked")
    return (
        rf"(?:委托|邀请|聘请|引入|引进|组织|开展|接受|由|经|请|交|交由)[^，。；]{{0,12}}?{_list('outsiders')}[^，。；]{{0,20}}?{looked}[^，。；]{{0,8}}?(?=[，。；]|$)"
        rf"|(?<![照对据])第三方(?:机构)?(?:评估|测评|复核|评价|评议|监测|检测)(?!指出|反馈|发现|报告|的问题|机构)|引入(?:社会公众|公众|群众|社会)评[价议]"
    )


def _watchdog() -> str:
    """由县纪委督办, 市政府督查室抽查案卷: those whose work it is to look at others' work."""
    return rf"{_list('watchdogs')}[^，。；]{{0,14}}?{_list('watched')}[^，。；]{{0,12}}?(?=[，。；]|$)"


def _published() -> str:
    """通报排名, 检查结果在全县通报, 公布各账号得分."""
    shown, results = r"(?:通报(?!会|批评)|公布|公示|公开|晾晒|刊登|张贴|登在|亮出)", _list("results")
    return (
        rf"通报(?!会|批评)[^，。；、]{{0,12}}?{_list('published')}|排名通报|通报排名|(?:打分|评分|计分)排名"
        r"|(?:在|向)[^，。；、]{1,14}?(?:范围内?|系统内?|会议?上?|全[县市区镇系]统?)(?:予以|进行)?(?:点名)?通报"
        r"|(?:予以|给予|进行)?全[县市区镇]通报(?!会|批评)|按[月季]度?通报(?![^，。；]{0,12}(?:情况|结果|排名|名次|进度|进展))|(?:点名|公开)(?:通报|点名)|督办函|督办单|发函督办"
        rf"|{_list('assessed')}(?:情况|结果|名次|结论)[^，。；]{{0,12}}?{shown}"
        rf"|(?:情况|结果)[^，。；]{{0,16}}?通报(?!会|批评)|{shown}[^，。；、]{{0,8}}?{_list('assessed')}(?:结果|名次|结论)"
        rf"|{results}(?:情况|结果)?[^，。；、]{{0,14}}?{shown}|{shown}[^，。；]{{0,8}}?{results}(?=[，。；]|$)"
        r"|按[^，。；、]{0,6}(?:得分|评分|分数)[^，。；、]{0,6}排名|抄送[^，。；、]{0,8}(?:纪委|监委|督查室|考核办|组织部)"
        r"|的点名(?=[，。；]|$)|亮灯|(?:提交|提请)[^，。；]{1,12}会(?:议)?(?:点评|讲评)"
    )


def _acceptance() -> str:
    """组织验收, 实地核验, 复核后予以销号."""
    return (
        r"(?:组织|开展|进行|逐[个村项家])[^，。；、]{0,4}验收|(?:实地|现场)(?:核验|验收)"
        r"|(?:随机)?抽[取查验看][^，。；]{1,10}?(?:复查|复核|核验|点验|核对)|(?:复核|复查|核验|审核)[^，。；]{0,4}后[^，。；]{0,4}销号"
        r"|(?:代表|体验员|监督员|居民|村民)[^，。；]{0,4}签字(?:认可|确认)"
    )
