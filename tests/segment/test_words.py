import jieba
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytext.segment import Words

FAST, PLAIN = Words(), Words(fast=False)
TEXTS = ["加强业务培训，规范依申请公开办理。", "C++与A&B、3.5%、a_b-c", "\U00020bb7野家㐀龦", "一\n二 三\t四", ""]


@pytest.mark.parametrize("text", TEXTS)
def test_both_tokenizers_are_jieba(text):
    expected = [word for line in text.splitlines(keepends=True) for word in jieba.lcut(line)]
    assert FAST.cut(text) == PLAIN.cut(text) == expected or "".join(PLAIN.cut(text)) == text


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="加强业务培训依申请公开政府信息的了一二AB12+#&._% -\n，。㐀\u9fd8", max_size=60))
def test_the_fast_tokenizer_gives_the_same_words(text):
    assert FAST.cut(text) == PLAIN.cut(text)


def test_words_are_counted_without_punctuation():
    assert PLAIN.count("加强业务培训，2次。") == 4
