"""Laws of cleaning over hostile mixtures of what real texts are damaged with."""

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policytext.clean import STEPS, clean_document, clean_text
from policytext.records import Block, RawDocument, Span, spans_to_source, undo_edits

PIECES = Path(__file__).with_name("pieces.txt").read_text(encoding="utf-8").splitlines()
SPACES = [" ", "  ", "    ", "\u3000", "\xa0", "\t", "\n", "\n\n", "\r\n", "\u200b", "\ufeff", "规章 1 0 11\n"]
texts = st.lists(st.sampled_from(PIECES + SPACES * 3), max_size=60).map("".join)
blocks = st.builds(
    Block,
    st.lists(st.sampled_from([*PIECES, " ", "\t", "\n", "　　"]), max_size=8).map("".join),
    st.sampled_from(["paragraph", "paragraph", "paragraph", "table", "page_number", "running_head", "aside"]),
    st.integers(1, 3),
)
documents = st.lists(blocks, max_size=8).map(lambda given: RawDocument("a.pdf", "0" * 64, "pdf", tuple(given)))
relaxed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@relaxed
@given(texts)
def test_undoing_the_edits_gives_the_raw_text(raw):
    text, edits = clean_text(raw)
    assert undo_edits(text, edits) == raw


@settings(relaxed, max_examples=300)
@given(texts)
def test_cleaning_twice_equals_cleaning_once(raw):
    once, _ = clean_text(raw)
    assert clean_text(once)[0] == once


@relaxed
@given(texts)
def test_edits_are_ordered_apart_and_named_after_steps(raw):
    text, edits = clean_text(raw)
    done = 0
    for edit in edits:
        assert done <= edit.start <= edit.end
        assert text[edit.start : edit.end] == edit.after
        assert set(edit.step.split("+")) <= set(STEPS)
        done = edit.end


@relaxed
@given(texts)
def test_no_odd_space_and_no_blank_line_is_left(raw):
    text, _ = clean_text(raw)
    assert not set(text) & set("\r\u3000\xa0\u200b\ufeff")
    assert all(line and line == line.strip() for line in text.split("\n") if text)


@relaxed
@given(documents)
def test_a_document_undoes_to_its_blocks(raw):
    assert clean_document(raw).source_text() == raw.text


@settings(relaxed, max_examples=200)
@given(texts)
def test_a_cleaned_document_stays_as_it_is(raw):
    once = clean_document(_lines(raw))
    assert clean_document(_lines(once.text)).text == once.text


def _lines(text):
    return RawDocument("a.txt", "0" * 64, "txt", tuple(Block(line) for line in text.split("\n")))


@relaxed
@given(documents)
def test_parts_cover_the_text_but_for_the_line_breaks_between_them(raw):
    document = clean_document(raw)
    done = 0
    for part in document.parts:
        assert document.text[done : part.span.start] == ("\n" if done else "")
        assert part.span.start < part.span.end
        assert bool(part.why) == (part.kind == "aside")
        done = part.span.end
    assert done == len(document.text)


@relaxed
@given(documents)
def test_tables_keep_their_cells(raw):
    document = clean_document(raw)
    tables = [part.span.of(document.text) for part in document.parts if part.kind == "table"]
    given_tables = [block.text for block in raw.blocks if block.kind == "table" and block.text.strip("\ufeff\u200b")]
    assert [_shape(table) for table in tables] == [_shape(table) for table in given_tables]


def _shape(table):
    return [row.count("\t") for row in table.split("\n")]


@relaxed
@given(documents)
def test_every_part_has_a_place_in_the_source_and_its_page(raw):
    document = clean_document(raw)
    sources = spans_to_source([part.span for part in document.parts], document.edits)
    assert all(0 <= source.start <= source.end <= len(raw.text) for source in sources)
    assert [source.start for source in sources] == sorted(source.start for source in sources)
    pages = {block.page for block in raw.blocks}
    assert all(part.page in pages for part in document.parts)


@relaxed
@given(texts, st.data())
def test_characters_that_no_edit_touches_map_to_themselves(raw, data):
    text, edits = clean_text(raw)
    touched = {at for edit in edits for at in range(edit.start, edit.end)}
    free = [at for at in range(len(text)) if at not in touched]
    if free:
        at = data.draw(st.sampled_from(free))
        source = spans_to_source([Span(at, at + 1)], edits)[0]
        assert source.of(raw) == text[at]


HOSTILE = {
    "spaces between letters": "政 府 ",
    "gaps": "政府        信息",
    "brackets": "((",
    "open quotes": "“《",
    "points": "政.",
    "commas": ",",
    "line breaks": " \n",
    "lost numbers": ")政\n",
    "glued numbers": "1网\n2页\n",
    "headings": "一、概述",
    "dates": "2017217\n",
    "page numbers": "政- 3 -",
    "crumbs": "首页>",
    "bars": "||a",
    "mail": "a@a.",
    "mojibake": "鏀垮",
    "glosses": "政(bào",
    "Traditional": "報告資訊檔案",
    "rows": "规章 1 0 11\n",
    "hard wraps": "政府信息公开工作情况报告主动依申请县市区，全年\n",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_with_the_length(piece):
    # Linear steps take a tenth of a second for these 20,000 characters; a quadratic one takes many seconds.
    began = time.perf_counter()
    clean_text((piece * 20_000)[:20_000])
    assert time.perf_counter() - began < 3
