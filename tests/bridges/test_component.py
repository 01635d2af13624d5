"""The component: a Doc's text is scored as a file of it would be, and every span leads back to that text."""

from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

import policytext as pt
from policytext.bridges.spacy import GROUPS, make_pipeline
from policytext.bridges.spacy.component import line_ends
from policytext.errors import DocumentError
from policytext.read import read_file
from policytext.records import undo_edits

ROOT = Path(__file__).parents[2]
TEXT = "二、下一步打算\n6月底前,由县司法局编制《政策解读工\n作规程》 .\r\n推行首问责任制。\n"


@pytest.fixture(scope="module")
def chars():
    nlp = spacy.blank("zh")
    nlp.add_pipe("policytext")
    return nlp


@pytest.mark.parametrize("name", ["corpora/sample/songbei-2018.txt", "tests/golden/scraped.txt"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_text_is_scored_as_its_file(chars, tmp_path, name, ends):
    text = read_file(ROOT / name).text
    file = tmp_path / "report.txt"
    file.write_bytes(text.replace("\n", ends).encode())
    report, doc = pt.score_file(file), chars(file.read_bytes().decode())
    assert {k: v for k, v in doc._.report.items() if k in report.score.figures} == pytest.approx(
        dict(report.score.figures), abs=1e-3
    )
    assert [s._.row["text"] for s in doc.spans["statements"]] == [s.text for s in report.statements]
    assert [s._.measure_id for s in doc.spans["measures"]] == [m.measure_id for m in report.mentions]
    lines = report.document
    for span, statement in zip(doc.spans["statements"], report.statements, strict=True):
        raw = lines.to_source(statement.span).of(lines.source_text())
        assert span._.exact.replace("\r\n", "\n") == raw


def test_cleaned_characters_lead_back_to_the_text_as_given(chars):
    doc = chars(TEXT)
    assert doc.text == TEXT
    instrument = next(span for span in doc.spans["particulars"] if "规程" in span._.value)
    assert instrument._.row["surface"] == "《政策解读工作规程》"
    assert instrument._.exact == TEXT[instrument._.exact_start : instrument._.exact_end] == "《政策解读工\n作规程》"


def test_a_span_reaches_to_the_ends_of_its_tokens_and_knows_its_own_characters():
    doc = make_pipeline(["推行首问"])("推行首问责任制。")
    measure = doc.spans["measures"][0]
    assert (measure.text, measure._.exact) == ("推行首问责任制", "首问责任制")
    assert (measure._.exact_start, measure._.exact_end) == (2, 7)


def test_a_saved_pipeline_finds_the_same(tmp_path):
    nlp = make_pipeline()
    nlp.to_disk(tmp_path)
    doc, again = nlp(TEXT), spacy.load(tmp_path)(TEXT)
    assert again.user_data == doc.user_data
    assert [token.text for token in again] == [token.text for token in doc]


@pytest.mark.parametrize("text", ["", " ", "\n", "\r\n\r\n", "abc", "\u3000。"])
def test_texts_that_say_nothing(chars, text):
    doc = chars(text)
    assert doc.text == text
    assert set(doc.spans) == set(GROUPS)
    assert doc._.specificity is None
    assert doc._.checkable == 0


def test_what_policytext_did_not_make_carries_nothing():
    doc = spacy.blank("zh")("推行首问责任制。")
    assert doc._.report is doc._.specificity is doc._.checkable is None
    assert doc[:2]._.level is doc[:2]._.exact is doc[:2]._.row is None


def test_options_reach_the_line(tmp_path):
    more = tmp_path / "more.csv"
    more.write_text("id,name,category\nseedling-day,禾苗公开日,participation\n", encoding="utf-8")
    nlp = spacy.blank("zh")
    nlp.add_pipe("policytext", config={"gazetteer": [str(more)], "classifier": "rules", "any_document": False})
    text = read_file(ROOT / "corpora/sample/songbei-2018.txt").text
    doc = nlp(text.replace("\n", "\n设立禾苗公开日。\n", 1))
    assert "seedling-day" in {span._.measure_id for span in doc.spans["measures"]}
    assert {span._.row["by"] for span in doc.spans["statements"] if span._.row["label"]} == {"rules"}
    with pytest.raises(DocumentError, match="annual report"):
        nlp("推行首问责任制。")


def test_processes_give_the_same():
    nlp = make_pipeline()
    texts = [TEXT, "推行首问责任制。", TEXT]
    alone, shared = ([doc.user_data for doc in nlp.pipe(texts, n_process=n)] for n in (1, 2))
    assert alone == shared


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="甲乙\n\r\x0b\x0c\x1c\x85\u2028 ", max_size=20))
def test_ends_of_lines_are_undone(text):
    assert undo_edits("\n".join(text.splitlines()), line_ends(text)) == text
