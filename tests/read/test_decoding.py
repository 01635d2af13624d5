"""Encodings: what was written comes back, and what is not Chinese text is refused."""

from __future__ import annotations

import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.errors import DocumentError
from policytext.read.decoding import decode_text
from policytext.read.limits import MAX_TEXT_BYTES

# Common characters of the field, in both writings, with the punctuation and digits between them.
SIMPLIFIED = "政府信息公开工作年度报告主动依申请办理全县各部门的是不和有在了为对中国人民条例规定进一步加强，。；：（）0123456789\n"
TRADITIONAL = "政府信息公開工作年度報告主動依申請辦理全縣各部門的是不和有在了為對中國人民條例規定進一步加強，。；：（）0123456789\n"
TEXTS = st.text(SIMPLIFIED, min_size=1, max_size=200)
CHINESE = "全县主动公开政府信息三千条，比上年增加二百条。"


@given(TEXTS)
def test_utf8_comes_back(text: str) -> None:
    decoded = decode_text(text.encode(), "a.txt")
    assert (decoded.text, decoded.encoding, decoded.warnings) == (text, "utf-8", ())


@given(st.text(SIMPLIFIED, min_size=4, max_size=200).filter(lambda text: not text.isascii()))
def test_gb18030_comes_back(text: str) -> None:
    assert decode_text(text.encode("gb18030"), "a.txt").text == text


@given(st.lists(st.sampled_from(TRADITIONAL), min_size=60, max_size=200).map("".join))
def test_traditional_in_gb18030_comes_back(text: str) -> None:
    assert decode_text(text.encode("gb18030"), "a.txt").text == text


@given(TEXTS, st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_marked_encodings_come_back(text: str, encoding: str) -> None:
    assert decode_text(text.encode(encoding), "a.txt").text == text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF16_LE, "utf-16-le"), (b"\x84\x31\x95\x33", "gb18030")],
)
def test_mark_names_the_encoding(mark: bytes, encoding: str) -> None:
    decoded = decode_text(mark + CHINESE.encode(encoding), "a.txt")
    assert (decoded.text, decoded.encoding) == (CHINESE, encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_last_character_cut_off_is_left_out_with_a_warning(encoding: str) -> None:
    decoded = decode_text(CHINESE.encode(encoding)[:-1], "a.txt")
    assert decoded.text == CHINESE[:-1]
    assert "last character" in decoded.warnings[0]


def test_a_few_holes_are_shown() -> None:
    data = CHINESE.encode() * 10
    decoded = decode_text(data[:30] + b"\xff" + data[30:], "a.txt")
    assert (decoded.encoding, decoded.text.count("\ufffd")) == ("utf-8", 1)
    assert "damaged" in decoded.warnings[0]


def test_declared_charset_comes_first_unless_the_text_is_utf8() -> None:
    assert decode_text("政府公開".encode("big5"), "a.html", "big5").encoding == "big5"
    assert decode_text(CHINESE.encode(), "a.html", "gbk").encoding == "utf-8"
    assert decode_text(CHINESE.encode("gbk"), "a.html", "utf-8").encoding == "gb18030"
    assert (
        decode_text("政府公開".encode("big5") + b"\xff" + CHINESE.encode("gbk") * 9, "a", "big5").encoding == "gb18030"
    )


@pytest.mark.parametrize("declared", ["iso-8859-1", "no-such-charset", "base64", "utf-16"])
def test_useless_declarations_are_passed_over(declared: str) -> None:
    assert decode_text(CHINESE.encode("gbk"), "a.html", declared).encoding == "gb18030"


@pytest.mark.parametrize(
    "data",
    [
        ("政府信息公開工作年度報告" * 20).encode("big5"),
        "これは日本語の文章です。情報公開に関する報告書。".encode("shift_jis") * 20,
        b"\xff\xfe" + b"\x00\xd8" * 40,
        b"\x81\x20" * 400,
    ],
    ids=["big5", "shift_jis", "broken utf-16", "no encoding"],
)
def test_other_encodings_are_refused_not_misread(data: bytes) -> None:
    with pytest.raises(DocumentError) as caught:
        decode_text(data, "a.txt")
    assert caught.value.reason == "wrong_encoding"


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "gbk", "big5", "x"]))
def test_any_bytes_give_text_or_a_reason(data: bytes, declared: str | None) -> None:
    with suppress(DocumentError):
        assert isinstance(decode_text(data, "a.txt", declared).text, str)


def test_more_bytes_than_characters_allowed_are_refused_at_once() -> None:
    with pytest.raises(DocumentError) as caught:
        decode_text(bytes(MAX_TEXT_BYTES + 1), "a.txt")
    assert caught.value.reason == "too_large"


def test_of_two_readings_the_chinese_one_is_meant() -> None:
    assert decode_text("增强".encode("gb18030"), "a.txt").text == "增强"
    assert decode_text("强".encode("gb18030"), "a.txt").encoding == "gb18030"
    assert decode_text("naïve café".encode(), "a.txt").text == "naïve café"
