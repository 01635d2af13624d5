"""Binary Word files (.doc): the sample, and the same file with its fields changed."""

from __future__ import annotations

import struct
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from policytext.read import read_bytes, word97
from policytext.read.numbering import Level
from policytext.read.word97_file import (
    LIST_ID,
    LIST_USES,
    LISTS,
    ROW_SHAPE,
    Properties,
    Word97Error,
    Word97File,
    _paragraph_run,
    _read_pieces,
    _read_properties,
)
from policytext.read.word97_lists import read_lists


@pytest.fixture
def doc(sample: Path) -> bytes:
    return (sample / "baiting-2024.doc").read_bytes()


def patched(doc: bytes, offset: int, value: bytes) -> bytes:
    """The file with bytes changed in its main stream, which begins with the mark of a Word document."""
    start = doc.index(b"\xec\xa5")
    return doc[: start + offset] + value + doc[start + offset + len(value) :]


def test_tables_and_numbers(doc: bytes, texts) -> None:
    lines = texts(read_bytes(doc, "a.doc", "a.doc"))
    assert "一、总体情况" in lines
    assert "（二）依申请公开" in lines
    tables = [line for line in lines if line.startswith("table: ")]
    assert [line.split("\n")[0].count("\t") + 1 for line in tables] == [4, 10, 15]


def test_password_and_old_versions_are_told(doc: bytes, refused, monkeypatch) -> None:
    monkeypatch.setattr(word97, "OLDER_READERS", ())
    flags = struct.unpack_from("<H", doc, doc.index(b"\xec\xa5") + 0x0A)[0]
    assert refused(patched(doc, 0x0A, struct.pack("<H", flags | 0x0100)), "a.doc").reason == "encrypted"
    assert refused(patched(doc, 0x02, b"\x65\x00"), "a.doc").reason == "unsupported_format"
    assert refused(patched(doc, 0x00, b"\xdc\xa5"), "a.doc").reason == "unsupported_format"
    assert refused(patched(doc, 0x00, b"\x00\x00"), "a.doc").reason == "damaged"


def test_older_files_go_to_a_program_that_is_there(doc: bytes, monkeypatch) -> None:
    def run(command: tuple[str, ...], **options: object) -> SimpleNamespace:
        if command[0] == "slow":
            raise subprocess.TimeoutExpired("slow", 1)
        text = "" if command[0] == "mute" else "　一、概述\n\n正文。\n"
        return SimpleNamespace(stdout=text.encode())

    monkeypatch.setattr(word97, "OLDER_READERS", (("missing",), ("slow",), ("mute",), ("good",)))
    monkeypatch.setattr(word97.shutil, "which", lambda name: None if name == "missing" else name)
    monkeypatch.setattr(word97.subprocess, "run", run)
    document = read_bytes(patched(doc, 0x02, b"\x65\x00"), "a.doc", "a.doc")
    assert document.text == "一、概述\n正文。"
    assert "read with good" in document.warnings[0]


@pytest.mark.parametrize(("offset", "value"), [(0x4C, 0x7FFFFFFF), (0x4C, 0xFFFFFFFF), (0x1A6, 3), (0x1A2, 0)])
def test_impossible_lengths_are_damage(offset: int, value: int, doc: bytes, refused) -> None:
    assert refused(patched(doc, offset, struct.pack("<I", value)), "a.doc").reason == "damaged"


