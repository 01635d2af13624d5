"""PDF files made on the fly: lines, indents, running heads, page numbers, tables, and files that cannot be read."""

from __future__ import annotations

from itertools import count

import pytest

from policytext.read import pdf, read_bytes, ruled
from policytext.read.furniture import mark_furniture
from policytext.read.printed import Line, Page

FULL = "全县各级行政机关主动公开政府信息并按时限答复群众申请"  # 26 characters: 364 points at 14
FIRST = FULL[1:] + FULL[:1]  # as it stands on the first page
LEFT, INDENT = 100, 128
HEAD = "禾洲县年度报告汇编"


def write(canvas, text: str, x: float, y: float, size: int = 14) -> None:
    canvas.setFont("STSong-Light", size)
    canvas.drawString(x, y, text)


def prose(canvas, top: int = 740, lines: int = 6) -> None:
    """A paragraph: its first line indented, the others full; other words on each page."""
    text = FULL[canvas.getPageNumber() :] + FULL[: canvas.getPageNumber()]
    for number, y in zip(range(lines), count(top, -24), strict=False):
        write(canvas, text[: 24 if number == 0 else 26], INDENT if number == 0 else LEFT, y)


def draw_grid(canvas, xs: list[int], ys: list[int]) -> None:
    for x in xs:
        canvas.line(x, ys[0], x, ys[-1])
    for y in ys:
        canvas.line(xs[0], y, xs[-1], y)


def fill(canvas, xs: list[int], ys: list[int], rows: list[list[str]]) -> None:
    """Texts into the cells of a grid; ``ys`` from top to bottom."""
    for y, row in zip(ys[1:], rows, strict=True):
        for x, text in zip(xs, row, strict=False):
            write(canvas, text, x + 4, y + 6, 10)


def test_lines_pages_and_indents(make_pdf, texts) -> None:
    def first(canvas) -> None:
        canvas.setTitle("年报")
        write(canvas, "禾洲县2024年年度报告", 200, 800, 18)
        prose(canvas)

    document = read_bytes(make_pdf(first, prose), "a.pdf", "a.pdf")
    lines = texts(document)
    assert (document.format, document.title, document.blocks[-1].page) == ("pdf", "年报", 2)
    assert lines[:3] == ["　　禾洲县2024年年度报告", "　　" + FIRST[:24], FIRST]
    assert [line.startswith("　　") for line in lines[7:]] == [True, *[False] * 5]


def test_lines_are_the_same_whether_the_machine_has_the_font_or_not(make_pdf, texts, monkeypatch) -> None:
    lines = texts(read_bytes(make_pdf(prose, prose), "a.pdf", "a.pdf"))
    monkeypatch.setattr("policytext.read.printed._has_gaps", lambda page: True)
    assert texts(read_bytes(make_pdf(prose, prose), "a.pdf", "a.pdf")) == lines
    assert len(lines) == 12


def test_title_over_two_centred_lines_is_one(make_pdf, texts) -> None:
    def page(canvas) -> None:
        canvas.setFont("STSong-Light", 18)
        canvas.drawCentredString(282, 800, "禾洲县人民政府")
        canvas.drawCentredString(282, 774, "2024年年度报告")
        prose(canvas)

    assert texts(read_bytes(make_pdf(page), "a.pdf", "a.pdf"))[:3] == [
        "　　禾洲县人民政府",
        "2024年年度报告",
        "　　" + FIRST[:24],
    ]


def test_margins_of_left_and_right_pages_may_differ(make_pdf, texts) -> None:
    def shifted(canvas) -> None:
        canvas.translate(12, 0)
        prose(canvas)

    lines = texts(read_bytes(make_pdf(prose, shifted, prose, shifted), "a.pdf", "a.pdf"))
    assert [line.startswith("　　") for line in lines] == [True, *[False] * 5] * 4


def test_page_with_only_indented_lines_goes_by_the_others(make_pdf, texts) -> None:
    def short(canvas) -> None:
        write(canvas, "六、其他事项", INDENT, 740)
        write(canvas, "没有其他需要报告的事项。", INDENT, 716)

    assert texts(read_bytes(make_pdf(prose, short), "a.pdf", "a.pdf"))[-2:] == [
        "　　六、其他事项",
        "　　没有其他需要报告的事项。",
    ]


