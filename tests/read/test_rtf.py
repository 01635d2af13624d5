"""Rich text files: cases of the notation, bytes as characters, and what cannot be read."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.errors import DocumentError
from policytext.read import read_bytes, rtf

CASES = tomllib.loads((Path(__file__).parent / "rtf.toml").read_text(encoding="utf-8"))["case"]
FONTS = r"{\fonttbl{\f0\fcharset134 SimSun{\*\falt x};}{\f1\fcharset0 Times;}{\f2\fcharset136 Ming;}{\f3\fcharset2 Symbol;}}"
HEAD = r"{\rtf1\ansi\ansicpg1252\deff0" + FONTS + "\n"


def read(body: str, head: str = HEAD):
    return read_bytes(f"{head}{body}}}".encode("latin-1"), "a.rtf", "a.rtf")


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_notation(case, texts) -> None:
    body = bytes.fromhex(case["bytes"]).decode("latin-1") if "bytes" in case else case["rtf"]
    assert texts(read(body)) == case["blocks"]


@pytest.mark.parametrize(
    ("head", "body", "text"),
    [
        (r"{\rtf1\ansi\ansicpg936 ", r"\'d5\'fe", "政"),
        (r"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset0 x;}}\f0 ", r"\'d5\'fe", "政"),
        (r"{\rtf1\ansi\ansicpg950 ", r"\'ac\'46", "政"),
        (r"{\rtf1\ansi\ansicpg1252 ", r"\'93a\'94", "“a”"),
        (r"{\rtf1\ansi ", r"\'d5\'fe", "政"),
        (r"{\rtf1\ansi\ansicpg65001 ", r"\'e6\'94\'bf", "政"),
        (r"{\rtf1\ansi\ansicpg99999 ", r"\'e9t\'e9", "été"),
        (r"{\rtf1\ansi\ansicpg936 ", r"a\'d5", "aÕ"),
    ],
    ids=["page", "western font", "Big5", "West", "unnamed", "UTF-8", "unknown", "half a character"],
)
def test_code_pages(head: str, body: str, text: str) -> None:
    assert read(body, head).text == text


def test_damaged_character_shows(refused) -> None:
    assert read(r"\'d5 \'fe\'ff\'ff").text.count("\ufffd") > 0


def test_title_and_deletions_are_told() -> None:
    document = read(r"{\info{\author x}{\title \'c4\'ea\'b1\'a8}}a{\deleted b}\par")
    assert (document.title, document.text) == ("年报", "a")
    assert "deletions" in document.warnings[0]
    assert read(r"{\stylesheet{\s1\deleted x;}}a").warnings == ()


def test_what_stands_in_front_does_not_matter() -> None:
    data = b"\xef\xbb\xbf\r\n" + (HEAD + "a}").encode()
    assert read_bytes(data, "a.doc", "a.doc").warnings == ("named .doc but holds rtf; read as rtf",)


@pytest.mark.parametrize("body", [r"{\rtf1 a", r"{\rtf1 {a", r"{\rtf1 a\bin99 }", r"{\rtf1 {\*\x }"])
def test_cut_off_files_are_damaged(body: str, refused) -> None:
    assert refused(body.encode(), "a.rtf").reason == "damaged"


def test_limits(refused, monkeypatch) -> None:
    assert refused(b"{\\rtf1 " + b"{" * 6000 + b"}" * 6001, "a.rtf").reason == "damaged"
    assert refused(b"{\\rtf1 {\\pict 00}}", "a.rtf").reason == "empty"
    monkeypatch.setattr(rtf, "MAX_RTF_TOKENS", 5)
    assert refused(b"{\\rtf1 " + b"\\b" * 9 + b"}", "a.rtf").reason == "too_large"


@pytest.mark.parametrize(
    "piece", [r"{\field{\*\fldinst{", r"{\fonttbl\f1", r"\'81", r"\u1", "{}", r"\cell", r"\trowd\cellx1\row"]
)
def test_time_grows_with_the_length(piece: str) -> None:
    """Eight times the length takes eight times the time; where it grew with the square, it would be 64 times."""

    def seconds(count: int) -> float:
        data = (HEAD + piece * count).encode()
        times = []
        for _ in range(3):
            start = time.process_time()
            with pytest.raises(DocumentError):
                read_bytes(data, "a.rtf", "a.rtf")
            times.append(time.process_time() - start)
        return min(times)

    assert seconds(8000) < 24 * seconds(1000)


ways = st.sampled_from(["page", "number", "plain"])
chars = st.characters(exclude_characters="\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", exclude_categories=["Cs", "Cc"])


@given(st.lists(st.tuples(chars, ways), min_size=1, max_size=40))
def test_every_way_to_write_a_character_gives_it(pairs: list[tuple[str, str]]) -> None:
    text = "字" + "".join(char for char, _ in pairs)
    written = "字".encode("gb18030") + b"".join(_written(char, way) for char, way in pairs)
    document = read_bytes(HEAD.encode() + written + b"\\par}", "a.rtf", "a.rtf")
    assert [block.text for block in document.blocks] == [text]


def _written(char: str, way: str) -> bytes:
    """A character as escaped bytes, as numbers of its units, or as its bytes where braces do not forbid it."""
    raw = char.encode("gb18030")
    if way == "plain" and not set(raw) & set(b"\\{}\r\n\x00"):
        return raw
    if way == "number":
        units = char.encode("utf-16-le")
        return b"".join(
            b"\\u%d?" % int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2)
        )
    return b"".join(b"\\'%02x" % byte for byte in raw)
