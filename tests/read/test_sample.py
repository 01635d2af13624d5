"""The sample corpus: fresh, invented, and the same in every format."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

import pytest

from policytext.read import read_bytes, read_file
from policytext.records import RawDocument

# conftest.py puts corpora/ on the path.
import build_sample  # isort: skip
from writers import as_docx, write_all  # isort: skip

STEMS = [stem for stem, _ in build_sample.TARGETS.values()] + [build_sample.DOC[1]]


def test_files_are_fresh(sample: Path) -> None:
    stale = [name for name, data in build_sample.build_sample().items() if (sample / name).read_bytes() != data]
    assert not stale, f"run python corpora/build_sample.py: {stale}"


def test_doc_file_is_fresh(sample: Path) -> None:
    name, stem = build_sample.DOC
    expected = read_bytes(as_docx(build_sample.source_report(stem)), "a", "a.docx")
    assert read_file(sample / name).blocks == expected.blocks


def test_places_are_invented(sample: Path) -> None:
    places = sample.parents[1] / "src" / "policytext" / "data" / "places.csv"
    with places.open(encoding="utf-8", newline="") as file:
        real = {row["name"] for row in csv.DictReader(file)}
    named = {build_sample.source_report(stem).place for stem in STEMS} | {"岚川市", "衡泽市"}
    assert len(real) > 3000
    assert all(len(place) == 3 for place in named)
    assert not named & real
    assert "invented" in (sample.parent / "README.md").read_text(encoding="utf-8").splitlines()[0]


@pytest.mark.parametrize("stem", STEMS)
def test_same_report_in_every_format(stem: str, tmp_path: Path) -> None:
    paths = write_all(build_sample.source_report(stem), tmp_path)
    found = {kind: read_file(path) for kind, path in paths.items()}
    assert {kind: document.format for kind, document in found.items()} == {
        "txt": "txt",
        "gb18030": "txt",
        "html": "html",
        "docx": "docx",
        "pdf": "pdf",
        "rtf": "rtf",
        "ofd": "ofd",
    }
    assert found["txt"].blocks == found["gb18030"].blocks
    assert found["rtf"].blocks == found["docx"].blocks
    assert _tables(found["html"]) == _tables(found["docx"]) == _tables(found["pdf"]) == _tables(found["ofd"])
    assert _prose(found["html"]) == _prose(found["docx"]) == _prose(found["pdf"]) == _prose(found["ofd"])
    assert _prose(found["txt"]).replace(_first_fact(found["txt"]), "", 1) == _prose(found["docx"])


def _tables(document: RawDocument) -> list[str]:
    return [block.text for block in document.blocks if block.kind == "table"]


def _prose(document: RawDocument) -> str:
    """The running text without indents and line ends: a PDF has its lines cut elsewhere."""
    return "".join(b.text.strip("\u3000") for b in document.blocks if b.kind == "paragraph" and "\t" not in b.text)


def _first_fact(document: RawDocument) -> str:
    return next(block.text for block in document.blocks if block.text.startswith("发布日期"))


def test_pdf_of_the_sample(sample: Path) -> None:
    document = read_file(sample / "heting-2023.pdf")
    kinds = [block.kind for block in document.blocks]
    pages = {block.page for block in document.blocks}
    assert (kinds.count("running_head"), kinds.count("page_number"), kinds.count("table")) == (4, 4, 3)
    assert pages == {1, 2, 3, 4}
    assert all(first.page <= second.page for first, second in pairwise(document.blocks))
    widest = _tables(document)[1].split("\n")
    assert len(widest) == 28
    assert all(row.count("\t") == 9 for row in widest)


def test_page_of_the_sample(sample: Path) -> None:
    document = read_file(sample / "wangqiao-2020.html")
    assert (document.title, document.published) == ("望桥县2020年政府信息公开工作年度报告", "2021-01-28")
    assert document.blocks[0].text == document.title
    for debris in ("首页", "当前位置", "浏览次数", "分享到", "脚本", "主办"):
        assert debris not in document.text
