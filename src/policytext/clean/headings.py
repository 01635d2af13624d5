"""How headings and titles look where line breaks are in doubt; the words are ``data/glued_headings.toml``."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from policytext.clean.characters import HAN, NUMERALS
from policytext.resources import read_toml

_NUMBER = rf"(?:[{NUMERALS}]{{1,3}}[、.．]|[（(][{NUMERALS}]{{1,3}}[)）])[ \t]{{0,4}}"


class Words(NamedTuple):
    """Compiled patterns.

    ``number`` finds 一、 in a line (group 1 the numeral), ``start`` matches how a section's heading begins, ``heading``
    a heading that text follows, ``bare`` a whole line that is a numbered heading or a title, ``prescribed`` a
    heading of the prescribed form, ``crumbs`` a breadcrumb and ``title`` a title that text follows, ``metadata`` a
    date, source or counter, ``key`` one of its words.
    """

    number: re.Pattern[str]
    start: re.Pattern[str]
    heading: re.Pattern[str]
    bare: re.Pattern[str]
    prescribed: re.Pattern[str]
    crumbs: re.Pattern[str]
    title: re.Pattern[str]
    metadata: re.Pattern[str]
    key: re.Pattern[str]


@cache
def words() -> Words:
    """The patterns, compiled when first asked for."""
    data = read_toml("glued_headings.toml")
    ends, texts = "|".join(data["ends"]), "|".join(data["texts"])
    plain = r"[^，。；：！？\s\d（）《》“”]"
    title = rf"(?!本|现|根据|按照|依据)[^，。；：！？《》“”\n]{{0,60}}?(?:{data['title_end']})"
    metadata = "|".join(data["metadata"]).replace("{date}", f"(?:{data['date']})")
    return Words(
        number=re.compile(rf"([{NUMERALS}][{NUMERALS}]{{0,2}})、"),
        start=re.compile("[ \t]{0,4}(?:" + "|".join(data["starts"]) + ")"),
        heading=re.compile(rf"{_NUMBER}{plain}{{0,34}}?(?:{ends})(?=(?:{texts}))"),
        bare=re.compile(rf"{_NUMBER}{plain}{{0,34}}(?:{ends})|{title}"),
        prescribed=re.compile(rf"{_NUMBER}(?:{'|'.join(data['prescribed'])})(?=[{HAN}\d（])(?![和及与的])"),
        crumbs=re.compile(rf"(?:[^。，；：\n]{{0,12}}[:：][ ]?)?{data['crumb_end']}(?=[ \t]{{0,8}}[{HAN}]{{2}})"),
        title=re.compile(f"{title}(?=[ \t]{{0,40}}(?:{'|'.join(data['title_texts'])}))"),
        metadata=re.compile(f"(?:{metadata})"),
        key=re.compile("|".join(data["metadata_keys"])),
    )


def is_bare_heading(line: str) -> bool:
    """Whether a line is nothing but a numbered heading or a report's title.

    >>> is_bare_heading("二、主动公开政府信息情况"), is_bare_heading("二、主动公开情况良好")
    (True, False)
    """
    return len(line) <= 90 and words().bare.fullmatch(line) is not None