def test_running_heads_and_page_numbers_are_marked(make_pdf) -> None:
    def page(number: int):
        def draw(canvas) -> None:
            write(canvas, HEAD, LEFT, 805, 9)
            prose(canvas)
            write(canvas, f"- {number} -", 280, 40, 9)

        return draw

    document = read_bytes(make_pdf(page(1), page(2), page(3)), "a.pdf", "a.pdf")
    kinds = [(block.kind, block.text) for block in document.blocks if block.kind != "paragraph"]
    assert kinds == [pair for n in (1, 2, 3) for pair in (("running_head", HEAD), ("page_number", f"- {n} -"))]


@pytest.mark.parametrize(
    "text", ["3", "- 3 -", "— 3 —", "－3－", "第3页", "第 3 页 共 9 页", "3/9", "Page 3", "·3·", "第三页", "iv"]
)
def test_forms_of_page_numbers(text: str) -> None:
    assert _kind_at_foot(text) == "page_number"


@pytest.mark.parametrize("text", ["2024年", "3件", "12345678", "第3条", "三、"])
def test_forms_that_are_no_page_numbers(text: str) -> None:
    assert _kind_at_foot(text) == "paragraph"


def _kind_at_foot(text: str) -> str:
    line = Line(text, 280, 790, 300, 800, 10)
    mark_furniture([Page(1, 595, 842, [Line(FULL, 100, 400, 464, 414, 14), line])])
    return line.kind


def test_a_number_in_the_text_is_text(make_pdf, texts) -> None:
    def page(canvas) -> None:
        prose(canvas)
        write(canvas, "12", LEFT, 596)

    assert texts(read_bytes(make_pdf(page), "a.pdf", "a.pdf"))[-1] == "12"


def test_first_line_that_returns_on_the_next_page_is_text_when_it_stands_elsewhere(make_pdf, texts) -> None:
    def page(y: int):
        return lambda canvas: (write(canvas, HEAD, LEFT, y), prose(canvas, 700))

    lines = texts(read_bytes(make_pdf(page(800), page(760), page(730)), "a.pdf", "a.pdf"))
    assert lines.count(HEAD) == 3


XS, YS = [100, 200, 300, 400], [700, 680, 660, 640]
ROWS = [["项目", "件数", "占比"], ["信函申请", "12", "40%"], ["网络申请", "18", "60%"]]


def test_ruled_table_stands_in_its_place_and_once(make_pdf, texts) -> None:
    def page(canvas) -> None:
        prose(canvas, 780, 3)
        draw_grid(canvas, XS, YS)
        fill(canvas, XS, YS, ROWS)
        write(canvas, "表后的文字。", LEFT, 600)

    table = "table: " + "\n".join("\t".join(row) for row in ROWS)
    assert texts(read_bytes(make_pdf(page), "a.pdf", "a.pdf"))[3:] == [table, "表后的文字。"]


def test_number_broken_in_a_narrow_cell_is_one_number(make_pdf, texts) -> None:
    def page(canvas) -> None:
        prose(canvas, 780, 3)
        draw_grid(canvas, XS, YS)
        fill(canvas, XS, YS, [["项目", "件数", "占比"], ["行政许可", "", "1"], ["合计", "9", "2"]])
        write(canvas, "3985", 204, 671, 8)
        write(canvas, "758", 204, 662, 8)
        write(canvas, "a word", 304, 650, 6)
        write(canvas, "and more", 304, 643, 6)

    assert "\t3985758\t" in texts(read_bytes(make_pdf(page), "a.pdf", "a.pdf"))[3]


@pytest.mark.parametrize("frame", ["one column", "underlines", "empty"])
def test_frames_and_underlines_are_no_tables(frame: str, make_pdf, texts) -> None:
    def page(canvas) -> None:
        prose(canvas)
        if frame == "one column":
            draw_grid(canvas, [90, 480], [760, 700, 600])
        elif frame == "underlines":
            for y in (738, 714, 690):
                canvas.line(100, y, 460, y)
        else:
            draw_grid(canvas, [100, 200, 300], [300, 200, 100])

    assert texts(read_bytes(make_pdf(page), "a.pdf", "a.pdf")) == ["　　" + FIRST[:24], *[FIRST] * 5]


