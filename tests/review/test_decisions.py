"""Which decision counts, what a key holds, and mistakes in sheets."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.errors import DataError
from policytext.records import Commitment, Decision, Label, Origin, Span, Statement
from policytext.review import (
    COLUMNS,
    Decisions,
    decide_labels,
    decide_levels,
    key_of,
    read_decisions,
    unit_of,
    write_decisions,
)

ONE = Decision("苍梨县", 2023, "加强培训。", 1, "improvement", 1, "王一", "2024-05-31", "", "", "improvement", 1)
ORIGIN = Origin(place_id="苍梨县", place="苍梨县", organ="苍梨县人民政府", organ_level="county", year=2023)


def statement(number, text):
    return Statement(number, 1, "problems_improvements", "statement", Span(0, len(text)), text)


def statuses(*decisions):
    return {(one.reviewer, one.reviewed_on): status for _, one, status in Decisions(decisions).sorted()}


def test_the_later_decision_counts_and_two_of_one_day_that_differ_do_not() -> None:
    later = replace(ONE, reviewer="李二", reviewed_on="2024-06-01", label="achievement", level=None)
    assert statuses(ONE, later) == {("王一", "2024-05-31"): "superseded", ("李二", "2024-06-01"): "applicable"}
    same_day = replace(later, reviewed_on="2024-05-31")
    assert set(statuses(ONE, same_day).values()) == {"conflict"}
    assert Decisions((ONE, same_day)).by_key == {}
    agreeing = replace(ONE, reviewer="李二")
    assert sorted(statuses(ONE, agreeing).values()) == ["applicable", "superseded"]


def test_equal_statements_are_told_apart_by_their_order() -> None:
    second = replace(ONE, occurrence=2, label="other", level=None)
    found = Decisions((second,)).find(
        [statement(1, ONE.text), statement(2, "乙。"), statement(3, ONE.text)], ORIGIN, ""
    )
    assert {number: one.label for number, (_, one) in found.items()} == {3: "other"}


@pytest.mark.parametrize(
    "other",
    [{"unit": "青禾县"}, {"year": 2022}, {"text": "加强指导。"}, {"occurrence": 2}],
    ids=" ".join,
)
def test_a_decision_is_never_applied_to_another_statement(other) -> None:
    assert Decisions((replace(ONE, **other),)).find([statement(1, ONE.text)], ORIGIN, "") == {}


def test_departments_of_one_place_are_different_units() -> None:
    units = {unit_of("x", organ, "department", "") for organ in ("苍梨县财政局", "苍梨县教育局")}
    assert len({*units, unit_of("x", "苍梨县人民政府", "county", ""), unit_of(None, None, None, "ab")}) == 4


def test_a_decided_label_is_sure_and_a_decided_level_says_by_whom() -> None:
    labels = {1: Label("other", 0.5, "model", unsure=True, promise=0.4), 2: Label("improvement", 0.9, "model")}
    found = {1: ("k1", replace(ONE, level=None)), 2: ("k2", replace(ONE, level=3, reason="有时限"))}
    decided = decide_labels(labels, found)
    assert (decided[1].name, decided[1].probability, decided[1].by, decided[1].unsure) == (
        "improvement",
        1,
        "王一",
        False,
    )
    measured = {2: Commitment(2, 1, "加强", "培训")}
    levels, accounts = decide_levels(measured, labels, found)
    assert (levels[2].level, levels[2].why) == (3, "3级：王一复核（程序：1级）；有时限")
    assert [one.confirms for one in accounts.values()] == [False, False]
    assert measured[2].level == 1


DECISIONS = st.builds(
    replace,
    st.just(ONE),
    text=st.sampled_from(["甲。", "乙。"]),
    label=st.sampled_from(["improvement", "other"]),
    level=st.none(),
    reviewer=st.sampled_from(["王一", "李二"]),
    reviewed_on=st.sampled_from(["2024-05-30", "2024-05-31"]),
    reason=st.sampled_from(["", "=1+1", "一，\n二"]),
)


@given(st.lists(DECISIONS, max_size=5), st.integers(0, 20))
def test_neither_order_nor_repetition_matters_and_none_is_lost(decisions, pick) -> None:
    orders = list(permutations(decisions))
    first, other = Decisions(tuple(decisions)), Decisions((*orders[pick % len(orders)], *decisions))
    assert list(first.sorted()) == list(other.sorted())
    assert first.digest == other.digest
    assert {one for _, one, _ in first.sorted()} == set(decisions)
    keys = {key_of(one.unit, one.year, one.text, one.occurrence) for one in decisions}
    assert set(first.by_key) <= keys


@given(st.lists(DECISIONS, max_size=4))
def test_what_is_kept_is_read_again(tmp_path_factory, decisions) -> None:
    path = tmp_path_factory.mktemp("kept") / "decisions.csv"
    write_decisions(path, decisions)
    assert set(read_decisions([path]).all) == set(decisions)


def sheet(path, **cells):
    row = dict.fromkeys(COLUMNS, "") | {"unit": "苍梨县", "year": "2023", "text": "加强培训。", "machine_label": "承诺"}
    row |= {"machine_level": "1", "reviewer": "王一", "reviewed_on": "2024/5/31", "occurrence": "1"} | cells
    lines = [",".join(COLUMNS), ",".join(row[name] for name in COLUMNS)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_name_alone_agrees_with_the_program(tmp_path) -> None:
    (one,) = read_decisions([sheet(tmp_path / "s.csv")]).all
    assert (one.label, one.level, one.reviewed_on) == ("improvement", 1, "2024-05-31")
    assert read_decisions([sheet(tmp_path / "s.csv", reviewer="", reviewed_on="")]).all == ()


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"human_label": "承若"}, "column human_label (人工类别) is '承若'; choose one of 问题、承诺"),
        ({"human_level": "4"}, "column human_level (人工等级) is '4'; write a whole number from 0 to 3"),
        ({"human_label": "数据", "human_level": "2"}, "column human_level (人工等级) is 2, but 数据 has no level"),
        ({"human_label": "问题", "reviewer": ""}, "column reviewer (复核人) is empty; a decision needs a name"),
        ({"reviewed_on": "昨天"}, "column reviewed_on (复核日期) is '昨天'; write the day"),
        ({"reviewed_on": "2024-02-30"}, "is '2024-02-30'; write the day"),
        ({"text": ""}, "column text (原文) is empty"),
    ],
)
def test_mistakes_are_told_with_row_and_column(tmp_path, cells, told) -> None:
    with pytest.raises(DataError) as error:
        read_decisions([sheet(tmp_path / "s.csv", **cells)])
    assert f"s.csv row 2, {told}" in str(error.value) or told in str(error.value)


def test_what_is_no_review_sheet_is_told(tmp_path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(DataError, match="is no review sheet"):
        read_decisions([tmp_path / "x.csv"])
    with pytest.raises(DataError, match="check the path"):
        read_decisions([tmp_path / "none.csv"])
