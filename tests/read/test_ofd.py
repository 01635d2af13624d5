"""OFD files made on the fly: places, tables, pages, and files that cannot be read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.read import archive, ofd, pages, read_bytes, ruled
from policytext.read.archive import Archive
from policytext.read.ofd_page import _steps, numbers
from policytext.records import RawDocument

# conftest.py puts corpora/ on the path.
from writers import pack  # isort: skip
from writers.ofd import frame_object, ofd_parts, text_object  # isort: skip

FULL = "全县各级行政机关主动公开政府信息并按时限答复群众申请"  # 26 characters: 130 millimetres at 5
SCAN = '<ofd:ImageObject Boundary="0 0 210 297" ResourceID="7"/>'


def read(*objects: list[str], **changed: str) -> RawDocument:
    return read_bytes(pack(ofd_parts(list(objects)) | changed), "a.ofd", "a.ofd")


def code(text: str, **values: object) -> str:
    """One run of text in an object of its own, size 5, in the upper left corner of the page."""
    given = {"X": 0, "Y": 4.3, **values}
    shown = " ".join(f'{name}="{value}"' for name, value in given.items() if value is not None)
    return f"<ofd:TextCode {shown}>{text}</ofd:TextCode>"


def text_of(codes: str, boundary: str = "20 40 100 9", **values: str) -> str:
    extra = " ".join(f'{name}="{value}"' for name, value in values.items())
    return f'<ofd:TextObject Boundary="{boundary}" Size="5" {extra}>{codes}</ofd:TextObject>'


def prose() -> list[str]:
    return [text_object(FULL[n:] + FULL[:n], 30, 40 + 9 * n) for n in range(6)]


def grid(rows: list[list[str]], x: float = 30, y: float = 40) -> list[str]:
    """Cells of 30 by 8 millimetres, each with a frame."""
    return [
        shape
        for i, row in enumerate(rows)
        for j, text in enumerate(row)
        for shape in (frame_object(x + 30 * j, y + 8 * i, 30, 8), text_object(text, x + 30 * j + 1, y + 8 * i + 2, 3))
    ]


ROWS = [["项目", "件数"], ["行政许可", "3"], ["行政处罚", "12"]]


@pytest.mark.parametrize(
    "objects",
    [
        [text_of(code("一二三四", DeltaX="5 5 5"))],
        [text_of(code("一二三四", DeltaX="g 3 5"))],
        [text_of(code("一二三四"))],
        [text_of(code("一二", DeltaX="5") + code("三四", X=10, Y=None, DeltaX="5"))],
        [text_of(code("三四", X=10, DeltaX="5")), text_of(code("一二", DeltaX="5"))],
        [text_of(code(char), f"{20 + 5 * n} 40 5 9") for n, char in enumerate("一二三四")],
        [text_of(code("一二三四", X=1, Y=0.86, DeltaX="1 1 1"), "15 40 100 9", CTM="5 0 0 5 0 0")],
        [text_of(code("\n    一二三四\n".replace("    ", "")))],
        [text_of(code("一二三四", DeltaX="g")), text_of(code("一二三四", X=0.05))],
        [f'<ofd:PageBlock ID="3"><ofd:PageBlock>{text_of(code("一二三四"))}</ofd:PageBlock></ofd:PageBlock>'],
    ],
    ids=[
        "steps",
        "repeated steps",
        "no steps",
        "two runs",
        "out of order",
        "one by one",
        "scaled",
        "indented source",
        "drawn twice",
        "in blocks",
    ],
)
def test_a_line_by_its_places(objects: list[str], texts) -> None:
    assert texts(read([*objects, *prose()[2:]]))[0].strip("　") == "一二三四"


def test_a_wide_gap_is_a_space(texts) -> None:
    assert texts(read([text_of(code("一二三四", DeltaX="5 20 5")), *prose()[2:]]))[0].strip("　") == "一二 三四"


def test_turned_text_stands_where_it_is_seen() -> None:
    drawing = ofd.Drawing()
    content = Archive(
        pack({"a": f'<x xmlns:ofd="o">{text_of(code("一二", Y=0, DeltaX="5"), CTM="0 1 -1 0 0 0")}</x>'}), "a", "", ""
    )
    drawing.add(content.parse(content.read("a"), "a"))
    one, two, _ = drawing.glyphs
    assert two.top - one.top == pytest.approx(5 * 72 / 25.4)
    assert one.x1 - one.x0 == pytest.approx(one.bottom - one.top) == pytest.approx(5 * 72 / 25.4)


def test_pages_heads_numbers_and_title() -> None:
    def page(number: int) -> list[str]:
        return [text_object("禾洲县年报", 30, 12, 3), *prose(), text_object(f"- {number} -", 100, 280, 3)]

    document = read_bytes(pack(ofd_parts([page(1), page(2), page(3)], "禾洲县年报")), "a.ofd", "a.ofd")
    assert (document.format, document.title, document.warnings) == ("ofd", "禾洲县年报", ())
    marked = [(block.kind, block.page) for block in document.blocks if block.kind != "paragraph"]
    assert marked == [(kind, page) for page in (1, 2, 3) for kind in ("running_head", "page_number")]


def test_tables_and_the_text_around_them(texts) -> None:
    objects = [text_object(FULL, 30, 28), *grid(ROWS), text_object(FULL, 30, 80), text_object(FULL, 30, 90)]
    assert texts(read(objects)) == [FULL, "table: 项目\t件数\n行政许可\t3\n行政处罚\t12", FULL, FULL]


def test_rules_drawn_line_by_line(texts) -> None:
    def rule(x0: float, y0: float, x1: float, y1: float) -> str:
        path = f"<ofd:AbbreviatedData>M {x0} {y0} Q 1 1 {x0} {y0} L {x1} {y1}</ofd:AbbreviatedData>"
        return f'<ofd:PathObject Boundary="0 0 210 297">{path}</ofd:PathObject>'

    rules = [rule(30, 40 + 8 * n, 90, 40 + 8 * n) for n in range(4)] + [
        rule(30 + 30 * n, 40, 30 + 30 * n, 64) for n in range(3)
    ]
    words = [shape for shape in grid(ROWS) if "Text" in shape]
    assert texts(read(rules + words)) == ["table: 项目\t件数\n行政许可\t3\n行政处罚\t12"]


def test_table_over_two_pages_is_one(texts) -> None:
    first, second = grid(ROWS, y=230), grid([["项目", "件数"], ["行政强制", "4"]], y=32)
    assert texts(read([*prose(), *first], [*second, text_object(FULL, 30, 120)]))[6:] == [
        "table: 项目\t件数\n行政许可\t3\n行政处罚\t12\n行政强制\t4",
        "running_head: 项目 件数",
        FULL,
    ]


def test_templates_are_drawn_and_what_they_lack_is_no_harm() -> None:
    parts = ofd_parts([prose(), prose()])
    template = f'<ofd:Page xmlns:ofd="o"><ofd:Content>{text_object("禾洲县年报", 30, 12, 3)}</ofd:Content></ofd:Page>'
    common = '<ofd:CommonData><ofd:TemplatePage ID="8" BaseLoc="T.xml"/>'
    parts["Doc_0/Document.xml"] = parts["Doc_0/Document.xml"].replace("<ofd:CommonData>", common)
    parts["Doc_0/T.xml"] = template
    for number, name in ((0, "8"), (1, "9")):
        path = f"Doc_0/Pages/Page_{number}/Content.xml"
        parts[path] = parts[path].replace("<ofd:Content>", f'<ofd:Template TemplateID="{name}"/><ofd:Content>')
    document = read_bytes(pack(parts), "a.ofd", "a.ofd")
    assert [block.page for block in document.blocks if "年报" in block.text] == [1]


def test_signatures_annotations_and_attachments_are_not_read() -> None:
    other = f'<ofd:Page xmlns:ofd="o">{text_object("印章", 30, 12)}</ofd:Page>'
    changed = dict.fromkeys(
        ("Doc_0/Signs/Sign_0/SignedValue.xml", "Doc_0/Annots/Annotation.xml", "Doc_0/Attachs/a.xml"), other
    )
    assert "印章" not in read(prose(), **changed).text


@pytest.mark.parametrize("namespace", ["http://www.ofdspec.org", "http://www.ofdspec.org/2016", ""])
def test_names_of_elements_may_be_written_in_several_ways(namespace: str) -> None:
    """With another namespace, or with a prefix that is not declared at all."""
    declared = f'xmlns:ofd="{namespace}"' if namespace else ""
    parts = {
        name: xml.replace('xmlns:ofd="http://www.ofdspec.org/2016"', declared)
        for name, xml in ofd_parts([prose()]).items()
    }
    assert read_bytes(pack(parts), "a.ofd", "a.ofd").blocks == read(prose()).blocks


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
@pytest.mark.parametrize("folder", ["页面", "Doc_0/页面", r"页面\内容"])
def test_names_of_entries_may_be_bytes_of_chinese(encoding: str, folder: str) -> None:
    parts = ofd_parts([prose()])
    parts["Doc_0/Document.xml"] = parts["Doc_0/Document.xml"].replace("Pages/Page_0", folder.replace("\\", "/"))
    path = folder if folder.startswith("Doc_0") else f"Doc_0/{folder}"
    parts["Doc_0/Document.xml"] = parts["Doc_0/Document.xml"].replace('BaseLoc="Doc_0', 'BaseLoc="/Doc_0')
    parts[f"{path}/Content.xml"] = parts.pop("Doc_0/Pages/Page_0/Content.xml")
    assert read_bytes(_packed(parts, encoding), "a.ofd", "a.ofd").blocks == read(prose()).blocks


def _packed(parts: dict[str, str], encoding: str) -> bytes:
    """An archive whose names are bytes of an encoding that it does not tell: ASCII names of that length are replaced."""
    names = {
        name.encode(encoding): chr(ord("A") + index) * len(name.encode(encoding)) for index, name in enumerate(parts)
    }
    data = pack(dict(zip(names.values(), parts.values(), strict=True)))
    for name, stand_in in names.items():
        data = data.replace(stand_in.encode(), name)
    return data


def test_parts_in_gbk() -> None:
    parts = ofd_parts([prose()])
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        for name, text in parts.items():
            file.writestr(name, ('<?xml version="1.0" encoding="GBK"?>' + text).encode("gbk"))
    assert read_bytes(data.getvalue(), "a.ofd", "a.ofd").blocks == read(prose()).blocks


def test_scans_have_no_text_layer(refused) -> None:
    assert refused(pack(ofd_parts([[SCAN], [SCAN, text_object("1", 100, 280, 3)]])), "a.ofd").reason == "no_text_layer"
    signs = [text_of(code("\ue000\u00a4" * 9), f"20 {40 + 9 * n} 90 9") for n in range(3)]
    assert refused(pack(ofd_parts([[*signs, text_object(FULL, 30, 90)]])), "a.ofd").reason == "no_text_layer"
    assert read(prose(), [SCAN]).warnings == ("page 2 holds no text (a picture?)",)


@pytest.mark.parametrize(
    ("path", "xml", "reason"),
    [
        ("OFD.xml", "<OFD>", "damaged"),
        ("OFD.xml", "<OFD/>", "damaged"),
        ("OFD.xml", "<OFD><DocBody><DocRoot>../../x</DocRoot></DocBody></OFD>", "damaged"),
        ("Doc_0/Document.xml", "<Document/>", "damaged"),
        ("Doc_0/Document.xml", '<Document><Pages><Page BaseLoc="none.xml"/></Pages></Document>', "damaged"),
        ("Doc_0/Document.xml", '<!DOCTYPE x [<!ENTITY a "b">]><Document>&a;</Document>', "damaged"),
        ("Doc_0/Pages/Page_0/Content.xml", "<Page/>", "no_text_layer"),
        ("Encryptions.xml", "<x/>", "encrypted"),
    ],
)
def test_files_that_cannot_be_read(path: str, xml: str, reason: str, refused) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, text in (ofd_parts([prose()]) | {path: xml}).items():
            file.writestr(name, text)
    assert refused(buffer.getvalue(), "a.ofd").reason == reason


def test_bombs_are_refused(refused, monkeypatch) -> None:
    parts = ofd_parts([prose()] * 3)
    largest = max(len(xml) for xml in parts.values()) + 100
    monkeypatch.setattr(archive, "MAX_UNPACKED_BYTES", 2 * largest)
    assert refused(pack(parts), "a.ofd").reason == "too_large"
    monkeypatch.setattr(archive, "MAX_PART_BYTES", largest // 2)
    assert refused(pack(parts), "a.ofd").reason == "too_large"


def test_more_than_a_report_has_is_told(monkeypatch) -> None:
    monkeypatch.setattr(ofd, "MAX_RULED_PAGES", 1)
    document = read([*prose(), *grid(ROWS, y=120)], [*prose(), *grid(ROWS, y=120)])
    assert [block.page for block in document.blocks if block.kind == "table"] == [1]
    assert "tables were not looked for from page 2 on" in document.warnings[0]
    monkeypatch.setattr(ofd, "MAX_PAGES", 1)
    assert read(prose(), prose()).warnings == ("only the first 1 pages were read; split the file",)
    monkeypatch.setattr(pages, "MAX_PAGE_CHARS", 20)
    assert "more text than a page can" in read(prose()).warnings[0]


def test_drawings_are_no_tables(monkeypatch) -> None:
    monkeypatch.setattr("policytext.read.rules.MAX_CROSSINGS", 5)
    assert not [block for block in read([*prose(), *grid(ROWS, y=120)]).blocks if block.kind == "table"]


def test_a_page_of_dashes_is_not_searched(monkeypatch) -> None:
    places = [(3 * x, 3 * y) for x in range(50) for y in range(50)]
    dashes = " ".join(f"M {x} {y} L {x} {y + 1.2} M {x} {y} L {x + 1.2} {y}" for x, y in places)
    path = f"<ofd:AbbreviatedData>{dashes}</ofd:AbbreviatedData>"
    drawing = f'<ofd:PathObject Boundary="0 0 210 297">{path}</ofd:PathObject>'
    monkeypatch.setattr("pdfplumber.table.edges_to_intersections", lambda *_: pytest.fail("searched"))
    assert read([drawing, *prose()]).blocks == read(prose()).blocks


def test_numbers_out_of_reason_are_none() -> None:
    assert numbers("1e999 0") == numbers("nan") == numbers("x") == numbers(None) == ()
    assert _steps("g 99999999 1 2", 3) == [2.0]
    assert _steps("g", 3) == []
    assert read([text_of(code("一二", X="1e400", DeltaX="nan")), *prose()]).text


def test_failing_paths_leave_the_text(monkeypatch) -> None:
    odd = '<ofd:PathObject Boundary="x"><ofd:AbbreviatedData>M 1 L 2 Z 3 C L 9 9 9 M</ofd:AbbreviatedData></ofd:PathObject>'
    assert read([odd, "<ofd:PathObject/>", *prose()]).blocks == read(prose()).blocks


@given(st.permutations(range(6)), st.lists(st.integers(1, 25), max_size=4))
def test_order_and_cuts_in_the_file_do_not_matter(order: list[int], cuts: list[int]) -> None:
    """Lines are read from top to bottom, whatever order they are drawn in and however they are cut."""
    bounds = sorted({0, 26, *cuts})
    pieces = [
        text_object((FULL[n:] + FULL[:n])[start:end], 30 + 5 * start, 40 + 9 * n)
        for n in order
        for start, end in pairwise(bounds)
    ]
    assert read(pieces).blocks == read(prose()).blocks


def test_the_table_search_is_the_one_of_pdf() -> None:
    place: Callable[..., None] = ofd.place_tables
    assert place is ruled.place_tables
