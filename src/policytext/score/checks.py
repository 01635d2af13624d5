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
    assessed = "评估|检查|测评|考核|督查|评议|抽查|监测"
    assessments, published, outsiders = (any_of(table[key]) for key in ("assessments", "published", "outsiders"))
    return re.compile(
        rf"(?P<appraisal>(?:纳入|列入|计入|记入|作为)[^，。；]{{0,16}}?{assessments}[^，。；、]{{0,8}}?(?=[，。；、并和]|$)"
        rf"|与[^，。；]{{0,16}}?{assessments}[^，。；]{{0,10}}?挂钩)"
        rf"|(?P<published>(?:[按每逐定][^，。；、]{{1,5}}|晾晒|公开)?(?:通报|公布|晾晒)[^，。；、]{{0,8}}?{published}|排名通报|通报排名|晒单|红黑榜|排行榜|亮灯)"
        rf"|(?P<outsider>(?:委托|邀请|聘请|引入|组织|开展|接受|由)[^，。；]{{0,12}}?{outsiders}[^，。；]{{0,20}}?(?:评估|测评|评议|调查|评价|检查|验收|监督))"
        rf"|(?P<shown>(?:{assessed}|整改|拨测)?(?:情况|结果)[^，。；]{{0,16}}?(?:通报|公布|公示|晾晒))"
        rf"|(?P<acceptance>(?:组织|开展|进行)[^，。；、]{{0,4}}验收|(?:实地|现场)(?:核验|验收|核查))"
    )
