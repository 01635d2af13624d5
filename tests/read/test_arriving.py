"""Twenty files as they arrive at an evaluator's: reports in odd formats and archives, and what cannot be read."""

import io
import zipfile

import pytest

from policytext.run import score_many

REPORTS = ("linxiu-2022", "heting-2023", "baiting-2024", "qingzhu-2014")
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
REFUSED = {
    "年报.rar": (b"Rar!\x1a\x07\x01\x00" + bytes(200), "unsupported_format", "unpack it"),
    "年报.7z": (b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(200), "unsupported_format", "unpack it"),
    "扫描件.png": (b"\x89PNG\r\n\x1a\n" + bytes(200), "unsupported_format", "text recognition"),
    "扫描件.jpg": (b"\xff\xd8\xff\xe0" + bytes(200), "unsupported_format", "text recognition"),
    "作品.wps": (OLE + bytes(504) + "MatOST".encode("utf-16-le"), "unsupported_format", "Works"),
    "断了.rtf": (rb"{\rtf1\ansi\ansicpg936 {\b", "damaged", "again"),
    "断了.ofd": (b"PK\x03\x04" + bytes(100), "damaged", "again"),
    "断了.zip": (b"PK\x03\x04" + bytes(100), "damaged", "again"),
}


@pytest.fixture
def pile(tmp_path, content):
    """The folder: eight files of odd formats, an archive of four with names in GBK, and eight that are refused."""
    folder = tmp_path / "到件"
    folder.mkdir()
    for suffix in ("rtf", "ofd"):
        for stem in REPORTS[:3]:
            (folder / f"{stem}.{suffix}").write_bytes(content(f"{stem}.{suffix}"))
    (folder / "白亭.wps").write_bytes(content("baiting-2024.wps"))
    (folder / "林岫.wps").write_bytes(content("linxiu-2022.docx"))
    inside = {"青竹.txt": "qingzhu-2014.txt", "松北.txt": "songbei-2017.txt", "望桥.html": "wangqiao-2020.html"}
    inside["鹤汀.pdf"] = "heting-2023.pdf"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for number, name in enumerate(inside.values()):
            archive.writestr(f"AAAA{number}{name[name.rindex('.') :]}", content(name))
    (folder / "四份.zip").write_bytes(data.getvalue().replace(b"AAAA", "年报".encode("gbk")))
    for name, (written, _, _) in REFUSED.items():
        (folder / name).write_bytes(written)
    return folder


def test_each_is_read_or_refused_with_the_reason_and_what_to_do(pile, tmp_path) -> None:
    tables = score_many(pile, tmp_path / "out")
    scored = [row["source"] for row in tables["reports"].to_pylist()]
    failed = {row["source"]: row for row in tables["failures"].to_pylist()}
    assert len(scored) + len(failed) == 20
    assert set(failed) == set(REFUSED)
    assert {source for source in scored if source.startswith("四份.zip/年报")} == {
        f"四份.zip/年报{number}.{suffix}" for number, suffix in enumerate(("txt", "txt", "html", "pdf"))
    }
    for name, (_, reason, told) in REFUSED.items():
        assert failed[name]["reason"] == reason
        assert told in failed[name]["message"]
