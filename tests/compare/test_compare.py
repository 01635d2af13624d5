"""Whole comparisons of a few statements: what each table says of them."""

import pytest

import policytext as pt
from policytext.errors import UsageError
from policytext.store import ALL_TABLES, COMPARISONS, digest_of_comparisons

PROMISE = "（一）建立乡镇信息更新月通报制度，对更新迟缓的乡镇点名。"
AGAIN = "1.建立乡镇信息更新的月通报制度，对更新迟缓的乡镇点名。"
DONE = "乡镇信息更新月通报制度3月起实行，全年通报10期，点名迟缓的乡镇9个次。"
VAGUE = "乡镇信息更新月通报制度得到落实，更新迟缓的乡镇受到点名。"
TRAINING = "二是举办依申请公开专题培训班，讲解本县的复议诉讼案例；"
PROBLEM = "一是乡镇信息更新不及时，个别乡镇网页半年没有新内容；"
PROBLEM_AGAIN = "1.乡镇信息更新不及时，少数乡镇网页半年没有新内容。"
OTHER_PROBLEM = "2.政策解读形式单一，图解和问答偏少。"


def only(tables, name, **wanted):
    rows = [row for row in tables[name].to_pylist() if all(row[key] == value for key, value in wanted.items())]
    assert len(rows) == 1, rows
    return rows[0]


def two_years(dataset, before, after, years=(2016, 2017)):
    return pt.compare(dataset({"甲县": {years[0]: before, years[1]: after}}))


@pytest.mark.parametrize(
    ("after", "grade"),
    [
        ([("achievement", DONE)], "complete"),
        ([("achievement", DONE[:-1] + "，其余3个乡镇尚未纳入。")], "substantial"),
        ([("achievement", VAGUE)], "limited"),
        ([("achievement", "开通政务微信公众号，发布信息30条。")], "no evidence"),
        ([("improvement", AGAIN)], "no evidence"),
        ([], "no evidence"),
    ],
)
def test_the_grade_says_what_the_next_report_shows(dataset, after, grade) -> None:
    row = only(two_years(dataset, [("improvement", PROMISE)], after), "followthrough", year=2016)
    assert (row["grade"], row["next_year"]) == (grade, 2017)
    assert (row["evidence"] is None) == (grade == "no evidence")


def test_a_gap_of_a_year_is_not_assessable_but_changes_bridge_it(dataset) -> None:
    tables = two_years(dataset, [("improvement", PROMISE)], [("achievement", DONE)], years=(2016, 2018))
    assert only(tables, "followthrough", year=2016)["grade"] == "not assessable"
    assert only(tables, "changes", year=2018)["previous_year"] == 2016


def test_a_promise_that_returns_is_rolled_over_and_not_new(dataset) -> None:
    after = [("improvement", AGAIN, 2), ("improvement", TRAINING, 1)]
    tables = two_years(dataset, [("improvement", PROMISE, 2)], after)
    row = only(tables, "followthrough", year=2016)
    assert (row["rolled_over"], row["repeated_text"]) == (True, AGAIN)
    change = only(tables, "changes", year=2017)
    assert (change["rolled_over"], change["new_promises"]) == (1, 1)
    assert change["specificity_new"] == pytest.approx(100 / 3)


def test_rates_count_the_grades_with_an_interval(dataset) -> None:
    before = [("improvement", PROMISE), ("improvement", TRAINING)]
    row = only(two_years(dataset, before, [("achievement", DONE)]), "followthrough_rates", year=2016)
    assert (row["commitments"], row["assessable"], row["complete"], row["no_evidence"]) == (2, 2, 1, 1)
    assert 0 < row["rate_low"] < row["rate"] == 0.5 < row["rate_high"] < 1


def test_a_problem_copied_for_three_years_has_a_run_of_three(dataset) -> None:
    years = {2016: [("problem", PROBLEM)], 2017: [("problem", PROBLEM_AGAIN)], 2019: [("problem", PROBLEM)]}
    tables = pt.compare(dataset({"甲县": years}))
    rows = tables["recurring"].to_pylist()
    assert [
        (r["year"], r["next_year"], r["how"], r["run"], r["first_year"]) for r in sorted(rows, key=lambda r: r["run"])
    ] == [
        (2016, 2017, "copied", 2, 2016),
        (2017, 2019, "copied", 3, 2016),
    ]


def test_another_problem_is_not_the_same_problem(dataset) -> None:
    tables = two_years(dataset, [("problem", PROBLEM)], [("problem", OTHER_PROBLEM)])
    assert len(tables["recurring"]) == 0


def test_reuse_is_the_share_of_characters(dataset) -> None:
    tables = two_years(dataset, [("other", PROBLEM)], [("other", PROBLEM), ("other", OTHER_PROBLEM)])
    row = only(tables, "reuse", year=2017)
    assert (row["chars"], row["repeated"]) == (22 + 15, 22)
    assert row["share"] == pytest.approx(22 / 37, abs=1e-6)
    assert only(tables, "pairs", kind="own_last_year")["other_year"] == 2016


