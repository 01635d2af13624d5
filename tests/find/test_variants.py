"""The general variations of a name, one by one."""

from __future__ import annotations

import pytest

from policytext.find import squeeze, variants_of


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("首问负责制", "首问负责制度"),
        ("首问负责制", "首问负责工作机制"),
        ("保密审查制度", "保密审查机制"),
        ("保密审查制度", "保密审查长效机制"),
        ("政府信息公开指南", "信息公开指南"),
        ("政府信息公开指南", "政务公开指南"),
        ("政务公开考核办法", "政府信息公开工作考核办法"),
        ("四张清单、一张网", "四张清单一张网"),
        ("“最多跑一次”改革", "最多跑一次改革"),
        ("列席政府常务会议", "列席县政府常务会议"),
    ],
)
def test_a_variation_is_made(name: str, form: str) -> None:
    assert form in variants_of(name)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("保密审查制度", "保密审查"),  # a bare activity must be given as an alias
        ("保密审查制度", "保密审查制"),  # nobody writes that
        ("目录编制", "目录编制度"),
        ("绿色通道", "绿色通道制度"),
        ("权力清单", "政务公开权力清单"),
        ("统一政府信息公开平台", "统一县政府信息公开平台"),
    ],
)
def test_a_variation_is_not_made(name: str, form: str) -> None:
    assert form not in variants_of(name)


def test_squeezing_remembers_where_characters_stood() -> None:
    text = "推行“一件事”一次办（ａB）"
    plain, places = squeeze(text)
    assert plain == "推行一件事一次办（AB）"
    assert [text[place] for place in places][:5] == list("推行一件事")
