"""How fulfilment will be shown (核验)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from policytext.records import Span
from policytext.score.passage import Found, Passage, any_of, words


def find_checks(passage: Passage) -> Iterator[Found]:
    """Entry in an appraisal, published results, an assessment by someone other than the doer."""
    for match in _checks().finditer(passage.text):
        if not passage.is_titled(Span(*match.span())):
            yield Found("check", Span(*match.span()), match.lastgroup or "")


@cache
def _checks() -> re.Pattern[str]:
    table = words("check")
    assessments, published, outsiders, assessed = (
        any_of(table[key]) for key in ("assessments", "published", "outsiders", "assessed")
    )
    return re.compile(
        rf"(?P<appraisal>(?:纳入|列入|计入|记入|作为)[^，。；]{{0,16}}?{assessments}[^，。；、]{{0,8}}?(?=[，。；、并和]|$)"
        rf"|与[^，。；]{{0,16}}?{assessments}[^，。；]{{0,10}}?挂钩"
        rf"|{assessments}[^，。；]{{0,6}}?扣(?:减)?[^，。；、]{{0,6}}?\d分|扣减?[^，。；、]{{0,12}}?{assessments}[^，。；、]{{0,6}}?\d分"
        rf"|占[^，。；、]{{0,12}}?{assessments}[^，。；、]{{0,6}}?\d分)"
        rf"|(?P<published>通报(?!会|批评)[^，。；、]{{0,12}}?{published}|排名通报|通报排名|(?:公布|公示)排名|在[^，。；、]{{1,14}}?(?:范围内?|系统内?|会议?上?)(?:予以)?(?:点名)?通报|(?:打分|评分|计分)排名|公开点名|督办函|晒单|红黑榜|排行榜|亮灯"
        rf"|{assessed}(?:情况|结果|名次)[^，。；]{{0,12}}?(?:通报|公布|公示|晾晒|公开)"
        rf"|(?:情况|结果)[^，。；]{{0,16}}?通报(?!会)|(?:公布|公示|晾晒)[^，。；、]{{0,8}}?{assessed}(?:情况|结果|名次))"
        rf"|(?P<outsider>(?:委托|邀请|聘请|引入|组织|开展|接受|由)[^，。；]{{0,12}}?{outsiders}[^，。；]{{0,20}}?(?:评估|测评|评议|调查|评价|验收))"
        rf"|(?P<acceptance>(?:组织|开展|进行)[^，。；、]{{0,4}}验收|(?:实地|现场)(?:核验|验收))"
    )
