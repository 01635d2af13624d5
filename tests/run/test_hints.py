"""The manifest: what is known about files from elsewhere."""

from functools import partial

import pytest

from policytext.errors import DataError
from policytext.run.hints import names_of, read_hints
from policytext.run.walking import Listed
from policytext.run.worklist import WorkList


def manifest(tmp_path, text: str, encoding: str = "utf-8"):
    path = tmp_path / "manifest.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_rows_are_read_in_the_encodings_of_excel(tmp_path, encoding) -> None:
    path = manifest(tmp_path, "path,place,year,note\r\n甲/a.txt, 青禾县 ,2016,x\r\nb.txt,,,\r\n", encoding)
    assert read_hints(path) == {"甲/a.txt": {"place": "青禾县", "year": "2016"}, "b.txt": {}}


def test_headers_may_be_chinese_and_paths_of_windows(tmp_path) -> None:
    path = manifest(tmp_path, "路径,地区,年度\n.\\甲\\a.txt,青禾县,2016\n")
    assert read_hints(path) == {"甲/a.txt": {"place": "青禾县", "year": "2016"}}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("place,year\nx,2016\n", "line 1 has no column path"),
        ("", "line 1 has no column path"),
        ("path,year\na.txt,2016\na.txt,2017\n", "line 3 names a.txt again"),
        ("path,placee,yearr\na.txt,x,2016\n", "no column that says anything"),
        ("path,year\na.txt,abc\n", "line 2 has the year 'abc'"),
    ],
)
def test_a_manifest_that_cannot_be_meant_is_refused(tmp_path, text, says) -> None:
    with pytest.raises(DataError, match=says):
        read_hints(manifest(tmp_path, text))


def test_a_manifest_that_cannot_be_read_is_refused(tmp_path) -> None:
    with pytest.raises(DataError, match="cannot be opened"):
        read_hints(tmp_path / "nothing.csv")
    (tmp_path / "bytes.csv").write_bytes(b"path\n\xff\xff")
    with pytest.raises(DataError, match="neither UTF-8 nor GB18030"):
        read_hints(tmp_path / "bytes.csv")


def test_a_row_finds_its_file_by_source_by_place_on_disk_or_in_full(tmp_path) -> None:
    names = ["a.txt", "b.txt", "c.txt", "d.txt"]
    (tmp_path / "reports").mkdir()
    worklist = WorkList()
    for name in names:
        (tmp_path / "reports" / name).write_text(name, encoding="utf-8")
    worklist.add(Listed(tmp_path / "reports" / name, name) for name in names)
    worklist.hash()
    rows = ["a.txt", "reports/b.txt", str(tmp_path / "reports" / "c.txt").replace("\\", "/"), "lost.txt"]
    unmatched = worklist.give_hints({path: {"place": path} for path in rows}, partial(names_of, folder=tmp_path))
    given = {item.source: dict(item.hints) for item in worklist}
    assert given == {name: {"place": row} for name, row in zip(names[:3], rows, strict=False)} | {"d.txt": {}}
    assert unmatched == ["lost.txt"]


def test_rows_of_empty_cells_do_not_count(tmp_path) -> None:
    assert read_hints(manifest(tmp_path, "path,year\na.txt,2016\n,\n,\n")) == {"a.txt": {"year": "2016"}}