def make_file(text: str, kinds: dict[int, bytes] | None = None, narrow: bool = False, **parts: Any) -> Word97File:
    """A file with one piece of text; ``kinds`` are properties of the paragraph that ends at a character."""
    raw = text.encode("cp1252" if narrow else "utf-16-le")
    width = 1 if narrow else 2
    start = 0x800
    main = bytearray(start) + raw + bytes(-len(raw) % 512)
    struct.pack_into("<HH", main, 0, 0xA5EC, 0xC1)
    pages = _page(start, width, text, kinds or {})
    number = len(main) // 512
    main += pages
    place = start * 2 | 0x40000000 if narrow else start
    pieces = struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, place, 0)
    runs = number + 1
    main += _runs(start, width, parts.get("runs", []))
    stored = {
        12: struct.pack("<III", start, start + len(raw), runs) if "runs" in parts else b"",
        33: b"\x02" + struct.pack("<I", len(pieces)) + pieces,
        13: struct.pack("<III", start, start + len(raw), number),
        LISTS: parts.get("lists", b""),
        LIST_USES: parts.get("uses", b""),
    }
    table = b""
    for index, part in stored.items():
        struct.pack_into("<II", main, 0x9A + 8 * index, len(table), len(part))
        table += part + (parts.get("levels", b"") if index == LISTS else b"")
    struct.pack_into("<i", main, 0x4C, len(text) - parts.get("notes", 0))
    struct.pack_into("<i", main, 0x50, parts.get("notes", 0))
    return Word97File(bytes(main), {"0Table": table, "1Table": b"", "Data": parts.get("data", b"")})