def _table_over_pages(make_pdf, texts, below_xs, below, between: str = "") -> list[str]:
    ys = [160, 140, 120, 100]

    def first(canvas) -> None:
        prose(canvas)
        draw_grid(canvas, XS, ys)
        fill(canvas, XS, ys, ROWS)
        write(canvas, between, LEFT, 85, 10)
        write(canvas, "- 1 -", 280, 40, 9)

    def second(canvas) -> None:
        rows = [780 - 20 * index for index in range(len(below) + 1)]
        draw_grid(canvas, below_xs, rows)
        fill(canvas, below_xs, rows, below)
        write(canvas, "- 2 -", 280, 40, 9)

    def third(canvas) -> None:
        prose(canvas)

    document = read_bytes(make_pdf(first, second, third), "a.pdf", "a.pdf")
    return [text for text in texts(document) if text.startswith(("table", "running"))]


def test_table_goes_on_over_a_page_break(make_pdf, texts) -> None:
    whole = "table: 项目\t件数\t占比\n信函申请\t12\t40%\n网络申请\t18\t60%\n当面申请\t0\t0%"
    assert _table_over_pages(make_pdf, texts, XS, [["当面申请", "0", "0%"]]) == [whole]


def test_head_repeated_on_the_next_page_is_taken_out(make_pdf, texts) -> None:
    found = _table_over_pages(make_pdf, texts, XS, [ROWS[0], ["当面申请", "0", "0%"]])
    assert found[0].count("项目") == 1
    assert found[1] == "running_head: 项目 件数 占比"


def test_rest_with_fewer_columns_fits_where_its_rules_do(make_pdf, texts) -> None:
    found = _table_over_pages(make_pdf, texts, [100, 300, 400], [["总计", "100%"]])
    assert found == ["table: 项目\t件数\t占比\n信函申请\t12\t40%\n网络申请\t18\t60%\n总计\t\t100%"]


def test_another_table_on_the_next_page_stays_another(make_pdf, texts) -> None:
    other = [["复议", "诉讼", "无", "有"], ["1", "0", "2", "3"]]
    assert len(_table_over_pages(make_pdf, texts, [100, 160, 260, 350, 400], other)) == 2
    assert len(_table_over_pages(make_pdf, texts, XS, [["当面申请", "0", "0%"]], "表注。")) == 2


def test_label_cut_by_the_page_break_is_mended() -> None:
    above = [["", "（一）予以公开", "3"], ["", "（二）部分公开", "0"], ["", "（三）不", "1"]]
    below = [["", "予公开", "2"], ["", "（四）其他", "0"]]
    assert ruled._mended(above, below) == [
        ["", "（一）予以公开", "3"],
        ["", "（二）部分公开", "0"],
        ["", "（三）不予公开", "1"],
        ["", "", "2"],
        ["", "（四）其他", "0"],
    ]
    rest = ruled._mended([["1.甲", "3"], ["2.乙方", "4"]], [["案件", ""], ["3.丙", "5"]])
    assert rest == [["1.甲", "3"], ["2.乙方案件", "4"], ["3.丙", "5"]]
    assert ruled._mended([], [["甲"]]) == [["甲"]]


def test_text_set_one_by_one_in_a_font_that_is_not_there(make_pdf, texts) -> None:
    """Pdfium leaves out single characters without extent; the other library has them."""

    def page(canvas) -> None:
        for line in range(3):
            for place, char in enumerate(FULL):
                write(canvas, char, LEFT + 14 * place, 740 - 24 * line)

    assert texts(read_bytes(make_pdf(page), "a.pdf", "a.pdf")) == [FULL] * 3


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turned_pages_read_as_they_are_seen(turn: int, make_pdf, texts) -> None:
    def page(canvas) -> None:
        canvas.setPageRotation(turn)
        width, height = (595, 842) if turn % 180 == 0 else (842, 595)
        moves = {0: (0, 0, 0), 90: (595, 0, 90), 180: (595, 842, 180), 270: (0, 842, 270)}
        x, y, angle = moves[turn]
        canvas.translate(x, y)
        canvas.rotate(angle)
        write(canvas, "横排页面的第一行文字在最上面。", LEFT, height - 80)
        ys = [height - 120 - 20 * row for row in range(4)]
        draw_grid(canvas, XS, ys)
        fill(canvas, XS, ys, ROWS)
        write(canvas, "横排页面的最后一行文字在最下面。", LEFT, 100)
        assert width

    found = texts(read_bytes(make_pdf(page), "a.pdf", "a.pdf"))
    assert found == [
        "横排页面的第一行文字在最上面。",
        "table: 项目\t件数\t占比\n信函申请\t12\t40%\n网络申请\t18\t60%",
        "横排页面的最后一行文字在最下面。",
    ]


