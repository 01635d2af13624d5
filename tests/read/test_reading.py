"""One file from the disk: what is recorded, what is refused, and that damage never gives anything but a reason."""

from __future__ import annotations

import hashlib
import os
import random
from contextlib import suppress
from pathlib import Path

import pytest

from policytext.errors import DocumentError
from policytext.read import READERS, Draft, read_bytes, read_file, reading
from policytext.read.limits import MAX_CHARS
from policytext.records import Block

# conftest.py puts corpora/ on the path.
from writers import pack  # isort: skip
from writers.ofd import frame_object, ofd_parts, text_object  # isort: skip

FILES = (
    "baiting-2024.doc",
    "baiting-2024.wps",
    "heting-2023.ofd",
    "heting-2023.pdf",
    "linxiu-2022.docx",
    "linxiu-2022.rtf",
    "qingzhu-2014.txt",
    "songbei-2017.txt",
    "wangqiao-2020.html",
)


def test_what_is_recorded(sample: Path) -> None:
    path = sample / "songbei-2017.txt"
    document = read_file(path, source="2017/songbei.txt")
    assert (document.source, document.format, document.encoding) == ("2017/songbei.txt", "txt", "gb18030")
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert read_file(path).source == str(path)


@pytest.mark.parametrize("name", FILES)
def test_format_does_not_depend_on_the_name(name: str, content) -> None:
    data = content(name)
    named = read_bytes(data, "a", name)
    unnamed = read_bytes(data, "a", "a.txt")
    assert unnamed.blocks == named.blocks
    assert bool(unnamed.warnings) == (named.format != "txt")


def test_text_is_kept_as_it_is() -> None:
    text = "　　一、概述 \n\n信函|||12|||\n\t尾行"
    assert read_bytes(text.encode(), "a.txt", "a.txt").text == text


def test_a_new_format_is_a_function_in_the_dictionary(monkeypatch) -> None:
    monkeypatch.setitem(READERS, "ceb", lambda data, name: Draft((Block("读出"),)))
    assert read_bytes(b"Founder CEB", "a.ceb", "a.ceb").text == "读出"


def test_missing_file_folder_and_loop_are_unreadable(tmp_path: Path) -> None:
    loop = tmp_path / "loop.txt"
    loop.symlink_to(loop)
    for path in (tmp_path / "none.txt", tmp_path, loop):
        with pytest.raises(DocumentError) as caught:
            read_file(path)
        assert caught.value.reason == "unreadable"


def test_forbidden_file_is_unreadable(tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("年报")

    def forbid(self: Path) -> bytes:
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(Path, "read_bytes", forbid)
    with pytest.raises(DocumentError, match="Permission denied") as caught:
        read_file(path)
    assert caught.value.reason == "unreadable"


def test_too_many_bytes_are_refused_unread(tmp_path: Path, monkeypatch, refused) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 11)
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("read"))
    with pytest.raises(DocumentError) as caught:
        read_file(path)
    assert caught.value.reason == "too_large"
    assert refused(b"x" * 11, "a.txt").reason == "too_large"


def test_fifty_megabytes_of_text_are_refused(refused) -> None:
    assert refused("全县主动公开政府信息。".encode() * 1_600_000, "a.txt").reason == "too_large"
    assert refused(b"abcd" * (MAX_CHARS // 4 + 1), "a.txt").reason == "too_large"


@pytest.mark.parametrize("name", FILES)
def test_damaged_files_give_text_or_a_reason(name: str, content) -> None:
    """Bytes changed, cut out, cut off: no reader may fail in any other way."""
    data = content(name)
    chance = random.Random(name)
    for _ in range(12 if name.endswith("pdf") else 60):
        damaged = bytearray(data)
        for _ in range(chance.randrange(1, 20)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        if chance.random() < 0.5:
            start = chance.randrange(len(damaged))
            del damaged[start : start + chance.randrange(1, 3000)]
        with suppress(DocumentError):
            assert read_bytes(bytes(damaged), name, name).text.strip()


@pytest.mark.parametrize("name", [name for name in FILES if not name.endswith(("txt", "html"))])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_truncated_files_are_damaged(name: str, share: float, content, refused) -> None:
    data = content(name)
    assert refused(data[: int(len(data) * share)], name).reason == "damaged"


@pytest.mark.parametrize("part", ["Doc_0/Pages/Page_0/Content.xml", "Doc_0/Document.xml", "OFD.xml"])
def test_damage_inside_an_archive_gives_text_or_a_reason(part: str) -> None:
    """The check sums of an archive hide its readers from damage: here they hold, and the XML does not."""
    parts = ofd_parts([[text_object("全县主动公开政府信息", 30, 40), frame_object(30, 60, 30, 8)]])
    chance = random.Random(part)
    for _ in range(150):
        xml = list(parts[part])
        for _ in range(chance.randrange(1, 6)):
            xml[chance.randrange(len(xml))] = chance.choice('019 .-gMLCBQAS"<>/&x中')
        with suppress(DocumentError):
            assert read_bytes(pack(parts | {part: "".join(xml)}), "a.ofd", "a.ofd").text.strip()
