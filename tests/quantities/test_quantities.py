from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.quantities import find_dates, find_deadlines, find_frequencies, find_numbers, parse_number

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]
TEXT = st.text(
    alphabet="一二两三十百千万亿零〇0123456789.,%％年月日季度周前底内每按不少于近约余多以上次期个条至-全工作第年度初上下半成，。",
    max_size=60,
)


def cases(key: str) -> list:
    return [pytest.param(case, id=case["why"]) for case in CASES if key in case]


@pytest.mark.parametrize("case", cases("numbers"))
def test_numbers(case: dict) -> None:
    found = find_numbers(case["text"])
    assert [[q.surface, q.value, q.unit, q.bound, *([q.high] if q.high else [])] for q in found] == case["numbers"]


@pytest.mark.parametrize("case", cases("deadlines"))
def test_deadlines(case: dict) -> None:
    assert [[d.surface, d.value] for d in find_deadlines(case["text"], 2017)] == case["deadlines"]


@pytest.mark.parametrize("case", cases("frequencies"))
def test_frequencies(case: dict) -> None:
    assert [[f.surface, f.value] for f in find_frequencies(case["text"])] == case["frequencies"]


@pytest.mark.parametrize("case", cases("dates"))
def test_dates(case: dict) -> None:
    assert [[d.surface, d.value.isoformat()] for d in find_dates(case["text"])] == case["dates"]


def test_a_deadline_without_a_known_year_keeps_month_and_day() -> None:
    assert [d.value for d in find_deadlines("6月底前、年底前、12月31日前")] == ["06-30", "year-end", "year-end"]


def test_only_a_word_such_as_before_makes_a_date_a_limit() -> None:
    assert [d.closed for d in find_deadlines("3月举办，3月底前完成", 2017)] == [False, True]


@pytest.mark.parametrize("surface", ["", "万", "abc", "一-二", "1.2.3", "第三"])
def test_what_is_no_numeral_is_refused(surface: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        parse_number(surface)


@given(st.integers(0, 10**12 - 1))
def test_chinese_numerals_are_read_back(value: int) -> None:
    assert parse_number(chinese(value)) == value


def chinese(value: int) -> str:
    """The Chinese numeral of a whole number, in its plain form."""
    if value == 0:
        return "零"
    for size, name in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if value >= size:
            rest = value % size
            gap = "零" if 0 < rest < size // 10 else ""
            return chinese(value // size) + name + gap + (chinese(rest) if rest else "")
    return "零一二三四五六七八九"[value]


@given(TEXT)
def test_every_surface_stands_at_its_span_and_spans_do_not_overlap(text: str) -> None:
    for find in (find_numbers, find_dates, find_deadlines, find_frequencies):
        end = 0
        for found in find(text):
            assert found.span.of(text) == found.surface
            assert found.span.start >= end
            end = found.span.end


@pytest.mark.parametrize(
    "unit", ["1", "一", "1,111", "每年", "2017年", "不少于", "一百", "12月", "约近", "1.1", "第一", "年底"]
)
def test_time_grows_with_length_alone(unit: str) -> None:
    text = (unit * 20000)[:20000]
    start = time.perf_counter()
    for find in (find_numbers, find_dates, find_deadlines, find_frequencies):
        find(text)
    assert time.perf_counter() - start < 2