def test_cropped_page_finds_its_table(make_pdf, texts) -> None:
    def page(canvas) -> None:
        canvas.setCropBox((50, 60, 560, 800))
        prose(canvas, 780, 3)
        draw_grid(canvas, XS, YS)
        fill(canvas, XS, YS, ROWS)

    assert texts(read_bytes(make_pdf(page), "a.pdf", "a.pdf"))[3].startswith("table: 项目\t件数")


def test_lines_are_in_the_order_of_the_page_not_of_the_file(make_pdf, texts) -> None:
    def page(canvas) -> None:
        write(canvas, "后写的第二行文字。", LEFT, 700)
        write(canvas, "右半", 240, 740)
        write(canvas, "先看的第一行", LEFT, 740)

    assert texts(read_bytes(make_pdf(page), "a.pdf", "a.pdf")) == ["先看的第一行 右半", "后写的第二行文字。"]


def test_scan_has_no_text_layer(make_pdf, refused) -> None:
    def scan(canvas) -> None:
        canvas.rect(100, 100, 300, 300, fill=1)
        write(canvas, "扫描件", 280, 40, 9)

    error = refused(make_pdf(scan, scan, scan), "a.pdf")
    assert error.reason == "no_text_layer"
    assert "OCR" in error.message


def test_fonts_without_unicode_have_no_text_layer(make_pdf, refused, monkeypatch) -> None:
    monkeypatch.setattr("policytext.read.printed._char", lambda code: "" if code % 2 else "文")
    monkeypatch.setattr("policytext.read.printed._has_gaps", lambda page: False)
    assert refused(make_pdf(prose), "a.pdf").reason == "no_text_layer"


def test_one_page_without_text_is_a_warning(make_pdf) -> None:
    document = read_bytes(make_pdf(prose, lambda canvas: canvas.rect(9, 9, 9, 9)), "a.pdf", "a.pdf")
    assert document.warnings == ("page 2 holds no text (a picture?)",)


def test_password_is_told(make_pdf, refused) -> None:
    assert refused(make_pdf(prose, encrypt="秘密".encode().hex()), "a.pdf").reason == "encrypted"


def test_pages_beyond_the_limit_are_told(make_pdf, monkeypatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 1)
    document = read_bytes(make_pdf(prose, prose), "a.pdf", "a.pdf")
    assert len(document.blocks) == 6
    assert "first 1 of 2 pages" in document.warnings[0]


def test_text_beyond_the_limit_of_a_page_is_told(make_pdf, monkeypatch) -> None:
    monkeypatch.setattr("policytext.read.pages.MAX_PAGE_CHARS", 50)
    monkeypatch.setattr("policytext.read.printed.MAX_PAGE_CHARS", 50)
    monkeypatch.setattr("policytext.read.ruled.MAX_PAGE_CHARS", 50)
    document = read_bytes(make_pdf(prose), "a.pdf", "a.pdf")
    assert len(document.text) < 80
    assert "more text than a page can" in document.warnings[0]


def test_drawings_are_not_searched_for_tables(make_pdf, texts, monkeypatch) -> None:
    def page(canvas) -> None:
        prose(canvas, 780, 3)
        draw_grid(canvas, XS, YS)
        fill(canvas, XS, YS, ROWS)

    monkeypatch.setattr(ruled, "MAX_CROSSINGS", 10)
    assert texts(read_bytes(make_pdf(page), "a.pdf", "a.pdf"))[3] == "项目 件数 占比"


def test_more_ruled_pages_than_the_limit_are_told(make_pdf, monkeypatch) -> None:
    def page(canvas) -> None:
        prose(canvas, 780, 3)
        draw_grid(canvas, XS, YS)
        fill(canvas, XS, YS, ROWS)

    monkeypatch.setattr(ruled, "MAX_RULED_PAGES", 0)
    document = read_bytes(make_pdf(page), "a.pdf", "a.pdf")
    assert {block.kind for block in document.blocks} == {"paragraph"}
    assert "not looked for from page 1" in document.warnings[0]


def test_failing_table_search_keeps_the_lines(make_pdf, monkeypatch) -> None:
    def fail(*args: object) -> None:
        raise RecursionError

    def page(canvas) -> None:
        prose(canvas, 780, 3)
        draw_grid(canvas, XS, YS)
        fill(canvas, XS, YS, ROWS)

    monkeypatch.setattr(ruled, "place_tables", fail)
    document = read_bytes(make_pdf(page), "a.pdf", "a.pdf")
    assert "项目 件数 占比" in document.text
    assert "RecursionError" in document.warnings[0]
