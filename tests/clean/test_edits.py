"""The engine: steps applied one after another can be undone in one go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.clean.edits import Change, Draft, join_drafts
from policytext.records import undo_edits


@st.composite
def changes(draw, length):
    """Changes of a text of that length: in order, without overlaps, some of them marks or insertions."""
    cuts = sorted(draw(st.lists(st.integers(0, length), max_size=8)))
    return [
        (start, end, draw(st.text("甲乙，", max_size=3))) for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]


@given(st.text("一二三，\n", max_size=12), st.data())
def test_any_steps_in_a_row_are_undone_together(raw, data):
    draft = Draft(raw)
    for number in range(4):
        draft = draft.apply(f"step{number}", [Change(*c) for c in data.draw(changes(len(draft.text)))])
    assert undo_edits(draft.text, draft.edits) == raw


@given(st.text("一二三，\n", max_size=12), st.data())
def test_edits_are_ordered_apart_and_show_what_stands_there(raw, data):
    draft = Draft(raw)
    for number in range(4):
        draft = draft.apply(f"step{number}", [Change(*c) for c in data.draw(changes(len(draft.text)))])
    done = 0
    for edit in draft.edits:
        assert done <= edit.start <= edit.end <= len(draft.text)
        assert draft.text[edit.start : edit.end] == edit.after
        done = edit.end


@given(st.lists(st.text("一二,", max_size=5), min_size=1, max_size=4))
def test_drafts_of_pieces_join_to_a_draft_of_the_whole(pieces):
    drafts = [Draft(piece).apply("punctuation", _commas(piece)) for piece in pieces]
    joined, whole = join_drafts(drafts), "\n".join(pieces)
    assert joined == Draft(whole).apply("punctuation", _commas(whole))


def _commas(text):
    return [Change(at, at + 1, "，") for at, character in enumerate(text) if character == ","]


def test_steps_on_the_same_characters_share_one_edit_with_both_names():
    draft = Draft("a２,b").apply("width", [Change(1, 2, "2")]).apply("list", [Change(1, 3, "2、")])
    assert [(e.step, e.before, e.after) for e in draft.edits] == [("width+list", "２,", "2、")]


def test_neighbouring_edits_of_one_step_are_one():
    draft = Draft("２４年").apply("width", [Change(0, 1, "2"), Change(1, 2, "4")])
    assert [(e.before, e.after) for e in draft.edits] == [("２４", "24")]


def test_steps_that_undo_each_other_leave_no_edit():
    draft = Draft("一二").apply("cut", [Change(0, 1, "")]).apply("put", [Change(0, 0, "一")])
    assert draft == Draft("一二")


def test_a_mark_stays_and_changes_nothing():
    draft = Draft("一”二").apply("unpaired_quote", [Change(1, 2, "”")])
    assert draft.text == "一”二"
    assert [(e.before, e.after) for e in draft.edits] == [("”", "”")]


def test_overlapping_changes_are_refused():
    with pytest.raises(ValueError, match="overlaps"):
        Draft("一二三").apply("step", [Change(0, 2, ""), Change(1, 3, "")])
