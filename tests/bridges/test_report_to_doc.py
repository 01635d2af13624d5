"""A Doc made from a report loses no span, before and after it is saved."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin

import policytext as pt
from policytext.bridges.spacy import GROUPS, Line, make_pipeline, report_to_doc
from policytext.read import read_file

SAMPLE = Path(__file__).parents[2] / "corpora" / "sample"
LINES = [
    line.strip() for path in sorted(SAMPLE.glob("*.txt")) for line in read_file(path).text.splitlines() if line.strip()
]
ODD = [
    "\n",
    "\r\n",
    "\x0b",
    "\u2028",
    "  ",
    "\t",
    "\u3000",
    "，,。",
    "\U00020bb7",
    "😀é",
    "\x00",
    "（",
    "12.5%",
    "&<b>",
]
LINE = Line()
NLP = make_pipeline()


@st.composite
def texts(draw):
    """Lines of the sample reports in any order, with odd characters before, between and inside them."""
    text = ""
    for line in draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=8)):
        at = draw(st.integers(0, len(line)))
        text += line[:at] + draw(st.sampled_from(["", *ODD])) + line[at:] + draw(st.sampled_from(["\n", "\n\n", *ODD]))
    return text


def spans_of(report):
    """Every span of a report as (group, label, start, end), from the records and not from the tables."""
    for section in report.sections:
        yield "sections", section.kind, section.span
    for statement in report.statements:
        label = report.labels.get(statement.id)
        yield "statements", label.name if label else statement.role, statement.span
    for mention in report.mentions:
        yield "measures", mention.category, mention.span
    for commitment in report.commitments.values():
        for particular in commitment.particulars:
            yield "particulars", particular.kind, particular.span


def found_in(doc):
    return sorted((group, span.label_, span.start_char, span.end_char) for group in GROUPS for span in doc.spans[group])


def facts_in(doc):
    """What hangs on the spans, as plain values."""
    names = ("row", "level", "probability", "measure_id", "stance", "value", "exact", "exact_start", "exact_end")
    marks = [(s.label_, s.kb_id_, *(s._.get(name) for name in names)) for group in GROUPS for s in doc.spans[group]]
    return doc._.report, doc._.specificity, doc._.checkable, marks


def check_nothing_is_lost(doc, report):
    assert doc.text == report.document.text
    assert found_in(doc) == sorted((group, label, span.start, span.end) for group, label, span in spans_of(report))
    for group in GROUPS:
        assert all(span.text == span._.exact for span in doc.spans[group])


@settings(max_examples=40, deadline=None)
@given(texts())
def test_no_span_is_lost_before_or_after_saving(text):
    report = LINE.score(text)
    doc = report_to_doc(report, NLP)
    check_nothing_is_lost(doc, report)
    with TemporaryDirectory() as folder:
        doc.to_disk(Path(folder) / "doc")
        again = Doc(spacy.blank("zh").vocab).from_disk(Path(folder) / "doc")
    check_nothing_is_lost(again, report)
    assert facts_in(again) == facts_in(doc)


@pytest.fixture(scope="module")
def report():
    return pt.score_file(SAMPLE / "linxiu-2022.docx")


def test_what_hangs_on_a_span_is_what_the_report_says(report):
    doc = report_to_doc(report)
    statements = {span._.row["statement_id"]: span for span in doc.spans["statements"]}
    for number, label in report.labels.items():
        assert statements[number]._.probability == pytest.approx(label.probability, abs=1e-4)
    for number, commitment in report.commitments.items():
        assert statements[number]._.level == commitment.level
    mentions = sorted((m.span.start, m.measure_id, m.stance) for m in report.mentions)
    assert mentions == sorted((s.start_char, s._.measure_id, s._.stance) for s in doc.spans["measures"])
    assert [s.kb_id_ for s in doc.spans["measures"]] == [s._.measure_id for s in doc.spans["measures"]]
    values = sorted((p.surface, p.value) for c in report.commitments.values() for p in c.particulars)
    assert values == sorted((s.text, s._.value) for s in doc.spans["particulars"])
    assert doc._.checkable == report.score.figures["checkable"]
    assert doc._.specificity == pytest.approx(report.score.figures["specificity"], abs=1e-3)
    assert doc._.report["year"] == 2022


def test_two_particulars_of_the_same_characters_keep_apart(make_report):
    from dataclasses import replace

    report = make_report()
    first = report.commitments[3].particulars[0]
    twin = replace(first, kind="target", value="1")
    commitments = {**report.commitments, 3: replace(report.commitments[3], particulars=(first, twin))}
    doc = report_to_doc(replace(report, commitments=commitments))
    values = {span.label_: span._.value for span in doc.spans["particulars"]}
    assert values == {"instrument": "政策解读工作规程", "target": "1"}
    assert doc._.report["signed"] == "2017-02-17"


def test_a_doc_bin_keeps_everything_with_its_user_data(report):
    doc = report_to_doc(report)
    bins = {keep: DocBin(docs=[doc], store_user_data=keep).to_bytes() for keep in (True, False)}
    vocab = spacy.blank("zh").vocab
    whole, bare = (next(DocBin().from_bytes(bins[keep]).get_docs(vocab)) for keep in (True, False))
    assert facts_in(whole) == facts_in(doc)
    assert found_in(bare) == found_in(doc)
    assert bare._.report is None
    assert bare.spans["measures"][0]._.stance is None


def test_any_tokenizer_will_do(report):
    check_nothing_is_lost(report_to_doc(report, spacy.blank("zh")), report)
    check_nothing_is_lost(report_to_doc(report, spacy.blank("en")), report)
