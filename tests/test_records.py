"""Laws of edits: they undo to the source, and every span of the edited text has a place there."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from policytext.records import Document, Edit, Part, Span, spans_to_source, undo_edits

words = st.text("一二三，, 甲乙\n", max_size=4)


@st.composite
def edited(draw):
    """A text in pieces, some of them edited: the raw text, the edited text, the edits, and pairs of kept stretches."""
    raw, text, edits, kept = "", "", [], []
    for _ in range(draw(st.integers(0, 6))):
        same = draw(words)
        kept.append((Span(len(text), len(text) + len(same)), Span(len(raw), len(raw) + len(same))))
        raw, text = raw + same, text + same
        before, after = draw(words), draw(words)
        if before or after:
            edits.append(Edit("step", len(text), len(text) + len(after), before, after))
            raw, text = raw + before, text + after
    return raw, text, tuple(edits), kept


@given(edited())
def test_undoing_gives_the_raw_text(case):
    raw, text, edits, _ = case
    assert undo_edits(text, edits) == raw


@given(edited())
def test_untouched_stretches_keep_their_characters(case):
    raw, text, edits, kept = case
    spans = [(span, source) for span, source in kept if span.start < span.end]
    found = spans_to_source([span for span, _ in spans], edits)
    assert found == [source for _, source in spans]
    assert all(span.of(text) == source.of(raw) for span, source in zip((s for s, _ in spans), found, strict=True))


@given(edited(), st.data())
def test_any_span_maps_into_the_raw_text_and_takes_touched_edits_whole(case, data):
    raw, text, edits, _ = case
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    source = spans_to_source([Span(start, end)], edits)[0]
    assert 0 <= source.start <= source.end <= len(raw)
    inside = [e for e in edits if start < e.end and e.start < end]
    assert all(edit.before in source.of(raw) for edit in inside)


@given(edited(), st.data())
def test_mapping_keeps_the_order_of_spans(case, data):
    _, text, edits, _ = case
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6)))
    spans = [Span(a, b) for a, b in pairwise(cuts) if a < b]
    found = spans_to_source(spans, edits)
    assert [s.start for s in found] == sorted(s.start for s in found)
    assert [s.end for s in found] == sorted(s.end for s in found)


def test_an_empty_span_at_a_deletion_covers_what_was_deleted():
    assert spans_to_source([Span(1, 1)], [Edit("debris", 1, 1, "- 3 -", "")]) == [Span(1, 6)]


def test_text_that_cleaning_inserted_stands_nowhere_in_the_source():
    assert spans_to_source([Span(1, 2)], [Edit("glued_lines", 1, 2, "", "\n")]) == [Span(1, 1)]


def test_a_document_maps_back_through_its_edits():
    edits = (Edit("punctuation", 1, 2, ",", "，"), Edit("page_debris", 3, 3, "- 1 -", ""))
    document = Document("a.txt", "0" * 64, "txt", "甲，乙丙", (Part("prose", Span(0, 4)),), edits)
    assert document.source_text() == "甲,乙- 1 -丙"
    assert document.to_source(Span(2, 4)).of(document.source_text()) == "乙- 1 -丙"
