"""The whole line: one report in every format, and the laws of docs/architecture.md that span several stages."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytext.errors import DocumentError
from policytext.pipeline import load_tools, score_document, score_file
from policytext.read import read_bytes
from policytext.records import spans_to_source, undo_edits
from policytext.score import index_of, level_of

CORPORA = Path(__file__).parents[1] / "corpora"
SAMPLE = sorted(path for path in (CORPORA / "sample").iterdir())
CODED = sorted((CORPORA / "labelled").glob("*/reports/*.txt"))

sys.path.insert(0, str(CORPORA))
from writers import parse_report, write_all  # noqa: E402


@pytest.fixture(scope="module")
def tools():
    return load_tools()


def units(report):
    return [(s.role, s.section, s.text) for s in report.statements if s.role in ("statement", "heading", "runin")]


def bare(origin):
    """Without what only a web page shows: its line with the date of publication."""
    return replace(origin, warnings=(), published=None)


@pytest.mark.parametrize("source", sorted((CORPORA / "sources").glob("*.md")), ids=lambda path: path.stem)
def test_the_same_report_in_every_format_gives_the_same(source, tools, tmp_path):
    paths = write_all(parse_report(source.read_text(encoding="utf-8")), tmp_path)
    paths["wps"] = paths["docx"].with_suffix(".wps")
    paths["wps"].write_bytes(paths["docx"].read_bytes())
    reports = {name: score_file(path, tools) for name, path in paths.items()}
    assert {"txt", "gb18030", "html", "docx", "pdf", "rtf", "ofd"} <= set(reports)
    first = reports["txt"]
    assert len(first.statements) > 10
    for name, report in reports.items():
        assert units(report) == units(first), name
        assert report.score.figures | {"words": 0, "entity_density": 0} == first.score.figures | {
            "words": 0,
            "entity_density": 0,
        }, name
        assert bare(report.origin) == bare(first.origin), name


def test_a_binary_file_of_wps_gives_what_its_source_gives(tools, tmp_path):
    stem = "baiting-2024"
    paths = write_all(parse_report((CORPORA / "sources" / f"{stem}.md").read_text(encoding="utf-8")), tmp_path)
    wps = tmp_path / "report.wps"
    wps.write_bytes((CORPORA / "sample" / f"{stem}.doc").read_bytes())
    assert units(score_file(wps, tools)) == units(score_file(paths["docx"], tools))


@pytest.fixture(scope="module")
def scored(tools):
    return [score_file(path, tools, any_document=True) for path in [*SAMPLE, *CODED]]


def test_every_span_covers_its_surface(scored):
    for report in scored:
        text = report.document.text
        spans = [(s.span, s.text) for s in report.statements]
        spans += [(m.span, m.surface) for m in report.mentions]
        spans += [(p.span, p.surface) for c in report.commitments.values() for p in c.particulars]
        assert all(span.of(text) == surface for span, surface in spans)


def test_every_span_leads_back_to_the_source(scored):
    for report in scored:
        document = report.document
        source = document.source_text()
        assert undo_edits(document.text, document.edits) == source
        for statement in report.statements:
            there = document.to_source(statement.span)
            inside = [e for e in document.edits if e.start < statement.span.end and e.end > statement.span.start]
            if not inside:
                assert there.of(source) == statement.text
            assert 0 <= there.start < there.end <= len(source)
        starts = [span.start for span in spans_to_source([s.span for s in report.statements], document.edits)]
        assert starts == sorted(starts)


def test_levels_and_index_replay_from_the_rows(scored, tools):
    for report in scored:
        for commitment in report.commitments.values():
            rows = [(p.kind, p.value) for p in commitment.particulars]
            assert commitment.level == level_of(bool(commitment.action), bool(commitment.object), rows, tools.rubric)
        figures = report.score.figures
        counts = [figures[f"level_{level}"] for level in range(4)]
        if sum(counts):
            assert figures["specificity"] == pytest.approx(index_of(counts, tools.rubric), abs=1e-4)
            assert figures["level_mean"] == pytest.approx(
                sum(level * n for level, n in enumerate(counts)) / sum(counts), abs=1e-4
            )
        else:
            assert figures["specificity"] is figures["level_mean"] is None


def test_labels_and_counts_agree(scored):
    for report in scored:
        assert set(report.labels) == {s.id for s in report.statements if s.role == "statement"}
        for name in ("problem", "improvement", "achievement", "statistic", "other"):
            assert report.score.figures[name] == sum(label.name == name for label in report.labels.values())


def test_what_is_no_report_is_refused_unless_asked_for(tools):
    news = read_bytes("本县举行春季植树活动，干部群众共植树三千株。".encode(), "news.txt", "news.txt")
    with pytest.raises(DocumentError) as caught:
        score_document(news, tools)
    assert caught.value.reason == "not_a_report"
    assert score_document(news, tools, any_document=True).score.figures["improvement"] == 0


TEXTS = st.text(
    alphabet="一二三四（）()《》“”。；：，、\n 1234.是要将下步今后不够了已公开信息情况问题改进措施县局2016年月日制定办法底前由牵头报告|\t政府工作\u3000\u2f00",
    max_size=300,
)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_no_text_breaks_the_line(text):
    report = score_document(read_bytes(text.encode() + b"\xe6\x94\xbf\n", "x.txt", "x.txt"), TOOLS, any_document=True)
    assert undo_edits(report.document.text, report.document.edits) == report.document.source_text()
    assert all(s.span.of(report.document.text) == s.text for s in report.statements)


TOOLS = load_tools()
