"""Organs: their names taken apart into places and office, and where a document names its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from policytext.identify.lines import Reading
from policytext.identify.table import load_places
from policytext.resources import read_toml

HAN = r"[一-鿿]"
LONGEST_PLACE = 15  # characters: 双江拉祜族佤族布朗族傣族自治县
STEPS = 3  # province, city, county
# Before these a place's name has not ended: 东方市|场监管局, 红旗|镇.
GOES_ON = re.compile(r"[场域划级]|街道|[镇乡](?:$|人民|政府|党|办)")
RELATIVE = "县区市省旗州盟各我全本该"  # 县财政局, 全县: no name stands before the kind
UNKNOWN = re.compile(rf"{HAN}{{1,7}}?(?:自治州|自治县|自治旗|地区|[省市盟县区]|[州旗](?![市县区旗]))")
OFFICE = re.compile(r"(?:人民)?政府办公[室厅]")
GOVERNMENT = re.compile(r"(?:人民)?政府|行政公署|行署")
TOWNSHIP = re.compile(
    rf"(?:{HAN}{{1,10}}?(?:民族)?(?:镇|乡|街道|苏木)|{HAN}{{1,8}}?街办)"
    r"(?:人民政府|政府|(?:街道)?办事处|党工委|党委|党政(?:综合)?办(?:公室)?|办(?:公室)?)*"
)


@dataclass(frozen=True, slots=True)
class Party:
    """An organ's name taken apart.

    Attributes:
        written: the whole name.
        places: the places it names, from large to small; known to the table or only built like places.
        rest: what follows them: 人民政府, 财政局, 城关镇人民政府, "" for a place alone.
        level: government (the level is the place's), department, township, zone, or "" for none of these.
    """

    written: str
    places: tuple[str, ...]
    rest: str
    level: str

    @property
    def place(self) -> str | None:
        """The smallest place named."""
        return self.places[-1] if self.places else None

    @property
    def speaks_for_government(self) -> bool:
        """Whether it is the government itself, or an office that publishes for it."""
        return self.level == "government" or any(word in self.rest for word in _words("organ", "for_government"))

    @property
    def is_office(self) -> bool:
        """Whether it is the government's general office."""
        return bool(OFFICE.fullmatch(self.rest))


@cache
def _words(section: str, key: str) -> tuple[str, ...]:
    return tuple(read_toml("identify.toml")[section][key])


@cache
def _prefix() -> re.Pattern[str]:
    """What may stand before the place; matches at least nothing."""
    return re.compile(
        rf"(?:{'|'.join(_words('organ', 'before_place'))}|新疆生产建设兵团(?:第[一二三四五六七八九十]{{1,3}}师)?)?"
    )


@cache
def _zone() -> re.Pattern[str]:
    kinds = "|".join(_words("zone", "kinds"))
    return re.compile(rf"({HAN}{{0,14}}?(?:{kinds}))(?:党工委)?(?:管理?委员?会)?{HAN}{{0,12}}")


def parse_organ(written: str) -> Party | None:
    """Take an organ's name apart; ``None`` for what is no organ and no place.

    >>> parse_organ("白山市抚松县财政局")
    Party(written='白山市抚松县财政局', places=('白山市', '抚松县'), rest='财政局', level='department')
    >>> parse_organ("苍梨县青禾镇人民政府").level, parse_organ("苍梨经济开发区管委会").level
    ('township', 'zone')
    """
    start = _prefix().match(written).end()  # type: ignore[union-attr]
    places, at = _split_places(written, start)
    rest = written[at:]
    if not places and not rest.endswith(_words("organ", "ends")) and not TOWNSHIP.fullmatch(rest):
        return Party(written, (), rest, "zone") if _is_zone(rest) else None
    return Party(written, places, rest, "department" if start and rest else _level(rest))


def _level(rest: str) -> str:
    if not rest or GOVERNMENT.fullmatch(rest):
        return "government"
    if _is_zone(rest):
        return "zone"
    if TOWNSHIP.fullmatch(rest):
        return "township"
    return "department" if rest.endswith(_words("organ", "ends")) else ""


def _is_zone(rest: str) -> bool:
    """A development zone or its committee; 园区管理局 and the like are a government's departments."""
    match = _zone().fullmatch(rest)
    return bool(match) and (rest == match[1] or "管委会" in rest or "管理委员会" in rest)  # type: ignore[index]


def split_places(name: str) -> tuple[str, ...]:
    """The places that a name names one after the other: 江苏省南京市鼓楼区."""
    return _split_places(name, 0)[0]


def _split_places(text: str, at: int) -> tuple[tuple[str, ...], int]:
    """The places at the front of a name, and where they end."""
    places: list[str] = []
    while len(places) < STEPS and (name := _next_place(text, at, places)):
        places.append(name)
        at += len(name)
        if name[-1] in "县区旗" and not name.endswith(("自治区", "地区")):
            break
    return tuple(places), at


def _next_place(text: str, at: int, before: list[str]) -> str | None:
    first = None if before else _short_city(text, at)
    return _known_place(text, at, before) or first or _unknown_place(text, at)


def _short_city(text: str, at: int) -> str | None:
    """南京 in 南京鼓楼区 or 南京财政局: a city without 市, before one of its counties or an office."""
    for end in range(at + 5, at + 1, -1):
        if text[at:end] in load_places().shorts:
            office = not _unknown_place(text, at) and (text.endswith(_words("organ", "ends")) or _is_zone(text[end:]))
            return text[at:end] if office or _known_place(text, end, [text[at:end]]) else None
    return None


def _known_place(text: str, at: int, before: list[str]) -> str | None:
    """The longest name of the table that stands here; after other places, one that lies in them."""
    table = load_places()
    for end in range(min(len(text), at + LONGEST_PLACE), at + 1, -1):
        name = text[at:end]
        if not table.knows(name) or GOES_ON.match(text, end) or (name[-1] not in "省市区县旗州盟" and before):
            continue
        if all(_may_lie_in(name, parent) for parent in before):
            return name
    return None


def _may_lie_in(name: str, parent: str) -> bool:
    """Whether a place of this name lies in a place of the other, as far as the table can tell; 城区 only if it does."""
    table = load_places()
    rows, parents = table.meanings(name), {row.name for row in table.meanings(parent)}
    may = not parents and name not in _words("place", "never")
    return may or any(row.province in parents or row.city in parents for row in rows)


def _unknown_place(text: str, at: int) -> str | None:
    """A name built like a place's that the table does not have; never a part of 开发区 or 城市管理局."""
    match = UNKNOWN.match(text, at)
    if not match or _is_zone(text[at:]) or GOES_ON.match(text, match.end()):
        return None
    if match[0][-1] == "州" and len(match[0]) < len("恩施州"):  # 苍州 may be short for 苍州市, but nothing says so
        return None
    return None if match[0][0] in RELATIVE or match[0].endswith(_words("place", "never")) else match[0]


# ---------------------------------------------------------------- where a document names its organ

_ORGAN = rf"({HAN}{{2,32}}?(?:人民政府|政府|办公室|办公厅|委员会|管委会|办事处|[局厅处委院]|中心))"
_ISSUER = "(?:政府|局|办公室|委员会|管委会|办事处|厅)"
ISSUING = re.compile(rf"(?:^|[，。；])({HAN}{{2,24}}?{_ISSUER})(?=编制|汇总|特编制)", re.MULTILINE)
ISSUER = re.compile(f"{_ISSUER}(?:编制|汇总|特编制)")
INTRO = (
    re.compile(
        rf"报告(?:是|系|全文)?由{_ORGAN}(?=根据|按照|依据|依照|遵照|负责|综合|汇总|会同|编制|编写|组织|牵头|统一|发布)"
    ),
    re.compile(rf"由{_ORGAN}(?=综合|负责编|汇总|编制|编写|组织编|牵头编)"),
    ISSUING,
    re.compile(
        rf"请(?:与|和|向|同)({HAN}{{2,32}}(?:政府|办公室|办公厅|委员会|管委会|局|厅)){HAN}{{0,12}}?(?=联系|反映|咨询|反馈|[（(])"
    ),
)
# In a short report the first page holds promises too: 惠民补贴信息由县财政局汇总 names no author.
OF_REPORT = re.compile(r"报告|年报|编制|编写|撰写|联系|反映|咨询|反馈")
_KEY = "发布机构|发布机关|发文机关|发文单位|发布单位|公开主体|信息来源|文章来源|来源|主办单位|主办|版权所有|联系单位"
PUBLISHER = re.compile(
    rf"(?:{_KEY})[】\]]?[:：]"
    rf"({HAN}{{2,30}}(?:政府|办公[室厅]|委员会|管委会|办事处|[局厅镇乡]|街道|中心))"
)
SIGNATURE = re.compile(
    rf"(?:^|[。；])({HAN}{{2,40}}?)(?:（[盖公]?章）)?"
    r"(?:(?:20\d\d|二[〇○零0O][〇○零0O一二三四五六七八九]{2})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日)?$"
)
TAIL_LINES = 12
LONGEST_SIGNATURE = 60  # characters of organ and date


def signed_by(reading: Reading) -> Iterator[Party]:
    """Organs that stand alone at the end of one of the last lines, with or without a date, the last first."""
    for line in reversed(reading.prose[-TAIL_LINES:]):
        match = SIGNATURE.search(line[-LONGEST_SIGNATURE:])
        party = parse_organ(match[1]) if match else None
        if party and party.written.endswith(_words("organ", "ends")) and not party.written.endswith("网站"):
            yield party


def named_in_opening(reading: Reading) -> Iterator[Party]:
    """Organs that the opening sentences name as the report's author or as the address for questions."""
    opening = reading.text[:1500]
    for form in INTRO:
        if form is ISSUING and not ISSUER.search(opening):
            continue
        for match in form.finditer(opening):
            party = parse_organ(match[1]) if OF_REPORT.search(_sentence(opening, match.start(), match.end())) else None
            if party:
                yield party


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a stretch of the text."""
    begin = max(text.rfind(mark, 0, start) for mark in "。；\n") + 1
    stops = [at for mark in "。；\n" if (at := text.find(mark, end)) >= 0]
    return text[begin : min(stops, default=len(text))]


def named_by_page(reading: Reading) -> Iterator[Party]:
    """Organs that the page's metadata name: 发布机构, 来源, 主办."""
    for line in (*reading.asides, *(line for line in reading.prose if len(line) <= 160)):
        for match in PUBLISHER.finditer(line):
            if party := parse_organ(match[1]):
                yield party
