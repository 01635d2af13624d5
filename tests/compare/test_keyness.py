"""Words and measures that tell two groups of reports apart."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from policytext import UsageError, keyness
from policytext.compare import parse_group, select_reports
from policytext.compare.keyness import COLUMNS, Counts, compare_counts, log_odds, signed_log_likelihood

PLANS = "按月通报更新情况，建立更新台账。"
VAGUE = "提高认识，加强领导。"


def counts(**terms: int) -> Counts:
    made = Counts(words=sum(terms.values()))
    made.terms.update(terms)
    made.documents.update(terms.keys())
    return made


@pytest.mark.parametrize(
    ("both", "first", "second", "neither", "published"),
    [
        # Dunning 1993, table of bigrams in 30,000 words: (k(AB), k(A~B), k(~AB), k(~A~B)) and -2 log lambda.
        (110, 2442, 111, 29114, 270.72),  # the swiss
        (29, 13, 123, 31612, 263.90),  # can be
        (31, 23, 139, 31584, 256.84),  # previous year
        (10, 0, 3, 31764, 167.23),  # mineral water
    ],
)
def test_log_likelihood_as_published(both, first, second, neither, published) -> None:
    found = signed_log_likelihood(both, both + first, second, second + neither)
    assert found == pytest.approx(published, abs=0.005)
    assert signed_log_likelihood(second, second + neither, both, both + first) == pytest.approx(-found)


def test_log_odds_by_hand() -> None:
    """Prior: a tenth of 8 of 100 words. 6.8 against 53.2 in one, 2.8 against 57.2 in the other."""
    difference, z = log_odds(6, 50, 2, 50, weight=0.1)
    assert difference == pytest.approx(math.log(6.8 / 53.2) - math.log(2.8 / 57.2))
    assert z == pytest.approx(difference / math.sqrt(1 / 6.8 + 1 / 2.8))


TIMES = st.integers(0, 500)
WORDS = st.integers(500, 10_000)


@given(TIMES, WORDS, TIMES, WORDS, st.integers(2, 50))
def test_a_text_repeated_keeps_its_ratios(one, words_one, other, words_other, n) -> None:
    """n copies of both texts: the same shares and odds, n times the likelihood ratio, the root of n times z."""
    assume(one + other)
    before, after = (one, words_one, other, words_other), (n * one, n * words_one, n * other, n * words_other)
    assert signed_log_likelihood(*after) == pytest.approx(n * signed_log_likelihood(*before), rel=1e-6, abs=1e-6)
    (odds, z), (odds_n, z_n) = log_odds(*before), log_odds(*after)
    assert odds_n == pytest.approx(odds, rel=1e-9, abs=1e-12)
    assert z_n == pytest.approx(math.sqrt(n) * z, rel=1e-9, abs=1e-9)


@given(TIMES, WORDS, TIMES, WORDS)
def test_both_measures_agree_on_the_direction(one, words_one, other, words_other) -> None:
    assume(one + other)
    lead = one * words_other - other * words_one
    likelihood, (odds, z) = (
        signed_log_likelihood(one, words_one, other, words_other),
        log_odds(one, words_one, other, words_other),
    )
    sign = (lead > 0) - (lead < 0)
    assert likelihood * sign >= 0
    assert odds * sign >= -1e-12
    assert z * odds >= 0
    if not sign:
        assert (likelihood, round(odds, 9)) == (0, 0)


@given(st.dictionaries(st.sampled_from(["更新", "培训", "台账", "通报"]), st.integers(1, 99), min_size=2))
def test_equal_groups_do_not_differ(terms) -> None:
    for row in compare_counts(counts(**terms), counts(**terms)):
        assert row["log_likelihood"] == row["log_odds"] == row["z"] == 0
        assert row["p"] == 1


def test_repeated_reports_keep_their_ratios(tables) -> None:
    once = tables({("甲县", 2016): [VAGUE, PLANS], ("乙县", 2016): [VAGUE]})
    thrice = tables({("甲县", 2016): [VAGUE, PLANS] * 3, ("乙县", 2016): [VAGUE] * 3})
    one, other = ({"place": place} for place in ("甲县", "乙县"))
    first, second = (keyness(t, one, other, least=1).set_index("term").sort_index() for t in (once, thrice))
    for column in ("per_10000_one", "per_10000_other", "log_odds"):
        assert second[column].tolist() == pytest.approx(first[column].tolist())
    assert second["log_likelihood"].tolist() == pytest.approx((3 * first["log_likelihood"]).tolist())
    assert second["documents_one"].tolist() == first["documents_one"].tolist()


def test_words_of_a_group(tables) -> None:
    made = tables({("甲县", 2016): [PLANS], ("甲县", 2017): [VAGUE, "共办理12件。"], ("乙县", 2017): [VAGUE]})
    frame = keyness(made, {"year": 2016}, {"year": [2017]}, least=1)
    assert tuple(frame.columns) == COLUMNS
    assert frame.term[0] == "更新"
    assert frame.loc[0, ["one", "other", "documents_one"]].tolist() == [2, 0, 1]
    assert frame.term.tolist()[-1] in {"提高", "认识", "加强", "领导"}
    assert "12" not in set(frame.term)
    assert frame.attrs["reports"] == (1, 2)
    assert frame.per_10000_one[0] == pytest.approx(10_000 * 2 / frame.attrs["words"][0])


def test_groups_may_be_told_in_three_ways(tables) -> None:
    made = tables({("甲县", 2016): [PLANS], ("甲县", 2017): [VAGUE], ("乙县", 2017): [VAGUE]})
    ids = made["reports"]["report_id"].to_pylist()
    frame = made.pandas("reports")
    assert select_reports(made, {"year": 2017, "place": ["甲县", "乙县"]}) == set(ids[1:])
    assert select_reports(made, {"year": "2017"}) == set(ids[1:])
    assert select_reports(made, frame.year > 2016) == set(ids[1:])
    assert select_reports(made, ids[1:]) == select_reports(made, frame[frame.year == 2017].report_id) == set(ids[1:])
    assert select_reports(made, parse_group("year=2016-2017；place=乙县，丙县")) == {ids[2]}


@pytest.mark.parametrize(
    ("group", "message"),
    [
        ({"yaer": 2016}, "no column 'yaer' in reports; choose from report_id"),
        ({"year": 1999}, "no report belongs to the group"),
        ([True], "the mask holds 1 values for 2 reports"),
        (["feed"], "no report 'feed'"),
        ([], "no report belongs to the group"),
    ],
)
def test_groups_that_cannot_be(tables, group, message) -> None:
    made = tables({("甲县", 2016): [PLANS], ("甲县", 2017): [VAGUE]})
    with pytest.raises(UsageError, match=message):
        keyness(made, group, {"year": 2016})


def test_wrong_words_are_told(tables) -> None:
    made = tables({("甲县", 2016): [PLANS], ("甲县", 2017): [VAGUE]})
    groups = {"year": 2016}, {"year": 2017}
    with pytest.raises(UsageError, match="choose from words, measures"):
        keyness(made, *groups, of="letters")
    with pytest.raises(UsageError, match="unknown label 'promise'"):
        keyness(made, *groups, label="promise")
    with pytest.raises(UsageError, match="first group has no statement labelled problem"):
        keyness(made, *groups, label="problem")
    for text in ("2016", "", " ; "):
        with pytest.raises(UsageError, match=r"column=value"):
            parse_group(text)


def test_measures_of_the_demonstration_panel(demo) -> None:
    """政务公开专区 spread from 2017 on (truth.toml); only mentions in reports of the groups count."""
    frame = keyness(demo, {"year": [2021, 2022, 2023]}, {"year": [2016, 2017, 2018]}, of="measures")
    assert frame.term[0] == "政务公开专区"
    assert frame.log_likelihood.is_monotonic_decreasing
    mentions = demo.pandas("measures").merge(demo.pandas("reports")[["report_id", "year"]])
    assert frame.one[0] == ((mentions.name == "政务公开专区") & (mentions.year >= 2021)).sum()
