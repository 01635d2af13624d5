"""What changed between two datasets."""

from dataclasses import replace

import pytest

from policytext.records import Label, Score
from policytext.store import Difference, compare_datasets, read_tables, write_json


@pytest.fixture
def compare(tmp_path, write):
    def compare(one, two):
        return compare_datasets(read_tables(write(tmp_path / "one", one)), read_tables(write(tmp_path / "two", two)))

    return compare


def with_level(report, level: int, kind: str):
    """The report with its first commitment scored otherwise, without the particular of this kind."""
    first = report.commitments[3]
    kept = tuple(p for p in first.particulars if p.kind != kind)
    figures = report.score.figures | {"level_mean": (level + 1) / 2}
    changed = {**report.commitments, 3: replace(first, level=level, particulars=kept)}
    return replace(report, commitments=changed, score=Score(figures))


def test_equal_datasets_do_not_differ(compare, make_report) -> None:
    difference = compare([make_report()], [make_report()])
    assert difference == Difference({}, (), (), ())


def test_a_lost_particular_explains_the_lower_level(compare, make_report) -> None:
    (change,) = compare([make_report()], [with_level(make_report(), 2, "deadline")]).reports
    assert change.figures == {"level_mean": (2.0, 1.5)}
    (statement,) = change.statements
    assert statement.fields == {"level": (3, 2)}
    assert (statement.lost, statement.gained) == ((("deadline", "6月底前"),), ())


def test_a_changed_label_and_measure_are_named(compare, make_report) -> None:
    report = make_report()
    other = replace(
        report,
        labels={**report.labels, 4: Label("achievement", 0.6, "rules")},
        mentions=tuple(replace(m, stance="planned") for m in report.mentions),
    )
    (change,) = compare([report], [other]).reports
    by_text = {statement.text: statement for statement in change.statements}
    assert by_text["加强业务培训。"].fields == {"label": ("improvement", "achievement")}
    measure = by_text["推行首问责任制。"]
    assert (measure.lost, measure.gained) == (
        (("measure adopted", "首问责任制"),),
        (("measure planned", "首问责任制"),),
    )


def test_a_statement_that_is_gone_is_told(compare, make_report) -> None:
    report = make_report()
    shorter = replace(report, statements=tuple(s for s in report.statements if s.id != 4))
    (change,) = compare([report], [shorter]).reports
    assert change.statements[0].fields["label"] == ("improvement", None)


def test_reports_are_paired_by_content_source_or_place_and_year(compare, make_report) -> None:
    renamed = make_report("乙.txt", 2017)
    renamed = replace(renamed, document=replace(renamed.document, source="新.txt"))
    edited = replace(make_report("丙.txt", 2018), document=replace(make_report("丙.txt").document, sha256="f" * 64))
    moved = make_report("二/甲.txt", 2016)
    one = [
        make_report("甲.txt", 2016),
        make_report("乙.txt", 2017),
        make_report("丙.txt", 2018),
        make_report("旧", 2010),
    ]
    difference = compare(one, [renamed, edited, moved, make_report("新", 2020)])
    assert (difference.lost, difference.gained, difference.reports) == (("旧",), ("新",), ())


def test_reports_that_share_place_and_year_are_not_guessed_at(compare, make_report) -> None:
    difference = compare([make_report("甲"), make_report("乙")], [make_report("丙")])
    assert (set(difference.lost), difference.gained) == ({"甲", "乙"}, ("丙",))


def test_settings_are_compared_by_their_full_name(tmp_path, write, make_report) -> None:
    outs = [write(tmp_path / name, [make_report()]) for name in ("one", "two")]
    for out, hash_ in zip(outs, "ab", strict=True):
        write_json(out / "manifest.json", {"version": "1", "hashes": {"rubric": hash_}})
    assert compare_datasets(*map(read_tables, outs)).settings == {"hashes.rubric": ("a", "b")}
