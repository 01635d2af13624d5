"""Near duplicates of other places against comparing every text with every other."""

from hypothesis import given, settings
from hypothesis import strategies as st

from policytext.compare.likeness import NEAR, align
from policytext.compare.near import EARLIEST, LATEST, find_near
from policytext.compare.signatures import LEAST_CHARS

BASE = "建立乡镇信息更新月通报制度，对长期没有新信息的乡镇点名督促其补齐欠账"
OTHER = "举办依申请公开专题培训班两期，选取本县复议诉讼案例讲解容易出错的环节"
EDITS = st.lists(st.tuples(st.integers(0, 30), st.sampled_from("甲乙丙丁")), max_size=3)


def edited(text: str, edits: list[tuple[int, str]]) -> str:
    for at, char in edits:
        text = text[:at] + char + text[at + 1 :]
    return text


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([BASE, OTHER]), EDITS, st.integers(0, 3), st.integers(2016, 2019)),
        min_size=2,
        max_size=8,
    )
)
def test_pairs_found_are_right_and_close_texts_are_not_missed(items) -> None:
    texts = [edited(text, edits) for text, edits, _, _ in items]
    homes, years = [item[2] for item in items], [item[3] for item in items]
    found = {(pair.one, pair.other): pair.similarity for pair in find_near(texts, homes, years)}
    for (one, other), value in found.items():
        assert homes[one] != homes[other]
        assert years[other] <= years[one]
        assert value == align([texts[one]], [texts[other]])[0] >= NEAR
    for one, text in enumerate(texts):
        close = [
            other
            for other in range(len(texts))
            if homes[other] != homes[one] and years[other] <= years[one] and texts[other] == text
        ]
        assert not close or any(index == one for index, _ in found), "an equal text of another place was missed"


def test_each_place_is_compared_once_and_the_earliest_is_among_them() -> None:
    places = 40
    found = list(find_near([BASE] * places, list(range(places)), [2016 + i // 10 for i in range(places)]))
    last = [pair.other for pair in found if pair.one == places - 1]
    assert 0 in last
    assert len(last) <= EARLIEST + LATEST


def test_short_texts_and_own_texts_are_left_out() -> None:
    assert list(find_near(["无" * (LEAST_CHARS - 1)] * 2, [1, 2], [2016, 2016])) == []
    assert list(find_near([BASE, BASE], [1, 1], [2016, 2017])) == []
    assert list(find_near([], [], [])) == []


def test_both_directions_within_a_year_and_one_across_years() -> None:
    assert {(p.one, p.other) for p in find_near([BASE, BASE], [1, 2], [2016, 2016])} == {(0, 1), (1, 0)}
    assert {(p.one, p.other) for p in find_near([BASE, BASE], [1, 2], [2017, 2016])} == {(0, 1)}
