"""Tables: spans become empty places, no text is lost, nothing explodes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from policytext.read import grid
from policytext.read.grid import LONGEST_CELL, Cell, is_layout, join_lines, spread_cells, table_block

CELLS = st.builds(Cell, st.lists(st.sampled_from(["甲", "12", ""]), max_size=2), st.integers(-1, 4), st.integers(-1, 4))


@given(st.lists(st.lists(CELLS, max_size=5), max_size=6))
def test_spread_is_a_rectangle_with_all_texts(rows: list[list[Cell]]) -> None:
    spread = spread_cells(rows)
    assert len({len(row) for row in spread}) <= 1
    assert len(spread) == len(rows)
    for row, cells in zip(spread, rows, strict=True):
        assert [text for text in row if text] == [text for cell in cells if (text := join_lines(cell.lines))]


def test_spans_beyond_the_limit_stop_counting(monkeypatch) -> None:
    monkeypatch.setattr(grid, "MAX_CELLS", 10)
    rows = [[Cell(["甲"], 900, 900), Cell(["乙"])], [Cell(["丙"], 900)], [Cell(["丁"])]]
    spread = spread_cells(rows)
    assert [[text for text in row if text] for row in spread] == [["甲", "乙"], ["丙"], ["丁"]]
    assert sum(map(len, spread)) < 1000


def test_layout_and_table_are_told_apart() -> None:
    assert is_layout([["", "第一段。"], ["", "第二段。"]])
    assert is_layout([["措施", "长" * (LONGEST_CELL + 1)]])
    assert not is_layout([["措施", "长" * LONGEST_CELL]])
    assert is_layout([])


def test_cells_hold_no_tabs_or_line_breaks() -> None:
    assert table_block([["a\tb", "c\nd"]], page=2).text == "a b\tc d"
    assert table_block([["甲", "1"]], page=2).page == 2


def test_lines_of_a_cell_are_joined_by_their_writing() -> None:
    assert join_lines(["三、", "", "本年", "PDF", "files", "度"]) == "三、本年PDF files度"
