"""Rosters as people write them, and mistakes in them."""

import pytest
from openpyxl import Workbook

from policytext.errors import DataError
from policytext.roster import Entry, read_roster


def write(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_roster_is_read_in_the_encodings_of_excel(tmp_path, encoding) -> None:
    text = (
        "序号,单位名称*,区划代码,年度,曾用名\n1,苍梨县人民政府,110228.0,2023年,苍梨市；苍梨\n2,,,,\n3,苍梨县财政局,,,\n"
    )
    first, second = read_roster(write(tmp_path / "名单.csv", text, encoding))
    assert first == Entry(2, "苍梨县人民政府", "110228", None, None, 2023, ("苍梨市", "苍梨"))
    assert second == Entry(4, "苍梨县财政局")


def test_a_workbook_is_read_too(tmp_path) -> None:
    book = Workbook()
    for cells in (["unit", "adcode", "level", "superior", "year"], ["苍梨县", 110228, "county", "苍梨市", 2023]):
        book.active.append(cells)
    book.save(tmp_path / "roster.xlsx")
    assert read_roster(tmp_path / "roster.xlsx") == [Entry(2, "苍梨县", "110228", "county", "苍梨市", 2023)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("机构,年度\n苍梨县,2023\n", "row 1 has no column of units (机构, 年度); head it unit or 单位"),
        ("单位,年度\n苍梨县,23\n", "row 2 has the year '23'; write it as four digits"),
        ("单位,代码\n苍梨县,1102\n", "row 2 has the code '1102'; write six digits"),
        ("单位,年度\n苍梨县,2023\n青禾县,2023\n苍梨县,2023\n", "row 4 names 苍梨县 again (row 2)"),
        ("单位,年度\n,2023\n", "names no unit"),
    ],
)
def test_mistakes_are_told_with_their_row(tmp_path, text, told) -> None:
    with pytest.raises(DataError) as error:
        read_roster(write(tmp_path / "r.csv", text))
    assert told in str(error.value)


def test_what_is_no_roster_is_told(tmp_path) -> None:
    with pytest.raises(DataError, match="cannot be opened as a workbook"):
        read_roster(write(tmp_path / "r.xlsx", "unit\n"))
    (tmp_path / "r.csv").write_bytes(b"\xff\xff\x00\x81")
    with pytest.raises(DataError, match="neither UTF-8 nor GB18030"):
        read_roster(tmp_path / "r.csv")
    with pytest.raises(DataError, match="check the path of the roster"):
        read_roster(tmp_path / "none.csv")