def test_boilerplate_needs_two_other_places_and_overlap_one(dataset) -> None:
    text = [("other", PROBLEM)]
    tables = pt.compare(
        dataset({"甲县": {2016: text}, "乙县": {2017: text}, "丙县": {2017: text}, "丁县": {2018: text}})
    )
    shares = {row["unit"]: row["share"] for row in tables["boilerplate"].to_pylist()}
    assert shares == {"甲县": 0.0, "乙县": 1.0, "丙县": 1.0, "丁县": 1.0}
    last = only(tables, "boilerplate", unit="丁县")
    assert (last["earliest_place"], last["earliest_year"]) == ("甲县", 2016)
    assert only(tables, "overlap", unit="丁县", other_unit="甲县")["share"] == 1.0


def levels(*values):
    return [("improvement", f"第{i}项：建立第{i}号清单并公布", value) for i, value in enumerate(values)]


def test_groups_are_called_different_only_where_the_interval_says_so(dataset) -> None:
    places = {f"{name}县": {2021: levels(*[1] * 8)} for name in "甲乙丙丁戊"}
    tables = pt.compare(dataset(places | {"己县": {2021: levels(*[3] * 8)}, "庚县": {2021: levels(3, 3)}}))
    groups = {row["unit"]: (row["group"], row["few"], row["reason"]) for row in tables["ranks"].to_pylist()}
    assert groups["己县"] == ("above", False, None)
    assert groups["庚县"] == (None, True, "few")
    assert {groups[f"{name}县"][0] for name in "甲乙丙丁戊"} <= {"not distinguishable", "below"}
    first = only(tables, "ranks", unit="己县")
    assert (first["rank"], first["rank_low"], first["rank_high"], first["ranked"]) == (1, 1, 1, 6)
    tied = [row for row in tables["ranks"].to_pylist() if row["rank"] == 2]
    assert len(tied) == 5
    assert all(row["rank_low"] <= 2 < row["rank_high"] for row in tied)


def test_units_of_other_peers_are_not_ranked_together(dataset) -> None:
    tables = pt.compare(dataset({"甲县": {2020: levels(1, 1, 1)}, "乙县": {2021: levels(3, 3, 3)}}))
    assert {row["reason"] for row in tables["ranks"].to_pylist()} == {"alone"}


def test_leaving_a_kind_out_is_a_row_of_sensitivity(dataset) -> None:
    tables = pt.compare(dataset({f"{name}县": {2021: levels(1, i % 3 + 1, 3)} for i, name in enumerate("甲乙丙丁")}))
    changes = tables["sensitivity"]["change"].to_pylist()
    assert sorted(changes) == sorted(["values", "instrument", "target", "deadline", "actor", "scope", "check"])


def test_only_what_is_asked_for_is_made(dataset) -> None:
    tables = dataset({"甲县": {2016: [("problem", PROBLEM)], 2017: [("problem", PROBLEM)]}})
    along = pt.compare(tables, by="year")
    assert (len(along["recurring"]), len(along["ranks"])) == (1, 0)
    between = pt.compare(tables, by="place")
    assert (len(between["recurring"]), len(between["ranks"])) == (0, 2)


def test_reports_that_cannot_be_compared_are_listed(dataset) -> None:
    tables = dataset({None: {2016: [("other", PROBLEM)]}, "甲县": {2016: [("other", PROBLEM)]}})
    assert only(pt.compare(tables), "uncompared")["reason"] == "no_unit"


def test_of_two_reports_of_a_year_the_longer_is_taken(dataset) -> None:
    one, two = dataset({"甲县": {2016: [("other", PROBLEM)]}}), dataset({"乙": {}, "甲县": {2016: [("other", AGAIN)]}})
    rows = {name: [*one[name].to_pylist(), *two[name].to_pylist()] for name in ("reports", "statements")}
    rows["reports"][0]["chars"] = 10
    from policytext.store import tables_of

    left = only(pt.compare(tables_of(rows)), "uncompared")
    assert (left["report_id"], left["reason"]) == (rows["reports"][0]["report_id"], "other_version")


@pytest.mark.parametrize("wrong", [{"by": "month"}, {"places": ["无此县"]}, {"years": [1999]}])
def test_wrong_requests_teach(dataset, wrong) -> None:
    with pytest.raises(UsageError, match=r"choose|left to compare"):
        pt.compare(dataset({"甲县": {2016: [("other", PROBLEM)]}}), **wrong)


def test_tables_have_the_columns_of_the_schema_and_do_not_hang_on_the_order(dataset) -> None:
    places = {
        "甲县": {2016: [("improvement", PROMISE)], 2017: [("achievement", DONE), ("problem", PROBLEM)]},
        "乙县": {2016: [("problem", PROBLEM)], 2017: levels(1, 2, 3)},
    }
    tables = pt.compare(dataset(places))
    for name in COMPARISONS:
        assert tables[name].schema.equals(ALL_TABLES[name].arrow())
    shuffled = dataset(places)
    turned = shuffled.joined({"reports": shuffled["reports"].take(list(reversed(range(4))))})
    assert digest_of_comparisons(pt.compare(turned)) == digest_of_comparisons(tables)