def _page(start: int, width: int, text: str, kinds: dict[int, bytes]) -> bytes:
    """A page of paragraph properties, one run for each character that ends a paragraph."""
    ends = [index for index, char in enumerate(text) if char in "\r\x07\x0c"]
    page = bytearray(512)
    bounds = [start, *(start + width * (end + 1) for end in ends)]
    struct.pack_into(f"<{len(bounds)}I", page, 0, *bounds)
    at = 510
    for run, end in enumerate(ends):
        properties = b"\x00\x00" + kinds.get(end, b"")
        properties += bytes(len(properties) % 2)
        at -= len(properties) + 2
        page[at : at + 2] = bytes([0, len(properties) // 2])
        page[at + 2 : at + 2 + len(properties)] = properties
        page[4 * len(bounds) + 13 * run] = at // 2
    page[511] = len(ends)
    return bytes(page)


def _runs(start: int, width: int, runs: list[tuple[int, bytes]]) -> bytes:
    """A page of character properties: for each run, where it ends and its properties."""
    page = bytearray(512)
    bounds = [start, *(start + width * end for end, _ in runs)]
    struct.pack_into(f"<{len(bounds)}I", page, 0, *bounds)
    at = 510
    for run, (_, properties) in enumerate(runs):
        if properties:
            at -= len(properties) + 1 + (len(properties) + 1) % 2
            page[at : at + 1 + len(properties)] = bytes([len(properties)]) + properties
            page[4 * len(bounds) + run] = at // 2
    page[511] = len(runs)
    return bytes(page)


IN_CELL, ROW = b"\x16\x24\x01", b"\x16\x24\x01\x17\x24\x01"


def blocks_of(file: Word97File) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in word97._read_blocks(file, read_lists(file), 0, file.text_length)]


@pytest.mark.parametrize("narrow", [False, True])
def test_paragraphs_breaks_and_signs(narrow: bool) -> None:
    file = make_file("a\x0bb\rc\x1ed\x1f\x01\x0ce", narrow=narrow)
    assert blocks_of(file) == [("paragraph", "a"), ("paragraph", "b"), ("paragraph", "c-d"), ("paragraph", "e")]


def test_deleted_and_hidden_text_is_left_out() -> None:
    runs = [(2, b""), (4, b"\x00\x08\x01"), (5, b""), (6, b"\x3c\x08\x01"), (7, b"\x00\x08\x00")]
    assert blocks_of(make_file("留下删去在藏\r", runs=runs)) == [("paragraph", "留下在")]


def test_fields_show_their_results() -> None:
    file = make_file("见\x13HYPERLINK \x13x\x14y\x15\x14网页\x15。\x13PAGE\x15\r")
    assert blocks_of(file) == [("paragraph", "见网页。")]


def test_pairs_of_units_are_one_character() -> None:
    raw = "𠮷".encode("utf-16-le")
    units = "".join(chr(int.from_bytes(raw[i : i + 2], "little")) for i in (0, 2))
    assert word97._text([units, "\ud842"]) == "𠮷\ufffd"


def _shape(*edges: int) -> bytes:
    body = bytes([len(edges) - 1]) + struct.pack(f"<{len(edges)}h", *edges)
    return struct.pack("<HH", ROW_SHAPE, len(body) + 1) + body


def test_cells_rows_and_spans() -> None:
    text = "甲\r乙\x07丙\x07\x07丁\x07\x07戊\x07己\x07庚\x07\x07后\r"
    ends = [index for index, char in enumerate(text) if char in "\r\x07"]
    kinds = dict.fromkeys(ends[:-1], IN_CELL)
    kinds[ends[3]] = ROW + _shape(0, 1000, 3000)
    kinds[ends[5]] = ROW + _shape(1000, 3000)
    kinds[ends[9]] = ROW + _shape(5, 1000, 2000, 3000)
    table = "甲乙\t丙\t\n\t丁\t\n戊\t己\t庚"
    assert blocks_of(make_file(text, kinds)) == [("table", table), ("paragraph", "后")]


def test_row_without_a_shape_has_a_column_for_each_cell() -> None:
    kinds = {1: IN_CELL, 3: IN_CELL, 4: ROW}
    assert blocks_of(make_file("甲\x07乙\x07\x07", kinds)) == [("table", "甲\t乙")]


def test_table_of_one_column_is_text() -> None:
    assert blocks_of(make_file("甲\x07\x07", {1: IN_CELL, 2: ROW})) == [("paragraph", "甲")]


def test_properties_that_stand_elsewhere() -> None:
    more = _shape(0, 500, 900)
    data = b"xx" + struct.pack("<H", len(ROW + more)) + ROW + more
    kinds = {1: IN_CELL, 3: IN_CELL, 4: b"\x46\x66" + struct.pack("<I", 2)}
    assert blocks_of(make_file("甲\x07乙\x07\x07", kinds, data=data)) == [("table", "甲\t乙")]


def test_footnotes_follow_as_asides(monkeypatch) -> None:
    file = make_file("正文\r注\r", notes=2)
    others = list(word97._read_others(file, read_lists(file)))
    assert [block.text for block in others] == ["注"]
    assert blocks_of(file) == [("paragraph", "正文")]


def _level(start: int, form: int, text: str, flags: int = 0) -> bytes:
    fixed = struct.pack("<iBB9sBiiBBBB", start, form, flags, bytes(9), 0, 0, 0, 0, 0, 0, 0)
    return fixed + struct.pack("<H", len(text)) + text.encode("utf-16-le")


def _use(key: int, overrides: int = 0) -> bytes:
    return struct.pack("<iiiBBBB", key, 0, 0, overrides, 0, 0, 0)


def _listed(place: int, level: int = 0) -> bytes:
    return struct.pack("<HHHB", LIST_ID, place, 0x260A, level)


def test_lists_count_and_begin_anew() -> None:
    lists = (
        struct.pack("<H", 2)
        + struct.pack("<ii18sBB", 7, 0, bytes(18), 0, 0)
        + struct.pack("<ii18sBB", 8, 0, bytes(18), 1, 0)
    )
    levels = _level(1, 39, "\x00、") + _level(1, 39, "（\x01）") + _level(1, 0, "x") * 7 + _level(3, 0, "\x00.", 0x08)
    anew = struct.pack("<IiI", 0xFFFFFFFF, 5, 0x10)
    formatted = struct.pack("<IiI", 0xFFFFFFFF, 0, 0x20) + _level(9, 0, "\x00.")
    uses = struct.pack("<I", 4) + _use(7) + _use(8) + _use(8, 1) + _use(8, 1)
    uses += struct.pack("<I", 0xFFFFFFFF) * 2 + anew + formatted
    places = [(1, 0), (1, 1), (1, 1), (1, 0), (2, 0), (3, 0), (4, 0), (9, 0)]
    text = "".join(f"{char}\r" for char in "甲乙丙丁戊己庚辛")
    kinds = {2 * index + 1: _listed(*place) for index, place in enumerate(places)}
    file = make_file(text, kinds, lists=lists, levels=levels, uses=uses)
    marked = ["一、甲", "（一）乙", "（二）丙", "二、丁", "3.戊", "5.己", "9.庚", "辛"]
    assert [text for _, text in blocks_of(file)] == marked


@pytest.mark.parametrize("cut", range(0, 60, 7))
def test_damaged_lists_leave_the_text(cut: int) -> None:
    lists = struct.pack("<H", 500) + struct.pack("<ii18sBB", 7, 0, bytes(18), 0, 0)
    uses = (struct.pack("<I", 500) + _use(7, 3) + struct.pack("<I", 0))[:cut]
    file = make_file("甲\r", {1: _listed(1)}, lists=lists, levels=_level(1, 0, "\x00.")[:cut], uses=uses)
    assert [text.removeprefix("1.") for _, text in blocks_of(file)] == ["甲"]


def test_properties_are_told_apart_by_their_sizes() -> None:
    raw = b"\x16\x24\x01" + b"\x0d\xc6\x02ab" + b"\x0b\x46\x05\x00" + b"\x70\x68wxyz" + b"\x16"
    assert _read_properties(raw) == {0x2416: b"\x01", 0xC60D: b"ab", 0x460B: b"\x05\x00", 0x6870: b"wxyz"}
    assert Properties(_read_properties(raw)).number(LIST_ID) == 5


def test_pieces_pass_over_saved_changes_and_refuse_disorder() -> None:
    piece = struct.pack("<II", 0, 4) + struct.pack("<HIH", 0, 0x40000800, 0)
    clx = b"\x01\x03\x00abc" + b"\x02" + struct.pack("<I", len(piece)) + piece
    assert [(p.start, p.length, p.offset, p.width) for p in _read_pieces(clx)] == [(0, 4, 0x400, 1)]
    with pytest.raises(Word97Error):
        list(_read_pieces(b"\x03" + clx))
    disordered = struct.pack("<II", 4, 0) + bytes(8)
    with pytest.raises(Word97Error):
        list(_read_pieces(b"\x02" + struct.pack("<I", len(disordered)) + disordered))


def test_runs_outside_the_page_have_no_properties() -> None:
    assert _paragraph_run(bytes(512), 100, 90) == b""
    assert _paragraph_run(bytes(512), 1, 0) == b""


def test_levels_of_lists_know_their_flags() -> None:
    lists = struct.pack("<H", 1) + struct.pack("<ii18sBB", 7, 0, bytes(18), 1, 0)
    file = make_file("甲\r", lists=lists, levels=_level(2, 22, "\x00", 0x0C), uses=struct.pack("<I", 1) + _use(7))
    assert read_lists(file)._lists["1"][1] == {0: Level("decimalZero", "%1", 2, 0, True)}


def test_files_of_wps_writer_are_read_as_what_they_hold(doc: bytes, content) -> None:
    """Under the name that WPS Writer gives them: a binary Word file, or a .docx."""
    binary, zipped = (
        read_bytes(doc, "年报.wps", "年报.wps"),
        read_bytes(content("linxiu-2022.docx"), "年报.wps", "年报.wps"),
    )
    assert (binary.format, binary.warnings, zipped.format, zipped.warnings) == ("doc", (), "docx", ())
    assert binary.blocks == read_bytes(doc, "a.doc", "a.doc").blocks


def test_streams_of_its_own_do_not_hide_the_text(doc: bytes) -> None:
    """A stream that Word does not know stands beside the text: here the file's own properties under another name."""
    name = "\x05SummaryInformation".encode("utf-16-le")
    assert name in doc
    other = doc.replace(name, "OtherProgramData".ljust(len(name) // 2, "\x00").encode("utf-16-le"), 1)
    assert read_bytes(other, "a.wps", "a.wps").blocks == read_bytes(doc, "a.doc", "a.doc").blocks
