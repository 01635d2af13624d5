"""Labels of the prescribed tables are found near their words where their patterns alone find them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from policytext.tabulate.form import load_form

ROWS = [row for table in load_form().values() for row in table.rows]
WORDS = sorted({word for row in ROWS for word in row.words})
MARKS = [
    "（一）",
    "（十一）",
    "1.",
    "2、",
    "十一、",
    "0",
    "12",
    "属于",
    "无正当理由",
    "申请人",
    "其他",
    "危及“",
    "3,119",
]


@given(
    row=st.sampled_from(ROWS), parts=st.lists(st.sampled_from(WORDS + 9 * MARKS), max_size=12), start=st.integers(0, 9)
)
def test_label_is_found_where_its_pattern_finds_it(row, parts, start) -> None:
    text = "".join(parts)
    found, alone = row.search(text, start, len(text) - 1), row.pattern.search(text, start, len(text) - 1)
    assert (found and found.span()) == (alone and alone.span())


@given(row=st.sampled_from(ROWS), word=st.integers(0, 9), mark=st.sampled_from(MARKS))
def test_label_is_found_with_its_mark(row, word, mark) -> None:
    label = mark + row.words[word % len(row.words)]
    assert row.search(label, 0, len(label)).span() == row.pattern.search(label).span()
