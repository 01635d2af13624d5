from __future__ import annotations

import pytest

from policytext.records import Answer, Label, Mention, Origin, Span, Statement
from policytext.score import PROBLEM, KnownNames, load_rubric, measure_statement, score_report

RUBRIC = load_rubric()
ORIGIN = Origin(year=2016, organ_level="county")
COLUMNS = [
    "words",
    "statements",
    "problem",
    "improvement",
    "achievement",
    "statistic",
    "other",
    "rectified",
    "unsure",
    "level_0",
    "level_1",
    "level_2",
    "level_3",
    "checkable",
    "level_mean",
    "specificity",
    "specificity_low",
    "specificity_high",
    "vague_share",
    "specificity_wide_low",
    "specificity_wide_high",
    "distinct_particulars",
    "checkable_shared",
    "with_instrument",
    "with_target",
    "with_deadline",
    "with_actor",
    "with_scope",
    "with_check",
    "detail_mean",
    "problem_level_mean",
    "answered_done",
    "answered_planned",
    "unanswered",
    "entity_density",
    "measures",
    "few",
]


def score(
    rows: list[tuple[str, str]], words: int = 100, answers: tuple = (), mentions: tuple = (), **fields: object
) -> dict:
    statements = [
        Statement(i, 0, "next_steps", "statement", Span(0, len(text)), text, **fields)  # type: ignore[arg-type]
        for i, (_, text) in enumerate(rows)
    ]
    labels = {i: Label(label, 1.0, "test") for i, (label, _) in enumerate(rows)}
    commitments = {
        s.id: measure_statement(s, ORIGIN, RUBRIC, stance=PROBLEM if labels[s.id].name == "problem" else "promise")
        for s in statements
        if labels[s.id].name in ("improvement", "problem")
    }
    return score_report(statements, labels, commitments, frozenset(), answers, mentions, words, RUBRIC).figures


MIXED = [
    ("improvement", "提高认识，强化责任。"),
    ("improvement", "加强业务培训。"),
    ("improvement", "编制《政策解读工作规程》。"),
    ("improvement", "6月底前由县司法局编制《政策解读工作规程》。"),
    ("problem", "更新不及时。"),
    ("statistic", "公开信息120条。"),
]


def test_columns_are_those_of_the_table_in_its_order() -> None:
    assert list(score(MIXED)) == COLUMNS


def test_levels_and_shares() -> None:
    figures = score(MIXED)
    assert [figures[f"level_{level}"] for level in range(4)] == [1, 1, 1, 1]
    assert (figures["checkable"], figures["level_mean"], figures["specificity"]) == (2, 1.5, 50.0)
    assert (figures["vague_share"], figures["with_instrument"], figures["with_check"]) == (0.5, 0.5, 0.0)
    assert figures["specificity_low"] < 50 < figures["specificity_high"]
    assert figures["few"] is False


def test_the_same_particular_twice_is_one_distinct_particular() -> None:
    assert score(MIXED)["distinct_particulars"] == 3


@pytest.mark.parametrize(
    "charged",
    [
        "由县农业局、县住建局梳理办事事项。",
        "由县农业局和县住建局梳理办事事项。",
        "由县农业局梳理办事事项，由县住建局梳理办事事项。",
        "梳理办事事项。（责任单位：县住建局、县农业局）",
    ],
)
def test_a_list_of_units_counts_as_its_members_do(charged: str) -> None:
    assert score([("improvement", charged)])["distinct_particulars"] == 2
    once = [("improvement", "由县住建局公开12类高频事项。"), ("improvement", charged)]
    assert score(once)["distinct_particulars"] == 3


def test_no_commitment_has_no_score_and_never_zero() -> None:
    figures = score([("achievement", "举办培训3期。")])
    empty = [name for name, value in figures.items() if value is None]
    assert empty == [
        "level_mean", "specificity", "specificity_low", "specificity_high", "vague_share",
        "specificity_wide_low", "specificity_wide_high", "distinct_particulars", "checkable_shared",
        "with_instrument", "with_target", "with_deadline", "with_actor", "with_scope", "with_check",
        "detail_mean", "problem_level_mean",
    ]  # fmt: skip
    assert figures["few"] is True


def test_a_truncated_commitment_is_counted_and_not_scored() -> None:
    figures = score([("improvement", "编制《政策解读工作规程》，并")], truncated=True)
    assert (figures["improvement"], figures["level_2"], figures["specificity"]) == (1, 0, None)


def test_each_problem_is_answered_once_done_before_planned() -> None:
    rows = [("problem", "更新不及时。"), ("problem", "解读单一。"), ("problem", "人员不足。")]
    answers = (Answer(0, 9, "done", 1.0, ""), Answer(0, 8, "planned", 1.0, ""), Answer(1, 8, "planned", 1.0, ""))
    figures = score(rows, answers=answers)
    assert (figures["answered_done"], figures["answered_planned"], figures["unanswered"]) == (1, 1, 1)


def test_entities_are_counted_per_hundred_words() -> None:
    mention = Mention(0, "m", "首问负责制", "service", "首问负责制", Span(0, 5))
    figures = score([("achievement", "3月印发《发布办法》，举办培训4期。")], words=50, mentions=(mention,))
    assert figures["entity_density"] == pytest.approx(100 * 4 / 50)
    assert score([], words=0)["entity_density"] is None


def test_measures_counts_different_ones() -> None:
    mentions = tuple(Mention(i, "m", "首问负责制", "service", "首问负责制", Span(0, 5)) for i in (0, 1))
    assert score(MIXED, mentions=mentions)["measures"] == 1


def test_names_that_achievements_set_up_are_known() -> None:
    text = "建立了一窗受理制度，印发《发布办法》。"
    statements = [Statement(0, 0, "overview", "statement", Span(0, len(text)), text)]
    known = KnownNames(statements, {0: Label("achievement", 1.0, "test")}, ORIGIN)
    assert "一窗受理制度" in known
    assert "发布办法" in known
    assert "受理制度" not in known
    assert "发布办法" not in KnownNames(statements, {0: Label("improvement", 1.0, "test")}, ORIGIN)
